import { WordPressError } from '../../wordpress/errors.ts';
import type { InputRow } from './rows.ts';

/** WordPress' codes that are about one parameter without naming it, and that parameter in REST. */
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

/** What to do about some of WordPress' refusals of writes, where more can be said than its own words. */
const advices: Readonly<Record<string, string>> = {
  rest_upload_sideload_error: 'WordPress takes files of some types only, and the server files of some size.',
  rest_already_trashed: 'It is in the trash. Delete it for good with `forceDelete: true`.',
  rest_comment_login_required:
    'The site takes comments from signed-in users only (Settings → Discussion), or its REST API does.',
  rest_cannot_create_user:
    "WordPress' REST API lets administrators alone make users; its visitors register at wp-login.php.",
};

/** A refusal of WordPress' in the words of the mutation: parameters are named as the input's fields. */
export function inTermsOfInput(error: unknown, rows: readonly InputRow[]): unknown {
  if (!(error instanceof WordPressError)) return error;
  const { kind, details, message } = error;
  const code = details.restCode ?? '';
  const about = parametersByCode[code];
  const said = details.parameters ?? (about ? { [about]: message } : {});
  const names = new Map(rows.map(({ parameter, name }) => [parameter, name]));
  const parameters = Object.fromEntries(
    Object.entries(said).map(([parameter, reason]) => [names.get(parameter) ?? parameter, reason]),
  );
  const advice = advices[code];
  return new WordPressError(kind, message, {
    ...details,
    ...(advice ? { advice } : {}),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    cause: error,
  });
}
