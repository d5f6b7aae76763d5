// Parts of the kinds of edits: queries, tests of answers, and times.

/** A test of an answer as text. */
export const has = (text) => (answer) => answer.includes(text);
export const lacks = (text) => (answer) => !answer.includes(text);

export const byId = (id, fields) => `post(id: ${id}, idType: DATABASE_ID) { databaseId ${fields} }`;
export const byPath = (path, fields) => `nodeByUri(uri: "${path}") { __typename ... on Post { ${fields} } }`;
export const newest = (fields) => `posts(first: 5) { nodes { databaseId ${fields} } }`;
export const search = (text, fields) =>
  `posts(first: 5, where: { search: "${text}" }) { nodes { databaseId ${fields} } }`;
export const archive = (id, fields) =>
  `category(id: ${id}, idType: DATABASE_ID) { databaseId posts(first: 5) { nodes { databaseId ${fields} } } }`;
export const menuOf = (id) => `menu(id: ${id}, idType: DATABASE_ID) { name menuItems { nodes { label } } }`;
export const is = (id) => `"databaseId":${id},`;

/** Updates a row of the database past WordPress, as imports and plugins do. */
export const inDatabase = (id, columns) =>
  `global $wpdb; $wpdb->update($wpdb->posts, [${columns}], ['ID' => ${id}]); clean_post_cache(${id});`;

/** Seconds after which a sweep of the newest hundred finds an edit that leaves the date of change. */
export const sweep = 60;

/** Every document of the resource may show it only when it has become old. */
export const age = 300;

/** PHP that updates a post. */
export const update = (id, columns) => `wp_update_post(['ID' => ${id}, ${columns}]);`;

/**
 * Returns the places that show a post: as rows of a name, the fields of a query, and a test.
 *
 * @param f - the ids of the documents that the site was set up with
 */
export function placesOf(f) {
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
  return { everywhere, gone, back };
}
