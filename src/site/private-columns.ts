import { isRecord } from '../values/json.ts';
import { integer } from '../wordpress/document.ts';

/** Columns of WordPress' tables, and keys of its users, that are for the site alone, whatever object they are in. */
const secretKeys: ReadonlySet<string> = new Set([
  'user_pass',
  'user_activation_key',
  'session_tokens',
  'post_password',
  'comment_author_IP',
  'comment_agent',
]);

/** Keys that no type has. In JSON, they are for the site alone in objects of WordPress: plugins may show them to everybody in theirs. */
const personalKeys: ReadonlySet<string> = new Set([
  'user_email',
  'user_login',
  'allcaps',
  'caps',
  'comment_author_email',
  'author_email',
  'author_ip',
  'author_user_agent',
  'password',
]);

/** Texts of posts as editors see them. They are no secret in JSON, but have no place in a type. */
const rawKeys: ReadonlySet<string> = new Set(['post_content', 'post_content_filtered']);

/** Keys whose values are objects. Under other keys, an object describes the column, as in a plugin's list of form fields. */
const objectKeys: ReadonlySet<string> = new Set(['session_tokens', 'allcaps', 'caps']);

/** Columns of `wp_users` and `wp_comments` (`wpdb`), as PHP writes them. One alone may be the key of a plugin. */
const columns: ReadonlySet<string> = new Set([
  ...['user_login', 'user_pass', 'user_nicename', 'user_email', 'user_url', 'user_registered'],
  ...['user_activation_key', 'user_status', 'display_name'],
  ...['comment_post_ID', 'comment_author', 'comment_author_email', 'comment_author_url', 'comment_author_IP'],
  ...['comment_date', 'comment_date_gmt', 'comment_content', 'comment_approved', 'comment_agent'],
  ...['comment_type', 'comment_parent', 'comment_karma'],
]);

/**
 * Whether a key of an object is for the site alone, and so in no type. `raw` beside `rendered` is what editors see.
 *
 * @param keys - all keys of the object
 */
export function isPrivateKey(key: string, keys: readonly string[]): boolean {
  return (
    secretKeys.has(key) ||
    personalKeys.has(key) ||
    rawKeys.has(key) ||
    (key === 'raw' && keys.includes('rendered'))
  );
}

/**
 * Returns a value of a JSON field without the private columns of users, posts and comments in it, whoever asks. Some plugins, such as
 * those that relate content to users, send such objects to everybody as PHP writes them, with email addresses.
 */
export function withoutPrivateColumns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrivateColumns);
  if (!isRecord(value)) return value;
  const isOfWordPress = isObjectOfWordPress(value);
  const isPrivate = (key: string, each: unknown) =>
    (secretKeys.has(key) || (isOfWordPress && personalKeys.has(key))) &&
    (!isRecord(each) || objectKeys.has(key));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !isPrivate(key, each))
      .map(([key, each]) => [key, withoutPrivateColumns(each)]),
  );
}

/** Whether an object looks like a user, post or comment as PHP writes it, or part of its columns, as with `fields` of `WP_User_Query`. */
function isObjectOfWordPress(object: Readonly<Record<string, unknown>>): boolean {
  const has = (...ids: readonly string[]) => ids.some((id) => (integer(object, id) ?? 0) > 0);
  const count = Object.keys(object).filter((key) => columns.has(key)).length;
  return has('ID', 'comment_ID') || count > 1 || (count === 1 && has('id', 'user_id'));
}
