// What visitors of a site read: mostly few popular posts, and lists, archives, menus and searches.
import { sequence } from './sequence.mjs';

const card =
  'databaseId title date slug author { node { databaseId name } } featuredImage { node { databaseId sourceUrl } }';
const terms = 'nodes { databaseId name slug }';

/** Kinds of visits: how many of a hundred, and the operation, from a function that chooses a popular one of a list. */
const kinds = [
  {
    weight: 55,
    visit: ({ posts }, popular) => ({
      query: `query Post($id: ID!) { post(id: $id, idType: DATABASE_ID) { ${card} content categories { ${terms} } tags { ${terms} } } }`,
      variables: { id: popular(posts).id },
    }),
  },
  {
    weight: 15,
    visit: (_, popular) => ({
      query: `query Posts($first: Int) { posts(first: $first) { nodes { ${card} excerpt } pageInfo { hasNextPage endCursor } } }`,
      variables: { first: 10 * popular([1, 2, 3, 4, 5]) },
    }),
  },
  {
    weight: 10,
    visit: ({ categories }, popular) => ({
      query: `query Category($id: ID!) { category(id: $id, idType: DATABASE_ID) { databaseId name posts(first: 10) { nodes { ${card} } } } }`,
      variables: { id: popular(categories).id },
    }),
  },
  {
    weight: 5,
    visit: ({ users }, popular) => ({
      query: `query Author($id: ID!) { user(id: $id, idType: DATABASE_ID) { databaseId name posts(first: 10) { nodes { ${card} } } } }`,
      variables: { id: popular(users).id },
    }),
  },
  {
    weight: 10,
    visit: () => ({
      query: `query Header { generalSettings { title } menus { nodes { databaseId name } } categories(first: 30) { ${terms} } }`,
    }),
  },
  {
    weight: 5,
    visit: ({ posts }, popular) => ({
      query: `query Search($text: String) { posts(first: 10, where: { search: $text }) { nodes { ${card} } } }`,
      variables: { text: popular(posts).slug.replace('-', ' ') },
    }),
  },
];

/**
 * Returns a function that returns the operation of the next visit: its query and variables. The sequence is the same in each
 * run. The n-th item of a list is asked for 1/n as often as the first one (Zipf).
 *
 * @param site - the site's `posts`, `categories` and `users`, each with `id` and `slug`
 */
export function createVisits(site) {
  const random = sequence(7);
  const popular = zipf(random);
  const shares = kinds.flatMap((kind) => Array(kind.weight).fill(kind));
  return () => shares[Math.floor(random() * shares.length)].visit(site, popular);
}

/** Returns a function that chooses an item of a list, the earlier the more often. */
function zipf(random) {
  const sums = new Map();
  return (items) => {
    let sum = sums.get(items.length);
    if (!sum) {
      let total = 0;
      sum = items.map((_, index) => {
        total += 1 / (index + 1);
        return total;
      });
      sums.set(items.length, sum);
    }
    const place = random() * sum.at(-1);
    return items[sum.findIndex((each) => each >= place)];
  };
}

/** Returns how many documents an answer contains at each place of the query, such as `posts.nodes.author.node`. */
export function documentsByPlace(value, place = '', counts = new Map()) {
  if (typeof value !== 'object' || value === null) return counts;
  if ('databaseId' in value) counts.set(place, (counts.get(place) ?? 0) + 1);
  for (const [name, part] of Object.entries(value)) {
    documentsByPlace(part, Array.isArray(value) ? place : `${place}.${name}`, counts);
  }
  return counts;
}
