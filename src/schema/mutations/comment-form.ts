import { scriptFolder } from '../../site/address.ts';
import { plainText } from '../../wordpress/answer.ts';
import { type ErrorKind, WordPressError } from '../../wordpress/errors.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Mutating } from './mutation.ts';

/** Fields of WordPress' comment form, by the REST parameters that mean the same. */
const fields: Readonly<Record<string, string>> = {
  post: 'comment_post_ID',
  parent: 'comment_parent',
  content: 'comment',
  author_name: 'author',
  author_email: 'email',
  author_url: 'url',
};

/**
 * Comments as a visitor does by the form under a post (`wp-comments-post.php`), which sites take comments by whose REST
 * API takes none from visitors. The site's own rules count: names and addresses required, moderation, spam filters.
 *
 * @param parameters - in REST's words
 * @returns the comment's database id
 * @throws InputError for what the form has no field for
 * @throws WordPressError with WordPress' words where it refuses
 */
export async function submitComment(
  { context }: Mutating,
  parameters: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { rest, site } = context.loaders;
  const other = Object.keys(parameters).find((name) => !(name in fields) && name !== 'type');
  if (other !== undefined) {
    throw new InputError(`Visitors can't say a comment's \`${other}\`: sign in as a moderator.`);
  }
  const form = Object.entries(fields).flatMap(([parameter, field]) =>
    parameters[parameter] === undefined ? [] : [[field, String(parameters[parameter])] as const],
  );
  try {
    const { status, location, body } = await rest.submit({
      url: `${scriptFolder(site)}/wp-comments-post.php`,
      fields: Object.fromEntries(form),
    });
    const id = /^#comment-(\d+)$/.exec(location?.hash ?? '')?.[1];
    if (id) return Number(id);
    throw new WordPressError(kindOf(status), `POST /wp-comments-post.php: ${messageOf(body)}`, {
      request: 'POST /wp-comments-post.php',
      status,
      advice: 'Mind what WordPress says of the comment.',
    });
  } finally {
    context.loaders = context.loaders.reset();
  }
}

function kindOf(status: number): ErrorKind {
  return status === 403 ? 'forbidden' : status === 429 ? 'rate-limited' : 'invalid';
}

/** What WordPress' error page says (`wp_die`). */
function messageOf(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;
  const said = plainText(body.replace(/<a\b[\s\S]*?<\/a>/gi, ' ')).slice(0, 400);
  return said || 'the comment was not taken; the content may not exist or take no comments.';
}
