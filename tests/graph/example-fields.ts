/**
 * A must-use plugin with fields that have no schema, as Pods 3.3 (`PodsRESTHandlers::get_handler`) and MB REST API 2.0 with Meta Box 5
 * (`rwmb_get_value`) register and answer them, recorded from their sources. Pods exports related items with the columns of the table
 * and `id`; Meta Box writes PHP objects of terms, arrays of files, and ids of posts and users as texts. The option `pressql_later`
 * makes later values differ.
 */
export const exampleFields = `
add_action('init', function () {
  register_post_type('book', array('public' => true, 'show_in_rest' => true, 'label' => 'Books', 'supports' => array('title', 'custom-fields')));
  register_taxonomy('genre', 'book', array('public' => true, 'show_in_rest' => true, 'label' => 'Genres', 'hierarchical' => true));
  register_post_meta('book', 'place', array('type' => 'object', 'single' => true, 'show_in_rest' => array('schema' => array('type' => 'object', 'additionalProperties' => true))));
});
add_action('rest_api_init', function () {
  $ids = get_option('pressql_ids', array());
  $later = fn () => (bool) get_option('pressql_later');
  $title = fn ($document) => get_the_title($document['id']);
  $pods_post = fn ($id) => array('ID' => $id, 'post_title' => 'From Pods', 'post_content' => 'raw <b>text</b>', 'post_author' => '1', 'post_status' => get_post_status($id),
    'post_password' => 'secret', 'post_type' => get_post_type($id), 'post_content_filtered' => '', 'comments' => false, 'id' => $id);
  $pods_user = fn ($id) => array('ID' => $id, 'user_login' => 'login', 'user_nicename' => 'nice', 'display_name' => 'Name', 'user_pass' => '$P$hash',
    'user_email' => 'leak@site.example', 'user_url' => '', 'user_registered' => '2026-01-01 00:00:00', 'id' => $id);
  $pods = fn ($name, $get) => register_rest_field('book', $name, array('get_callback' => $get));
  $pods('pods_author', fn ($document) => match (true) {
    $later() => 'nobody',
    $title($document) === 'Plain' => false,
    default => array($pods_user((int) $ids['author']), $pods_user((int) $ids['reader'])),
  });
  $pods('pods_related', fn ($document) => $title($document) === 'Plain' ? false : array_map($pods_post, array((int) $ids['post'], (int) $ids['draft'], (int) $ids['page'])));
  $pods('pods_cover', fn ($document) => $title($document) === 'Plain' ? false : array($pods_post((int) $ids['media'])));
  $pods('pods_sequel', fn ($document) => $title($document) === 'Plain' ? array() : array((int) $ids['book']));
  $pods('pods_unset', fn () => false);
  // Pods 3.3 sends related users so, to everybody.
  $pods('pods_raw', fn () => array('owner' => array($pods_user((int) $ids['author'])), 'post' => $pods_post((int) $ids['post'])));
  $pods('pods_count', fn ($document) => $later() ? array('many') : ($title($document) === 'Plain' ? '' : 7));
  $info = fn ($id) => array('ID' => $id, 'name' => 'lamp.jpg', 'path' => '/var/www/lamp.jpg', 'url' => 'https://site.example/lamp-150x150.jpg', 'full_url' => 'https://site.example/lamp.jpg',
    'title' => 'Lamp', 'caption' => '', 'description' => 'raw', 'alt' => '', 'srcset' => false, 'width' => 150, 'height' => 150);
  // MB REST API names the type "tag" where WordPress has "post_tag", so tags have no such field.
  register_rest_field(array('book', 'genre'), 'meta_box', array('get_callback' => function ($document, $name, $request, $type) use ($ids, $later, $title, $info) {
    if ($type === 'genre') return array('color' => '#123');
    if ($title($document) === 'Plain') return array();
    if (get_post_status($document['id']) !== 'publish') return array('draft_only' => 'x');
    return array(
      'rating' => $later() ? 'great' : ($title($document) === 'Half' ? 4.5 : 4), 'isbn' => '978', 'subtitle' => '', 'цена' => '5', '2nd-hand' => true,
      'map' => $later() ? 'Agra' : array('latitude' => '27.1', 'longitude' => '78.0', 'zoom' => ''),
      'gallery' => array($info((int) $ids['media'])), 'single' => $info((string) $ids['media']), 'no_image' => false,
      'topic' => get_term((int) $ids['genre']), 'related' => array((string) $ids['post']), 'author_id' => (string) $ids['author'],
      'chapters' => array(array('title' => 'One', 'notes' => array('a', '')), array('title' => $later() ? array('x') : 'Two', 'pages' => 12)),
      'contact' => array('name' => 'Ann', 'user_email' => 'ann@site.example'),
      'by_day' => array('2026-01-01' => 3, '2026-01-02' => 4),
    );
  }));
});
`;

/** PHP that makes the documents which the fields of {@link exampleFields} name. */
export const exampleContent = `
  $book = fn ($title, $status = 'publish') => wp_insert_post(array('post_type' => 'book', 'post_title' => $title, 'post_status' => $status));
  $make = fn ($title, $more) => wp_insert_post($more + array('post_title' => $title, 'post_status' => 'publish'));
  $ids = array(
    'author' => get_posts(array('numberposts' => 1))[0]->post_author,
    'reader' => wp_insert_user(array('user_login' => 'quiet-reader', 'user_pass' => 'x', 'user_email' => 'quiet@site.example', 'role' => 'subscriber')),
    'post' => $make('Related', array()), 'draft' => $make('Unseen', array('post_status' => 'draft')), 'page' => $make('A page', array('post_type' => 'page')),
    'media' => get_posts(array('post_type' => 'attachment', 'numberposts' => 1))[0]->ID,
    'genre' => wp_insert_term('Mystery', 'genre')['term_id'],
  );
  $ids['book'] = $book('Plain');
  foreach (array('Whole', 'Half') as $title) update_post_meta($book($title), 'place', array('city' => 'Agra', 'stops' => array(1, 2)));
  $book('Hidden', 'draft');
  update_option('pressql_ids', $ids);
  echo json_encode($ids);
`;
