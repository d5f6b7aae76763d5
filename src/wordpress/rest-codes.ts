/*
 * The error codes of WordPress' REST API whose messages clients get. WordPress wrote these messages for clients. Integrations
 * add the codes of their plugins. Messages of all other codes may contain anything, so that clients get a sentence of the
 * gateway instead.
 */

/** Codes of WordPress itself (`new WP_Error( 'rest_…' )` in wp-includes/rest-api and the functions that it calls). */
const coreCodes = new Set(
  `
  rest_no_route rest_forbidden rest_forbidden_context rest_forbidden_param rest_forbidden_status rest_forbidden_orderby
  rest_forbidden_who rest_not_logged_in rest_cookie_invalid_nonce rest_invalid_param rest_invalid_params
  rest_missing_callback_param rest_invalid_json rest_invalid_type rest_invalid_date rest_invalid_email rest_invalid_field
  rest_invalid_hex_color rest_invalid_ip rest_invalid_multiple rest_invalid_pattern rest_invalid_uuid rest_not_in_enum
  rest_out_of_bounds rest_too_few_items rest_too_few_properties rest_too_long rest_too_many_items rest_too_many_properties
  rest_too_short rest_duplicate_items rest_property_required rest_no_matching_schema rest_one_of_multiple_matches
  rest_additional_properties_forbidden rest_orderby_include_missing_include rest_no_search_term_defined
  rest_batch_not_allowed rest_invalid_stored_value

  rest_cannot_create rest_cannot_delete rest_cannot_edit rest_cannot_edit_others rest_cannot_export_templates
  rest_cannot_manage_templates rest_cannot_manage_widgets rest_cannot_publish rest_cannot_read rest_cannot_read_post
  rest_cannot_read_status rest_cannot_read_type rest_cannot_read_global_styles rest_cannot_update rest_cannot_view
  rest_cannot_view_active_theme rest_cannot_view_plugin rest_cannot_view_plugins rest_cannot_view_themes
  rest_cannot_manage_plugins rest_cannot_assign_sticky rest_cannot_assign_term rest_already_trashed
  rest_trash_not_supported rest_template_already_trashed rest_invalid_author rest_invalid_featured_media
  rest_no_featured_media rest_invalid_template rest_post_exists rest_post_incorrect_password rest_post_invalid_id
  rest_post_invalid_page_number rest_post_invalid_parent rest_post_no_autosave rest_revision_invalid_offset_number
  rest_revision_invalid_page_number rest_revision_parent_id_mismatch rest_status_invalid rest_type_invalid
  rest_template_not_found rest_global_styles_not_found rest_menu_location_invalid rest_invalid_menu_location
  rest_block_type_invalid rest_block_type_cannot_view rest_sidebar_not_found rest_invalid_widget rest_widget_not_found
  rest_widget_type_invalid rest_theme_not_found rest_plugin_not_found rest_search_handler_error rest_search_invalid_type
  rest_search_invalid_page_number invalid_page_template invalid_post_id invalid_post_type empty_content invalid_date

  rest_taxonomy_invalid rest_taxonomy_not_hierarchical rest_term_invalid term_exists duplicate_term_slug empty_term_name
  invalid_taxonomy invalid_term invalid_term_id invalid_term_name missing_parent ambiguous_term_id

  rest_user_cannot_delete rest_user_cannot_delete_post rest_user_cannot_view rest_user_exists rest_user_invalid_argument
  rest_user_invalid_email rest_user_invalid_id rest_user_invalid_password rest_user_invalid_reassign
  rest_user_invalid_role rest_user_invalid_slug rest_user_invalid_username rest_cannot_create_user rest_cannot_edit_roles
  existing_user_email existing_user_login empty_user_login empty_user_nicename user_login_too_long
  user_nicename_too_long user_url_too_long

  rest_comment_author_data_required rest_comment_author_invalid rest_comment_closed rest_comment_content_invalid
  rest_comment_draft_post rest_comment_exists rest_comment_failed_create rest_comment_failed_edit
  rest_comment_invalid_author rest_comment_invalid_author_ip rest_comment_invalid_id rest_comment_invalid_post_id
  rest_comment_invalid_status rest_comment_invalid_type rest_comment_login_required
  rest_comment_not_supported_post_type rest_comment_trash_post rest_invalid_comment_type rest_cannot_create_note
  comment_author_column_length comment_author_email_column_length comment_author_url_column_length
  comment_content_column_length comment_closed comment_duplicate comment_flood comment_id_not_found comment_on_draft
  comment_on_password_protected comment_on_trash comment_reply_to_unapproved_comment not_logged_in require_name_email
  require_valid_comment require_valid_email

  rest_upload_dimension_mismatch rest_upload_file_error rest_upload_file_too_big rest_upload_hash_mismatch
  rest_upload_image_type_not_supported rest_upload_invalid_disposition rest_upload_invalid_image
  rest_upload_limited_space rest_upload_no_content_disposition rest_upload_no_content_type rest_upload_no_data
  rest_upload_sideload_error rest_upload_unknown_error rest_upload_unknown_size rest_upload_user_quota_exceeded
  rest_unknown_attachment rest_unknown_image_file_type rest_cannot_edit_file_type rest_cannot_edit_image
  rest_image_crop_failed rest_image_flip_failed rest_image_not_edited rest_image_rotation_failed
  `
    .trim()
    .split(/\s+/),
);

/**
 * Codes of failed sign-ins, of WordPress and of plugins for tokens. They and their messages tell whether the user exists, so
 * that clients get one sentence and one code for all.
 */
const signInCodes =
  /^(incorrect_password|invalid_username|invalid_email|invalidcombo|empty_username|empty_password|authentication_failed|spammer_account|invalid_login|invalid_credentials|bad_credentials|invalid_user|user_not_found|application_passwords_disabled(_for_user)?|too_many_retries|(\w+_)?auth_(failed|invalid_\w+|bad_\w+|user_not_found))$/;

/** A reason for a refused sign-in that says nothing about the user, so that clients may know it. */
interface SignInFault {
  readonly codes: RegExp;
  /** The HTTP status that means the same, whatever the code. */
  readonly status?: number;
  readonly kind: 'forbidden' | 'absent';
  /** The code for clients, whichever plugin refuses. */
  readonly restCode: string;
  readonly message: string;
  readonly advice: string;
}

/** The reasons for a refused sign-in that are no secret: too many tries, a plugin without its settings, a missing plugin. */
const signInFaults: readonly SignInFault[] = [
  {
    codes:
      /^(too_many_(retries|attempts|failed_\w+|login_\w+)|(\w+_)?lock(ed|out)(_\w+)?|\w+_lockout|limit_login_\w+)$/,
    status: 429,
    kind: 'forbidden',
    restCode: 'too_many_retries',
    message: 'The site accepts no sign-ins for a while, after too many tries.',
    advice: 'Try again later, or unlock the user or the address of the gateway in the security plugin.',
  },
  {
    codes: /^(\w+_)?(bad_config|unsupported_algorithm)$/,
    kind: 'forbidden',
    restCode: 'login_plugin_not_ready',
    message: 'The login plugin of the site is not set up.',
    advice: 'Set its secret in wp-config.php, as its manual says.',
  },
  {
    codes: /^rest_no_route$/,
    kind: 'absent',
    restCode: 'rest_no_route',
    message: 'The site has no login plugin any more.',
    advice: 'Activate the plugin again, or start the gateway again.',
  },
];

/** Returns the reason for a refused sign-in that clients may know. Returns null for all others, which they may not tell apart. */
export function signInFaultOf(code: string, status: number): SignInFault | null {
  return (
    signInFaults.find(
      (fault) => fault.restCode === code || fault.codes.test(bareCode(code)) || fault.status === status,
    ) ?? null
  );
}

/** Returns a code without the name of the plugin that passes it on: `[plugin] incorrect_password`. */
function bareCode(code: string): string {
  return code.replace(/^\[[\w -]+\]\s*/, '');
}

/** Returns whether WordPress itself has an error code, so that clients get its message. */
export function isKnownCode(code: string): boolean {
  return coreCodes.has(code);
}

/** Returns whether a code says why a sign-in failed. */
export function isSignInCode(code: string): boolean {
  return signInCodes.test(bareCode(code));
}

/** Returns whether clients get a code. A code that is no plain word could carry any text. */
export function isPrintableCode(code: string): boolean {
  return /^[a-z][a-z\d]*(?:[_-][a-z\d]+){0,11}$/i.test(code) && code.length <= 64;
}
