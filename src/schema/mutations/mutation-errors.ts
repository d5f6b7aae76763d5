import { WordPressError } from '../../wordpress/errors.ts';
import type { InputRow } from './input-rows.ts';

/** The REST parameter that an error code of WordPress concerns, for codes whose errors don't name it. */
const parametersByCode: Readonly<Record<string, string>> = {
  rest_post_invalid_id: 'id',
  rest_term_invalid: 'id',
  rest_user_invalid_id: 'id',
  rest_comment_invalid_id: 'id',
  rest_already_trashed: 'id',
  rest_user_invalid_reassign: 'reassign',
  rest_invalid_author: 'author',
  rest_cannot_edit_others: 'author',
  rest_cannot_publish: 'status',
  rest_cannot_assign_sticky: 'sticky',
  rest_invalid_featured_media: 'featured_media',
  rest_cannot_assign_term: 'terms',
  rest_comment_invalid_post_id: 'post',
  rest_comment_closed: 'post',
  rest_comment_content_invalid: 'content',
  comment_content_column_length: 'content',
  rest_comment_author_data_required: 'author_name',
  term_exists: 'name',
  existing_user_login: 'username',
  existing_user_email: 'email',
  rest_user_invalid_username: 'username',
  rest_user_invalid_email: 'email',
  rest_user_invalid_argument: 'username',
  rest_user_invalid_role: 'roles',
  rest_upload_sideload_error: 'file',
  rest_upload_unknown_error: 'file',
};

/** Advice for error codes of WordPress whose messages don't state what to do. */
const advices: Readonly<Record<string, string>> = {
  rest_upload_sideload_error: 'WordPress accepts only some types of files, and the server limits their size.',
  rest_already_trashed: 'The document is in the trash. Delete it permanently with `forceDelete: true`.',
  rest_comment_login_required:
    'The site, or its REST API, accepts comments from signed-in users only (Settings → Discussion).',
  rest_cannot_create_user:
    "WordPress' REST API lets only administrators create users. Visitors register at wp-login.php.",
};

/** Returns an error of WordPress with its REST parameters renamed to fields of the input. Returns any other error unchanged. */
export function withInputNames(error: unknown, rows: readonly InputRow[]): unknown {
  if (!(error instanceof WordPressError)) return error;
  const { kind, details, message } = error;
  const code = details.restCode ?? '';
  const parameter = parametersByCode[code];
  const reasons = details.parameters ?? (parameter ? { [parameter]: message } : {});
  const names = new Map(rows.map((row) => [row.parameter, row.name]));
  const parameters = Object.fromEntries(
    Object.entries(reasons).map(([key, reason]) => [names.get(key) ?? key, reason]),
  );
  const advice = advices[code];
  return new WordPressError(kind, message, {
    ...details,
    ...(advice ? { advice } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    cause: error,
  });
}
