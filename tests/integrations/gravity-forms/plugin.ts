import { readFileSync } from 'node:fs';

/*
 * Gravity Forms is not among the packages that the tests can install. This must-use plugin registers the routes of its REST API v2
 * that the integration uses. The forms in `forms.json` are what Gravity Forms 2.10.2 answered for forms of ours, except form 8, whose
 * data is odd on purpose, and the inactive confirmation of form 7. The answers to submissions have the keys, the statuses and the errors of the real ones. A confirmation
 * repeats the parameters that the site has received.
 */
const forms = readFileSync(new URL('forms.json', import.meta.url), 'utf8');

export const plugin = `
  const GF_FORMS = <<<'JSON'
${forms}
JSON;
  function gf_test_forms() {
    return array_column(json_decode(GF_FORMS, true), null, 'id');
  }
  function gf_test_submit($request) {
    $values = $request->get_json_params();
    $form = gf_test_forms()[$request['form_id']] ?? null;
    $refuse = fn($code, $message) => new WP_Error($code, $message, ['status' => 400]);
    if (!$form || !$form['is_active'] || $form['is_trash']) return $refuse('form_not_found', 'Your form could not be found');
    if (!empty($form['requireLogin']) && !is_user_logged_in())
      return $refuse('error_processing_form', 'There was an error while processing the form: 7 /var/www/secret.php');
    $page = $values['source_page'] ?? 1;
    $answer = ['is_valid' => true, 'page_number' => 0, 'source_page_number' => $page];
    $errors = [];
    foreach ($form['fields'] as $field) {
      if (!is_array($field) || empty($field['isRequired']) || ($field['pageNumber'] ?? 1) !== $page) continue;
      if (empty($values['input_' . $field['id']])) $errors[$field['id']] = $field['errorMessage'] ?: 'This field is required.';
    }
    if ($errors) return new WP_REST_Response(['is_valid' => false, 'page_number' => $page, 'validation_messages' => $errors] + $answer, 400);
    $answer += ['confirmation_message' => '', 'confirmation_type' => 'message', 'is_spam' => false];
    if (!empty($values['gform_save'])) return ['page_number' => $page, 'resume_token' => '818a5a23'] + $answer;
    if (!empty($values['target_page'])) return ['page_number' => $values['target_page']] + $answer;
    if (current_user_can('manage_options')) $answer['entry_id'] = 77;
    $url = current($form['confirmations'] ?: [])['url'] ?? '';
    if (!$url) return ['confirmation_message' => wp_json_encode($values)] + $answer;
    // PHP changes the status of an answer with this header.
    return new WP_REST_Response(['confirmation_type' => 'redirect', 'confirmation_redirect' => $url] + $answer, 302, ['Location' => $url]);
  }
  // After an administrator has deleted a form, the gateway may still have it in its list.
  function gf_test_listed() {
    $deleted = ['id' => 66, 'title' => 'Just deleted', 'is_active' => '1', 'is_trash' => '0'];
    return gf_test_forms() + (get_option('gf_test_deleted') ? [66 => $deleted] : []);
  }
  add_action('rest_api_init', function () {
    register_rest_route('gf/v2', '/forms', ['methods' => 'GET', 'permission_callback' => fn() => current_user_can('manage_options'),
      'callback' => function ($request) {
        $forms = gf_test_forms();
        if ($request['include']) {
          $found = [];
          foreach ((array) $request['include'] as $id) $found[$id] = $forms[$id] ?? false;
          return $found;
        }
        $active = array_filter(gf_test_listed(), fn($form) => $form['is_active'] && !$form['is_trash']);
        return array_map(fn($form) => ['id' => (string) $form['id'], 'title' => $form['title'], 'entries' => '3'], $active);
      }]);
    register_rest_route('gf/v2', '/forms/(?P<form_id>[\\\\d]+)/submissions', ['methods' => 'POST',
      'permission_callback' => '__return_true', 'callback' => 'gf_test_submit']);
  });
`;
