/**
 * A must-use plugin with invented routes. They have the shapes of BuddyPress 15.0 (schemas of WordPress' own kind, a password that
 * nobody gets, and `avatar_urls`, which its members lack with `_fields`), of Redirection 5.4.2 (pages from number 0 on, of 5 items at
 * least), both recorded from the running plugins, and of The Events Calendar (an OpenAPI document, and lists inside of objects),
 * recorded from its source.
 */
export const routesPlugin = `
add_action('rest_api_init', function () {
  $members = array_map(fn ($n) => array(
    'id' => $n, 'name' => "Member $n", 'type' => $n % 2 ? 'gold' : 'not-yet', 'score' => $n === 3 ? 'many' : "$n.5",
    'user_id' => 1, 'registered' => '2026-05-01T10:00:00', 'tags' => array('a', 'b'), 'extra key' => "e$n",
    'last_activity' => $n === 2 ? false : array('date' => "2026-05-0$n", 'by' => array('name' => 'Bo')), 'secret' => 'hidden',
  ), range(1, 25));
  $avatars = fn ($member) => $member + array('avatar_urls' => array('full' => "/a{$member['id']}.png")) + ($member['id'] > 3 ? array('cover' => "/c{$member['id']}.png") : array());
  $schema = fn () => array('title' => 'club_members', 'type' => 'object', 'properties' => array(
    'id' => array('type' => 'integer', 'context' => array('view')),
    'name' => array('type' => 'string', 'description' => 'The name'),
    'type' => array('type' => 'string', 'enum' => array('gold', 'not-yet')),
    'score' => array('type' => 'number'),
    'user_id' => array('type' => 'integer'),
    'registered' => array('type' => array('string', 'null'), 'format' => 'date-time'),
    'tags' => array('type' => 'array', 'items' => array('type' => 'string')),
    'extra key' => array('type' => 'string'),
    'last_activity' => array('type' => 'object', 'properties' => array(
      'date' => array('type' => 'string'),
      'by' => array('type' => 'object', 'properties' => array('name' => array('type' => 'string'))),
    )),
    'secret' => array('type' => 'string', 'context' => array('edit')),
    'password' => array('type' => 'string', 'context' => array()),
    'nick' => array('type' => 'string'), 'cover' => array('type' => 'string'),
    'avatar_urls' => array('type' => 'object', 'properties' => array('full' => array('type' => 'string'))),
  ));
  $route = fn ($path, $callback, $args = array(), $schema = null, $allowed = '__return_true') => register_rest_route('club/v1', $path, array_filter(array(
    array('methods' => 'GET', 'callback' => $callback, 'permission_callback' => $allowed, 'args' => $args),
    'schema' => $schema,
  )));
  $paged = array(
    'page' => array('type' => 'integer', 'default' => 1, 'minimum' => 1),
    'per_page' => array('type' => 'integer', 'default' => 10, 'minimum' => 1, 'maximum' => 20),
  );
  $route('/members', function ($request) use ($members, $avatars) {
    $found = array_values(array_filter($members, fn ($each) =>
      (!$request['type'] || in_array($each['type'], (array) $request['type'], true)) &&
      (!$request['include'] || in_array($each['id'], $request['include'], true))));
    $page = array_slice($found, ($request['page'] - 1) * $request['per_page'], $request['per_page']);
    $answer = new WP_REST_Response($request['_fields'] ? $page : array_map($avatars, $page));
    if (!$request['uncounted']) $answer->header('X-WP-Total', count($found));
    return $answer;
  }, $paged + array(
    'type' => array('type' => 'array', 'items' => array('type' => 'string', 'enum' => array('gold', 'not-yet'))),
    'include' => array('type' => 'array', 'items' => array('type' => 'integer')),
    'uncounted' => array('type' => 'boolean'),
    'context' => array('type' => 'string'),
  ), $schema);
  $route('/members/(?P<id>[\\\\d]+)', fn ($request) => $members[$request['id'] - 1] ?? new WP_Error('none', 'None', array('status' => 404)),
    array('id' => array('type' => 'integer')), $schema);
  $route('/members/me', fn () => array(), array(), $schema, 'is_user_logged_in');
  $route('/members/(?P<id>[\\\\d]+)/notes', fn ($request) => array(array('text' => "for {$request['id']}"), array('text' => array(1))), array(), fn () => array(
    'title' => 'note', 'type' => 'array', 'items' => array('type' => 'object', 'properties' => array('text' => array('type' => 'string'))),
  ));
  $route('/members/by-slug/(?P<slug>[^/]+)', fn ($request) => array('id' => 9, 'name' => $request['slug']), array(), $schema);
  $route('/stats', fn () => (object) array('members' => 25, 'open' => true), array(), fn () => array(
    'title' => 'stats', 'type' => 'object', 'properties' => array('members' => array('type' => 'integer'), 'open' => array('type' => 'boolean')),
  ));
  $route('/logs', fn ($request) => array('items' => array_map(fn ($n) => array('id' => $n, 'url' => "/$n"), array_slice(range(1, 13), $request['page'] * $request['per_page'], $request['per_page'])), 'total' => 13), array(
    'page' => array('type' => 'integer', 'minimum' => 0, 'default' => 0),
    'per_page' => array('type' => 'integer', 'default' => 25, 'minimum' => 5, 'maximum' => 200),
  ));
  $route('/shy', fn ($request) => $request['_fields'] ? array_slice($members, 0, $request['per_page']) : new WP_Error('shy', 'No', array('status' => 400)), $paged, $schema);
  $route('/lax', fn ($request) => array_slice($members, ($request['page'] - 1) * $request['per_page'], $request['per_page']), array('page' => array('type' => 'integer', 'minimum' => 0)) + $paged, $schema);
  $route('/hidden', fn () => array(array('id' => 1)), $paged, $schema, 'is_user_logged_in');
  // The Events Calendar: an OpenAPI document that says less than its answers, and lists inside of objects without a header.
  $event = fn ($n) => array('id' => $n, 'title' => "Event $n", 'author' => 1, 'image' => $n === 1 ? false : array('id' => 9999, 'url' => '/i.png'),
    'start' => array('year' => '2026'), 'post_id' => $GLOBALS['wpdb']->get_var("SELECT MIN(ID) FROM {$GLOBALS['wpdb']->posts} WHERE post_type = 'post' AND post_status = 'publish'"));
  register_rest_route('cal/v1', '/doc', array('methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn () => array(
    'openapi' => '3.0.0',
    'paths' => array(
      '/events' => array('get' => array(
        'parameters' => array(array('name' => 'order', 'in' => 'query', 'schema' => array('type' => 'string', 'enum' => array('asc', 'desc')))),
        'responses' => array('200' => array('content' => array('application/json' => array('schema' => array(
          'title' => 'events', 'type' => 'array', 'items' => array('$ref' => '#/components/schemas/Event'))))))),
      ),
      '/events/{id}' => array('get' => array('responses' => array('200' => array('content' => array('application/json' => array(
        'schema' => array('$ref' => '#/components/schemas/Event'))))))),
    ),
    'components' => array('schemas' => array(
      'Event' => array('type' => 'object', 'properties' => array(
        'id' => array('type' => 'integer'), 'title' => array('type' => 'string'), 'author' => array('type' => 'integer'),
        'post_id' => array('type' => 'integer'), 'image' => array('type' => 'object', '$ref' => '#/components/schemas/Image'),
        'start' => array('type' => 'array', 'items' => array('$ref' => '#/components/schemas/Start')),
      )),
      'Image' => array('type' => 'object', 'properties' => array('id' => array('type' => 'integer'), 'url' => array('type' => 'string'))),
      'Start' => array('type' => 'object', 'properties' => array('year' => array('type' => 'integer'))),
    )),
  )));
  register_rest_route('cal/v1', '/events', array('methods' => 'GET', 'permission_callback' => '__return_true',
    'args' => array('page' => array('type' => 'integer', 'default' => 1), 'per_page' => array('type' => 'integer', 'default' => 2), 'order' => array()),
    'callback' => fn ($request) => $request['page'] > 2 ? new WP_Error('event-archive-page-not-found', 'No', array('status' => 404)) : array(
      'events' => array_map($event, $request['order'] === 'desc' ? array(2, 1) : array(1, 2)), 'rest_url' => '/', 'total' => 4, 'total_pages' => 2)));
  register_rest_route('cal/v1', '/events/(?P<id>\\d+)', array('methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn ($request) => $event((int) $request['id'])));
  // No schema at all.
  register_rest_route('cal/v1', '/places', array('methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn () =>
    get_option('pressql_later') ? array(array('id' => 1, 'name' => array('x'), 'size' => 'large', 'new' => 1), 7) : array(array('id' => 1, 'name' => 'Hall', 'size' => 4), array('id' => 2, 'name' => null, 'size' => 4.5))));
  register_rest_route('cal/v1', '/places/(?P<id>\\d+)', array('methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn () => array('id' => 2, 'name' => 'Court', 'size' => 4)));
  $route('/odd(?:/(?P<x>.+))?', fn () => array());
});
`;

/** A page of `clubLogs`. */
export interface Logs {
  readonly clubLogs: {
    readonly nodes: readonly { readonly url: string }[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** A page of `clubMembers`. */
export interface Page<Item = { readonly id: string }> {
  readonly clubMembers: {
    readonly nodes: readonly Item[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly endCursor: string;
      readonly startCursor: string;
    };
  };
}
