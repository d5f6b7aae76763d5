// The kinds of edits: what an editor does in WordPress, and where visitors have to see it.

/** A test of an answer as text. */
const has = (text) => (answer) => answer.includes(text);
const lacks = (text) => (answer) => !answer.includes(text);

const byId = (id, fields) => `post(id: ${id}, idType: DATABASE_ID) { databaseId ${fields} }`;
const byPath = (path, fields) => `nodeByUri(uri: "${path}") { __typename ... on Post { ${fields} } }`;
const newest = (fields) => `posts(first: 5) { nodes { databaseId ${fields} } }`;
const search = (text, fields) =>
  `posts(first: 5, where: { search: "${text}" }) { nodes { databaseId ${fields} } }`;
const archive = (id, fields) =>
  `category(id: ${id}, idType: DATABASE_ID) { databaseId posts(first: 5) { nodes { databaseId ${fields} } } }`;
const menuOf = (id) => `menu(id: ${id}, idType: DATABASE_ID) { name menuItems { nodes { label } } }`;
const is = (id) => `"databaseId":${id},`;

/** Updates a row of the database past WordPress, as imports and plugins do. */
const inDatabase = (id, columns) =>
  `global $wpdb; $wpdb->update($wpdb->posts, [${columns}], ['ID' => ${id}]); clean_post_cache(${id});`;

/** Seconds after which a sweep of the newest hundred finds an edit that leaves the date of change. */
const sweep = 60;

/** Every document of the resource may show it only when it has become old. */
const age = 300;

/**
 * Returns the kinds of edits in an order in which each can follow the one before. Each has a `name`, the `php`, and the `places`
 * that show it: a name, the fields of a query, and a test of the answer. `within`: the seconds in which it has to be seen, if
 * these are more than those of an edit that WordPress gives a date.
 *
 * @param f - the ids of the documents that the site was set up with
 */
export function editsOf(f) {
  const post = (columns) => `wp_update_post(['ID' => ${f.p}, ${columns}]);`;
  const everywhere = (test, fields) => [
    ['by id', byId(f.p, fields), test],
    ['list', newest(fields), test],
    ['archive', archive(f.cat, fields), test],
    ['search', search('Edits', fields), test],
  ];
  const gone = [
    ['by id', byId(f.p, 'title'), lacks(is(f.p))],
    ['list', newest('title'), lacks(is(f.p))],
    ['archive', archive(f.cat, 'title'), lacks(is(f.p))],
    ['search', search('Edits', 'title'), lacks(is(f.p))],
    [
      'by author',
      `user(id: ${f.writer}, idType: DATABASE_ID) { posts { nodes { databaseId title } } }`,
      lacks(is(f.p)),
    ],
  ];
  const back = gone.map(([place, fields]) => [place, fields, has(is(f.p))]);
  const rows = [
    ['title', post(`'post_title' => 'Edits title'`), everywhere(has('Edits title'), 'title')],
    ['content', post(`'post_content' => 'Edits content'`), everywhere(has('Edits content'), 'content')],
    [
      'two edits in a second',
      `${post(`'post_title' => 'Edits half'`)}${post(`'post_title' => 'Edits whole'`)}`,
      everywhere(has('Edits whole'), 'title'),
    ],
    [
      'revision restored',
      `wp_save_post_revision(${f.p}); ${post(`'post_title' => 'Edits revised'`)} $r = wp_get_post_revisions(${f.p}); wp_restore_post_revision(end($r)->ID);`,
      everywhere(lacks('Edits whole'), 'title'),
    ],
    [
      'slug',
      post(`'post_name' => 'edits-moved'`),
      [
        ...everywhere(has('/edits-moved/'), 'uri'),
        ['new path', byPath('/edits-moved/', 'databaseId title'), has(is(f.p))],
        ['new slug', `post(id: "edits-moved", idType: SLUG) { databaseId title }`, has(is(f.p))],
      ],
    ],
    [
      'draft',
      post(`'post_status' => 'draft'`),
      [...gone, ['path', byPath('/edits-moved/', 'databaseId title'), lacks(is(f.p))]],
    ],
    [
      'published',
      post(`'post_status' => 'publish'`),
      [...back, ['path', byPath('/edits-moved/', 'databaseId title'), has(is(f.p))]],
    ],
    ['private', post(`'post_status' => 'private'`), gone],
    ['public', post(`'post_status' => 'publish'`), back],
    ['trash', `wp_trash_post(${f.p});`, gone],
    ['out of the trash', `wp_untrash_post(${f.p}); wp_publish_post(${f.p});`, back],
    [
      'password',
      post(`'post_password' => 'x'`),
      [
        ['by id', byId(f.p, 'hasPassword title'), has('"hasPassword":true')],
        ['list', newest('hasPassword title'), has('"hasPassword":true')],
      ],
    ],
    [
      'no password',
      post(`'post_password' => ''`),
      [
        ['by id', byId(f.p, 'hasPassword title'), lacks('"hasPassword":true')],
        ['list', newest('hasPassword title'), lacks('"hasPassword":true')],
      ],
    ],
    [
      'sticky',
      `stick_post(${f.p});`,
      [
        ['by id', byId(f.p, 'isSticky'), has('"isSticky":true')],
        ['list', newest('isSticky'), has('"isSticky":true')],
      ],
      sweep,
    ],
    [
      'author',
      post(`'post_author' => ${f.heir}`),
      everywhere(has('Edits heir'), 'author { node { name } }').filter(([place]) => place === 'by id'),
    ],
    [
      'author back',
      post(`'post_author' => ${f.writer}`),
      everywhere(has('Edits writer'), 'author { node { name } }'),
    ],
    [
      'author renamed',
      `wp_update_user(['ID' => ${f.writer}, 'display_name' => 'Edits poet']);`,
      [
        ...everywhere(has('Edits poet'), 'author { node { name } }'),
        ['user', `user(id: ${f.writer}, idType: DATABASE_ID) { name }`, has('Edits poet')],
      ],
    ],
    [
      'category assigned with the post',
      post(`'post_category' => [${f.cat}, ${f.other}]`),
      [
        ['by id', byId(f.p, 'categories { nodes { name } }'), has('Edits other')],
        ['archive', archive(f.other, 'title'), has(is(f.p))],
        ['count', `category(id: ${f.other}, idType: DATABASE_ID) { count }`, has('"count":2')],
      ],
    ],
    [
      'category removed alone',
      `wp_remove_object_terms(${f.p}, ${f.other}, 'category');`,
      [
        ['by id', byId(f.p, 'categories { nodes { name } }'), lacks('Edits other')],
        ['archive', archive(f.other, 'title'), lacks(is(f.p))],
        ['count', `category(id: ${f.other}, idType: DATABASE_ID) { count }`, has('"count":1')],
      ],
    ],
    [
      'tag assigned alone',
      `wp_set_post_tags(${f.p}, [get_term(${f.tag})->name]);`,
      [
        ['by id', byId(f.p, 'tags { nodes { name } }'), has('Edits tag')],
        [
          'archive',
          `tag(id: ${f.tag}, idType: DATABASE_ID) { posts { nodes { databaseId title } } }`,
          has(is(f.p)),
        ],
      ],
    ],
    [
      'tag assigned alone to an old post',
      `wp_set_post_tags(${f.old}, [get_term(${f.tag})->name]);`,
      [
        ['by id', byId(f.old, 'tags { nodes { name } }'), has('Edits tag')],
        [
          'archive',
          `tag(id: ${f.tag}, idType: DATABASE_ID) { posts { nodes { databaseId title } } }`,
          has(is(f.old)),
        ],
      ],
    ],
    [
      'tag deleted',
      `wp_delete_term(${f.tag}, 'post_tag');`,
      [
        ['by id', byId(f.p, 'tags { nodes { name } }'), lacks('Edits tag')],
        ['old post', byId(f.old, 'tags { nodes { name } }'), lacks('Edits tag')],
      ],
    ],
    [
      'term renamed',
      `wp_update_term(${f.cat}, 'category', ['name' => 'Edits renamed']);`,
      [
        ...everywhere(has('Edits renamed'), 'categories { nodes { name } }'),
        ['terms', '{ categories(first: 100) { nodes { name } } }'.slice(2, -2), has('Edits renamed')],
      ],
    ],
    [
      'term moved',
      `wp_update_term(${f.cat}, 'category', ['parent' => ${f.above}]);`,
      [
        [
          'term',
          `category(id: ${f.cat}, idType: DATABASE_ID) { uri parent { node { name } } }`,
          has('Edits above'),
        ],
        [
          'below',
          `category(id: ${f.above}, idType: DATABASE_ID) { children { nodes { name } } }`,
          has('Edits renamed'),
        ],
      ],
    ],
    [
      'slug of a term',
      `wp_update_term(${f.cat}, 'category', ['slug' => 'edits-place']);`,
      [
        ['term', `category(id: ${f.cat}, idType: DATABASE_ID) { uri slug }`, has('edits-place')],
        ['in posts', newest('categories { nodes { uri } }'), has('/edits-place/')],
        ['new path', 'nodeByUri(uri: "/category/edits-above/edits-place/") { __typename }', has('Category')],
      ],
    ],
    [
      'description of a term',
      `wp_update_term(${f.cat}, 'category', ['description' => 'Edits words']);`,
      [['term', `category(id: ${f.cat}, idType: DATABASE_ID) { description }`, has('Edits words')]],
    ],
    [
      'featured image',
      `set_post_thumbnail(${f.p}, ${f.img2}); ${post(`'post_excerpt' => 'Edits'`)}`,
      everywhere(has('edits-two'), 'featuredImage { node { sourceUrl } }'),
    ],
    [
      'featured image alone',
      `set_post_thumbnail(${f.p}, ${f.img});`,
      everywhere(has('edits-one'), 'featuredImage { node { sourceUrl } }'),
      sweep,
    ],
    [
      'title of an image',
      `wp_update_post(['ID' => ${f.img}, 'post_title' => 'Edits picture']);`,
      [
        ['by id', `mediaItem(id: ${f.img}, idType: DATABASE_ID) { title }`, has('Edits picture')],
        ['in posts', newest('featuredImage { node { title } }'), has('Edits picture')],
      ],
    ],
    [
      'alternative text alone',
      `update_post_meta(${f.img}, '_wp_attachment_image_alt', 'Edits alt');`,
      [
        ['by id', `mediaItem(id: ${f.img}, idType: DATABASE_ID) { altText }`, has('Edits alt')],
        ['in posts', newest('featuredImage { node { altText } }'), has('Edits alt')],
      ],
      sweep,
    ],
    [
      'file replaced',
      `update_attached_file(${f.img}, '2026/01/edits-new.png'); wp_update_post(['ID' => ${f.img}]);`,
      [
        ['by id', `mediaItem(id: ${f.img}, idType: DATABASE_ID) { sourceUrl }`, has('edits-new')],
        ['in posts', newest('featuredImage { node { sourceUrl } }'), has('edits-new')],
      ],
    ],
    [
      'image deleted',
      `wp_delete_attachment(${f.img}, true);`,
      [
        ['by id', `mediaItem(id: ${f.img}, idType: DATABASE_ID) { databaseId title }`, lacks(is(f.img))],
        ['in posts', newest('featuredImage { node { databaseId title } }'), lacks(is(f.img))],
      ],
    ],
    [
      'comment approved',
      `wp_set_comment_status(${f.c}, 'approve');`,
      [
        ['post', byId(f.p, 'commentCount comments { nodes { content } }'), has('Edits comment')],
        ['comments', 'comments(first: 3) { nodes { content } }', has('Edits comment')],
      ],
    ],
    [
      'comment edited',
      `wp_update_comment(['comment_ID' => ${f.c}, 'comment_content' => 'Edits remark']);`,
      [
        ['post', byId(f.p, 'comments { nodes { content } }'), has('Edits remark')],
        ['comments', 'comments(first: 3) { nodes { content } }', has('Edits remark')],
      ],
      sweep,
    ],
    [
      'comment unapproved',
      `wp_set_comment_status(${f.c}, 'hold');`,
      [
        ['post', byId(f.p, 'commentCount comments { nodes { content } }'), lacks('Edits remark')],
        ['comments', 'comments(first: 3) { nodes { content } }', lacks('Edits remark')],
      ],
    ],
    [
      'comment approved again',
      `wp_set_comment_status(${f.c}, 'approve');`,
      [['post', byId(f.p, 'comments { nodes { content } }'), has('Edits remark')]],
    ],
    [
      'comment spammed',
      `wp_spam_comment(${f.c});`,
      [['post', byId(f.p, 'comments { nodes { content } }'), lacks('Edits remark')]],
    ],
    [
      'comment added',
      `wp_insert_comment(['comment_post_ID' => ${f.p}, 'comment_content' => 'Edits praise', 'comment_author' => 'Bo', 'comment_approved' => 1]);`,
      [
        ['post', byId(f.p, 'commentCount comments { nodes { content } }'), has('Edits praise')],
        ['comments', 'comments(first: 3) { nodes { content } }', has('Edits praise')],
      ],
    ],
    [
      'comment deleted',
      `foreach (get_comments(['post_id' => ${f.p}]) as $c) wp_delete_comment($c, true);`,
      [['post', byId(f.p, 'commentCount comments { nodes { content } }'), lacks('Edits praise')]],
    ],
    [
      'menu item added',
      `wp_update_nav_menu_item(${f.menu}, 0, ['menu-item-title' => 'Edits three', 'menu-item-url' => 'https://a.example/3', 'menu-item-status' => 'publish', 'menu-item-position' => 3]);`,
      [['menu', menuOf(f.menu), has('Edits three')]],
    ],
    [
      'menu item renamed',
      `wp_update_nav_menu_item(${f.menu}, ${f.i1}, ['menu-item-title' => 'Edits first', 'menu-item-url' => 'https://a.example/1', 'menu-item-status' => 'publish', 'menu-item-position' => 1]);`,
      [['menu', menuOf(f.menu), has('Edits first')]],
    ],
    [
      'menu items reordered',
      `wp_update_post(['ID' => ${f.i1}, 'menu_order' => 9]);`,
      [['menu', menuOf(f.menu), (answer) => answer.indexOf('Edits two') < answer.indexOf('Edits first')]],
    ],
    [
      'menu location',
      `set_theme_mod('nav_menu_locations', ['edits-too' => ${f.menu}]);`,
      [['menu', `menu(id: ${f.menu}, idType: DATABASE_ID) { locations }`, has('EDITS_TOO')]],
    ],
    [
      'menu renamed',
      `wp_update_nav_menu_object(${f.menu}, ['menu-name' => 'Edits list']);`,
      [['menus', 'menus(first: 100) { nodes { name } }', has('Edits list')]],
    ],
    [
      'menu deleted',
      `wp_delete_nav_menu(${f.menu});`,
      [
        ['menus', 'menus(first: 100) { nodes { name } }', lacks('Edits list')],
        ['menu', menuOf(f.menu), has('"menu":null')],
      ],
    ],
    [
      'title of the site',
      `update_option('blogname', 'Edits site');`,
      [['settings', 'generalSettings { title }', has('Edits site')]],
    ],
    [
      'description of the site',
      `update_option('blogdescription', 'Edits motto');`,
      [['settings', 'generalSettings { description }', has('Edits motto')]],
    ],
    [
      'posts per page',
      `update_option('posts_per_page', 7);`,
      [['settings', 'readingSettings { postsPerPage }', has('"postsPerPage":7')]],
    ],
    [
      'front page',
      `update_option('show_on_front', 'page'); update_option('page_on_front', ${f.top});`,
      [
        ['path', 'nodeByUri(uri: "/") { __typename ... on Page { databaseId } }', has('"Page"')],
        ['page', `page(id: ${f.top}, idType: DATABASE_ID) { isFrontPage }`, has('true')],
      ],
    ],
    [
      'front page back',
      `update_option('show_on_front', 'posts'); update_option('page_on_front', 0);`,
      [['path', 'nodeByUri(uri: "/") { __typename }', lacks('"Page"')]],
    ],
    [
      'page with a child moved',
      `wp_update_post(['ID' => ${f.top}, 'post_name' => 'edits-upper']);`,
      [
        ['child', `page(id: ${f.sub}, idType: DATABASE_ID) { uri }`, has('/edits-upper/edits-sub/')],
        ['path', 'nodeByUri(uri: "/edits-upper/edits-sub/") { __typename }', has('Page')],
      ],
    ],
    [
      'old post edited',
      `wp_update_post(['ID' => ${f.old}, 'post_title' => 'Edits ancient']);`,
      [
        ['by id', byId(f.old, 'title'), has('Edits ancient')],
        ['search', search('Edits', 'title'), has('Edits ancient')],
        ['oldest', 'posts(last: 3) { nodes { title } }', has('Edits ancient')],
      ],
    ],
    [
      'old date of change',
      `wp_update_post(['ID' => ${f.p}, 'post_title' => 'Edits dated']); ${inDatabase(f.p, `'post_modified' => '2020-01-01 00:00:00', 'post_modified_gmt' => '2020-01-01 00:00:00'`)}`,
      [['by id', byId(f.p, 'title'), has('Edits dated')]],
      sweep,
    ],
    [
      'same date of change',
      inDatabase(f.p, `'post_title' => 'Edits hidden'`),
      everywhere(has('Edits hidden'), 'title'),
      age,
    ],
    [
      'import with an old date',
      `wp_insert_post(['post_title' => 'Edits import', 'post_status' => 'publish', 'post_date' => '2003-03-03 03:03:03']); ${'global $wpdb; $wpdb->query("update $wpdb->posts set post_modified=post_date, post_modified_gmt=post_date_gmt where post_title=\'Edits import\'");'}`,
      [
        ['by date', 'posts(where: { dateQuery: { year: 2003 } }) { nodes { title } }', has('Edits import')],
        ['search', search('Edits', 'title'), has('Edits import')],
      ],
    ],
    [
      'scheduled post comes out',
      `$id = wp_insert_post(['post_title' => 'Edits soon', 'post_status' => 'future', 'post_date' => gmdate('Y-m-d H:i:s', time() + 3600)]); wp_publish_post($id);`,
      [['search', search('Edits', 'title'), has('Edits soon')]],
    ],
    [
      '300 posts at once',
      `foreach (get_posts(['numberposts' => 300]) as $each) wp_update_post(['ID' => $each->ID, 'post_excerpt' => 'Edits bulk']);`,
      [
        [
          'list',
          'posts(first: 100) { nodes { excerpt } }',
          (answer) => answer.split('Edits bulk').length > 95,
        ],
        ['by id', byId(f.h, 'excerpt'), has('Edits bulk')],
      ],
    ],
    [
      'user deleted',
      `require_once ABSPATH . 'wp-admin/includes/user.php'; wp_delete_user(${f.heir}, ${f.writer});`,
      [
        ['by id', byId(f.h, 'author { node { name } }'), has('Edits poet')],
        ['old post', byId(f.old, 'author { node { name } }'), has('Edits poet')],
        ['user', `user(id: ${f.heir}, idType: DATABASE_ID) { databaseId name }`, lacks(is(f.heir))],
      ],
    ],
    [
      'term deleted',
      `wp_delete_term(${f.cat}, 'category');`,
      [
        ['by id', byId(f.p, 'categories { nodes { name } }'), lacks('Edits renamed')],
        ['list', newest('categories { nodes { name } }'), lacks('Edits renamed')],
      ],
    ],
    [
      'permalinks',
      `update_option('permalink_structure', '/e/%postname%/'); $GLOBALS['wp_rewrite']->init(); flush_rewrite_rules(false);`,
      [
        ['by id', byId(f.p, 'uri'), has('"/e/')],
        ['list', newest('uri'), has('"/e/')],
      ],
    ],
    ['post deleted', `wp_delete_post(${f.p}, true);`, gone],
    [
      'old post deleted',
      `wp_delete_post(${f.old}, true);`,
      [
        ['by id', byId(f.old, 'title'), lacks(is(f.old))],
        ['oldest', 'posts(last: 3) { nodes { databaseId } }', lacks(`${is(f.old).slice(0, -1)}}`)],
      ],
    ],
  ];
  return rows
    .filter(([, , places]) => places)
    .map(([name, php, places, within]) => ({
      name,
      php,
      within,
      places: places.map(([place, fields, isSeen]) => ({ place, query: `{ ${fields} }`, isSeen })),
    }));
}
