import { error, fail } from '@sveltejs/kit';
import { send } from '#lib/server/pressql.ts';
import { ByUri, CreateComment } from '#lib/server/queries.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reads whatever has this address in WordPress. SvelteKit has decoded the parameter. */
export const load: PageServerLoad = async ({ params }) => {
  const { nodeByUri } = await send(ByUri, { uri: `/${params.uri}/` });
  switch (nodeByUri?.__typename) {
    case 'Post':
    case 'Page':
    case 'Category':
    case 'Tag':
    case 'User':
      return { node: nodeByUri };
    default:
      return error(404, 'There is nothing at this address');
  }
};

export const actions: Actions = {
  /** Posts a comment. */
  default: async ({ request }) => {
    const form = await request.formData();
    const field = (name: string) => String(form.get(name) ?? '');
    const text = field('content');
    const input = {
      commentOn: Number(field('databaseId')),
      author: field('author'),
      authorEmail: field('email'),
      content: text,
    };
    try {
      const { createComment } = await send(CreateComment, { input });
      const message = createComment?.comment
        ? 'Thank you. Your comment is online.'
        : 'Thank you. An editor will read your comment first.';
      return { kind: 'posted', message, text };
    } catch (cause) {
      return fail(400, {
        kind: 'error',
        message: cause instanceof Error ? cause.message : String(cause),
        text,
      });
    }
  },
};
