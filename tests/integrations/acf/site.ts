/*
 * ACF is not installed in the demo WordPress: no registry that tests install from has it. This plugin registers what ACF 6.8.1
 * (and, for repeaters and flexible content, its PRO field types) registers in the REST API. The values were recorded from it:
 * ids and raw texts by default, and formatted ones with `acf_format=standard`, where a user has an email address.
 */
export const plugin = `
  function recorded_acf($id, $format) {
    [$first, $other] = get_posts(['numberposts' => 2, 'fields' => 'ids']);
    [$page] = get_posts(['post_type' => 'page', 'numberposts' => 1, 'fields' => 'ids']);
    [$image, $second] = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 2, 'fields' => 'ids']);
    $terms = get_terms(['taxonomy' => 'category', 'number' => 2, 'fields' => 'ids']);
    $user = (int) get_post_field('post_author', $first);
    if ($id !== $first) {
      return ['subtitle' => '', 'hero' => null, 'body' => '', 'price' => '', 'stars' => '', 'mood' => false, 'tags' => [],
        'featured' => false, 'link' => null, 'place' => null, 'day' => null, 'related' => null, 'topics' => [], 'people' => null,
        'box' => ['note' => '', 'more' => null, 'body' => ''], 'rows' => null, 'sections' => null];
    }
    $person = ['ID' => $user, 'user_nicename' => 'x', 'user_email' => 'private@mail.example'];
    $isStandard = $format === 'standard';
    $text = fn($raw) => $isStandard ? wpautop($raw) : $raw;
    $row = fn($name) => ['name' => $name, 'body' => $text("One\\n\\nTwo $name"), 'picture' => $image, 'more' => [$other],
      'day' => $isStandard ? '14/05/2026' : '20260514', 'person' => $isStandard ? $person : $user];
    return [
      'subtitle' => 'A lamp', 'hero' => $image, 'body' => $text("One\\n\\nTwo"), 'price' => 12.5, 'stars' => 4, 'mood' => 'calm',
      'tags' => ['a', 'b'], 'featured' => true, 'link' => ['title' => 'T', 'url' => 'https://a.example/', 'target' => ''],
      'place' => ['address' => 'Rua 1', 'lat' => 51.5, 'lng' => -1.25, 'zoom' => 14, 'post_code' => 10115],
      'day' => '20260514', 'moment' => '2026-05-14 13:30:00', 'hour' => '13:30:00', 'film' => $isStandard ? '<iframe></iframe>' : 'https://video.example/1',
      'related' => [$page, $other], 'lead' => $other, 'links' => [$page, 'https://a.example/archive/'], 'topics' => $terms,
      'people' => $isStandard ? $person : $user, 'gallery' => [$second, $image],
      'box' => ['note' => 'In a box', 'more' => [$other], 'body' => $text("In\\n\\nbox")],
      'rows' => [$row('a'), $row('b')],
      'sections' => [['acf_fc_layout' => 'quote', 'words' => 'Said', 'who' => $isStandard ? $person : $user],
        ['acf_fc_layout' => 'big_picture', 'picture' => $image, 'body' => $text("Pic\\n\\nture")]],
      'stale' => [['acf_fc_layout' => 'known', 'words' => 'Known'], ['acf_fc_layout' => 'gone']],
      'wide_note' => 'On a template', 'person_note' => 'About', 'term_note' => 'Term', 'comment_note' => 'Said', 'copied' => 'Copy',
      'copy_copied' => 'Prefixed copy',
    ];
  }
  add_action('rest_api_init', function () {
    $types = ['post', 'page', 'category', 'user', 'comment'];
    register_rest_field($types, 'acf', [
      'schema' => ['description' => 'ACF field data', 'type' => 'object', 'properties' => []],
      'get_callback' => function ($object, $name, $request, $type) {
        $isContent = in_array($type, ['post', 'page'], true);
        [$first] = get_posts(['numberposts' => 1, 'fields' => 'ids']);
        $all = recorded_acf($type === 'post' ? (int) $object['id'] : $first, $request->get_param('acf_format'));
        $keys = ['page' => ['wide_note'], 'user' => ['person_note'], 'category' => ['term_note'], 'comment' => ['comment_note']];
        return isset($keys[$type]) ? array_intersect_key($all, array_flip($keys[$type])) : $all;
      },
    ]);
  });`;

type Settings = Readonly<Record<string, unknown>>;

/** Returns a field as ACF's JSON has it. */
const field = (name: string, type: string, settings: Settings = {}) => ({
  key: `field_${name}_${type}`,
  name,
  type,
  label: name,
  ...settings,
});

const rule = (param: string, value: string) => [[{ param, operator: '==', value }]];

const group = (title: string, location: unknown, fields: readonly Settings[], settings: Settings = {}) => ({
  key: `group_${title.replaceAll(' ', '_')}`,
  title,
  location,
  fields,
  show_in_rest: 1,
  ...settings,
});

/** Field groups and an options page, as ACF writes them into `acf-json`. */
export const json = {
  groups: [
    group('Story', rule('post_type', 'post'), [
      field('subtitle', 'text', { instructions: 'Below the title.' }),
      field('hero', 'image'),
      field('body', 'wysiwyg'),
      field('price', 'number'),
      field('stars', 'range'),
      field('mood', 'select', { choices: { calm: 'Calm' }, return_format: 'array' }),
      field('tags', 'checkbox'),
      field('featured', 'true_false'),
      field('link', 'link'),
      field('place', 'google_map'),
      field('day', 'date_picker', { return_format: 'd/m/Y' }),
      field('moment', 'date_time_picker', { return_format: 'd/m/Y g:i a' }),
      field('hour', 'time_picker', { return_format: 'g:i a' }),
      field('film', 'oembed'),
      field('related', 'relationship'),
      field('lead', 'post_object', { post_type: ['post'], graphql_connection_type: 'one_to_one' }),
      field('links', 'page_link', { multiple: 1 }),
      field('topics', 'taxonomy', { taxonomy: 'category' }),
      field('people', 'user', { graphql_field_name: 'folks' }),
      field('gallery', 'gallery'),
      field('secret', 'text', { show_in_graphql: 0 }),
      field('', 'tab'),
      field('box', 'group', {
        sub_fields: [
          field('note', 'text'),
          field('more', 'relationship', { post_type: ['post'] }),
          field('body', 'wysiwyg'),
        ],
      }),
      field('rows', 'repeater', {
        sub_fields: [
          field('name', 'text'),
          field('body', 'wysiwyg'),
          field('picture', 'image'),
          field('more', 'relationship', { post_type: ['post'] }),
          field('day', 'date_picker', { return_format: 'd/m/Y' }),
          field('person', 'user'),
        ],
      }),
      field('sections', 'flexible_content', {
        layouts: {
          a: {
            key: 'a',
            name: 'quote',
            label: 'Quote',
            sub_fields: [field('words', 'text'), field('who', 'user')],
          },
          b: {
            key: 'b',
            name: 'big_picture',
            sub_fields: [field('picture', 'image'), field('body', 'wysiwyg')],
          },
        },
      }),
      field('stale', 'flexible_content', {
        layouts: [{ key: 'c', name: 'known', sub_fields: [field('words', 'text')] }],
      }),
      field('plain', 'clone', { clone: ['group_Copied'] }),
      field('copy', 'clone', { clone: ['group_Copied'], prefix_name: 1 }),
    ]),
    group('Copied', rule('post_type', 'nothing'), [field('copied', 'text')], { active: false }),
    group('Wide page', rule('page_template', 'default'), [field('wide_note', 'text')]),
    group('Person', rule('user_form', 'all'), [field('person_note', 'text')]),
    group('Topic', rule('taxonomy', 'category'), [field('term_note', 'text')]),
    group('Remark', rule('comment', 'all'), [field('comment_note', 'text')]),
    group('Credits', rule('attachment', 'all'), [field('photographer', 'text')]),
    group('Closed', rule('post_type', 'post'), [field('closed_note', 'text')], { show_in_rest: 0 }),
    group('Footer', rule('options_page', 'footer'), [field('footer_note', 'text')]),
    group('Everywhere', [], [field('subtitle', 'text')], { graphql_types: ['ContentNode'] }),
  ],
  optionsPages: [
    { key: 'ui_options_page_1', menu_slug: 'footer', page_title: 'Footer options', active: true },
  ],
};
