import { scriptFolder } from '../../site/address.ts';
import { type ErrorKind, requestError } from '../../wordpress/errors.ts';
import { InputError } from '../kit/base/errors.ts';
import type { MutationRun } from './mutation.ts';

/** The fields of WordPress' comment form, by REST parameter. */
const formFields: Readonly<Record<string, string>> = {
  post: 'comment_post_ID',
  parent: 'comment_parent',
  content: 'comment',
  author_name: 'author',
  author_email: 'email',
  author_url: 'url',
};

/**
 * Submits a comment through the form under a post (`wp-comments-post.php`), as a visitor does in the browser. Many sites
 * accept comments from visitors there but not through the REST API. The site's rules apply: required names and e-mail
 * addresses, moderation, spam filters.
 *
 * @param parameters - REST parameters of the comment
 * @param more - fields that a plugin adds to the form
 * @returns the database id of the comment
 * @throws InputError if the form has no field for a parameter
 * @throws WordPressError with WordPress' message if WordPress refuses the comment
 */
export async function submitComment(
  { context }: MutationRun,
  parameters: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { rest, site } = context.loaders;
  const unsupported = Object.keys(parameters).find((name) => !(name in formFields) && name !== 'type');
  if (unsupported !== undefined) {
    throw new InputError(`Visitors can't set \`${unsupported}\` of a comment. Sign in as a moderator.`);
  }
  const form = Object.entries(formFields).flatMap(([parameter, field]) =>
    parameters[parameter] === undefined ? [] : [[field, String(parameters[parameter])] as const],
  );
  try {
    const { status, location, message } = await rest.submit({
      url: `${scriptFolder(site)}/wp-comments-post.php`,
      fields: { ...Object.fromEntries(form), ...more },
    });
    const id = /^#comment-(\d+)$/.exec(location?.hash ?? '')?.[1];
    if (id) return Number(id);
    const reason =
      message || 'WordPress refused the comment. The content may not exist, or may be closed for comments.';
    throw requestError(kindOf(status), reason, {
      request: 'POST /wp-comments-post.php',
      status,
      advice: "Change the comment as WordPress' message says.",
    });
  } finally {
    context.loaders = context.loaders.reset();
  }
}

function kindOf(status: number): ErrorKind {
  return status === 403 ? 'forbidden' : status === 429 ? 'rate-limited' : 'invalid';
}
