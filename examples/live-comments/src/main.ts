import { send, subscribe } from './gateway';
import { graphql } from './gql';
import { addComment } from './list';

const Newest = graphql(`
  query Newest {
    posts(first: 1) { nodes { databaseId title excerpt } }
  }
`);

const Comments = graphql(`
  query Comments($id: ID!) {
    post(id: $id, idType: DATABASE_ID) {
      comments(first: 100, where: { order: ASC }) { nodes { ...Comment } }
    }
  }
  fragment Comment on Comment { id date content author { node { name } } }
`);

const CommentAdded = graphql(`
  subscription CommentAdded($id: ID!) {
    commentAdded(contentId: $id) { node { ...Comment } }
  }
`);

const CreateComment = graphql(`
  mutation CreateComment($input: CreateCommentInput!) {
    createComment(input: $input) { comment { ...Comment } }
  }
`);

/** @throws Error if the page has no such element */
function element<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page lacks #${id}.`);
}

const { posts } = await send(Newest, {});
const post = posts?.nodes[0];
if (!post) throw new Error('There is no article yet.');
element('title', HTMLElement).textContent = post.title ?? '';
// WordPress escapes what editors and readers write.
element('excerpt', HTMLElement).innerHTML = post.excerpt ?? '';
const variables = { id: String(post.databaseId) };

const words = { live: 'Live', waiting: 'Connection lost. Trying again…' };
const status = element('status', HTMLElement);
subscribe(CommentAdded, variables, {
  onData: ({ commentAdded }) => {
    if (commentAdded?.node) addComment(commentAdded.node, { isNew: true });
  },
  onStatus: (name) => {
    status.dataset['status'] = name;
    status.textContent = words[name];
  },
  onGap: async () => {
    const { post } = await send(Comments, variables);
    for (const comment of post?.comments?.nodes ?? []) addComment(comment);
  },
});

const form = element('form', HTMLFormElement);
const answer = element('answer', HTMLElement);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const field = (name: string) => String(new FormData(form).get(name) ?? '');
  const input = {
    commentOn: post.databaseId,
    author: field('author'),
    authorEmail: field('email'),
    content: field('content'),
  };
  try {
    const { createComment } = await send(CreateComment, { input });
    if (createComment?.comment) addComment(createComment.comment, { isNew: true });
    answer.textContent = createComment?.comment
      ? 'Thank you. Your comment is online.'
      : 'Thank you. An editor will read your comment first.';
    form.querySelector('textarea')?.setRangeText('', 0, input.content.length);
  } catch (error) {
    answer.textContent = error instanceof Error ? error.message : String(error);
  }
});
