// Pages through all posts of a site, forward or backward.
import { queryEndpoint } from './http.mjs';

const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
  posts(first: $first, after: $after, last: $last, before: $before) {
    nodes { databaseId }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const directions = {
  forward: {
    next: ({ endCursor }, size) => ({ first: size, after: endCursor }),
    hasMore: (info) => info.hasNextPage,
    join: (ids, found) => [...ids, ...found],
  },
  backward: {
    next: ({ startCursor }, size) => ({ last: size, before: startCursor }),
    hasMore: (info) => info.hasPreviousPage,
    join: (ids, found) => [...found, ...ids],
  },
};

/** Reads all posts. Returns their ids in the order of the list, the number of pages, and the time in milliseconds. */
export async function readAllPages(endpoint, direction, size) {
  const { next, hasMore, join } = directions[direction];
  const start = performance.now();
  let ids = [];
  let pages = 0;
  for (let info = {}; pages === 0 || hasMore(info); pages += 1) {
    const { data } = await queryEndpoint(endpoint, query, next(info, size));
    ids = join(
      ids,
      data.posts.nodes.map(({ databaseId }) => databaseId),
    );
    info = data.posts.pageInfo;
  }
  return { ids, pages, ms: performance.now() - start };
}
