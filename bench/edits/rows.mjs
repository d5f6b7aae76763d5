// The kinds of edits: what an editor does in WordPress, and where visitors have to see it.
import { postRows } from './post-rows.mjs';
import {
  age,
  byId,
  has,
  inDatabase,
  is,
  lacks,
  menuOf,
  newest,
  placesOf,
  search,
  sweep,
  update,
} from './queries.mjs';

/**
 * Returns the kinds of edits in an order in which each can follow the one before. Each has a `name`, the `php`, and the `places`
 * that show it: a name, the fields of a query, and a test of the answer. `within`: the seconds in which it has to be seen, if
 * these are more than those of an edit that WordPress gives a date.
 *
 * @param f - the ids of the documents that the site was set up with
 */
export function editsOf(f) {
  return [...postRows(f), ...otherRows(f)]
    .filter(([, , places]) => places)
    .map(([name, php, places, within]) => ({
      name,
      php,
      within,
      places: places.map(([place, fields, isSeen]) => ({ place, query: `{ ${fields} }`, isSeen })),
    }));
}

/** Returns edits of images, comments, menus, settings, and of what remains. */
function otherRows(f) {
  const { everywhere, gone } = placesOf(f);
  const post = (columns) => update(f.p, columns);
  return [
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
}
