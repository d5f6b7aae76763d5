// Edits of a post, its author and its terms.
import { archive, byId, byPath, has, is, lacks, newest, placesOf, sweep, update } from './queries.mjs';

/** Returns rows of a name, PHP, places, and seconds: see `editsOf`. */
export function postRows(f) {
  const { everywhere, gone, back } = placesOf(f);
  const post = (columns) => update(f.p, columns);
  return [
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
  ];
}
