interface Written {
  readonly databaseId?: unknown;
  readonly author?: unknown;
  readonly email?: unknown;
  readonly content?: unknown;
}

/** Posts a comment. Answers with what became of it, in words for the reader. */
export default defineEventHandler(async (event) => {
  const { databaseId, author, email, content } = (await readBody<Written | undefined>(event)) ?? {};
  const input = {
    commentOn: Number(databaseId),
    author: String(author ?? ''),
    authorEmail: String(email ?? ''),
    content: String(content ?? ''),
  };
  try {
    const { createComment } = await ask(CreateComment, { input });
    const message = createComment?.comment
      ? 'Thank you. Your comment is online.'
      : 'Thank you. An editor will read your comment first.';
    return { kind: 'posted', message };
  } catch (cause) {
    return { kind: 'error', message: cause instanceof Error ? cause.message : String(cause) };
  }
});
