// Every post of the site, page by page, forward and backward.
import { ask } from './http.mjs';

const page = `query ($first: Int, $after: String, $last: Int, $before: String) {
  posts(first: $first, after: $after, last: $last, before: $before) {
    nodes { databaseId }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const ways = {
  forward: {
    next: ({ endCursor }, size) => ({ first: size, after: endCursor }),
    goesOn: (info) => info.hasNextPage,
    join: (ids, found) => [...ids, ...found],
  },
  backward: {
    next: ({ startCursor }, size) => ({ last: size, before: startCursor }),
    goesOn: (info) => info.hasPreviousPage,
    join: (ids, found) => [...found, ...ids],
  },
};

/** Walks through all posts; ids in the order of the list, milliseconds, and the number of pages. */
export async function walk(endpoint, direction, size) {
  const { next, goesOn, join } = ways[direction];
  const start = performance.now();
  let ids = [];
  let pages = 0;
  for (let info = {}; pages === 0 || goesOn(info); pages += 1) {
    const { data } = await ask(endpoint, page, next(info, size));
    ids = join(
      ids,
      data.posts.nodes.map(({ databaseId }) => databaseId),
    );
    info = data.posts.pageInfo;
  }
  return { ids, pages, ms: performance.now() - start };
}
