// The benchmark's query in GraphQL, for PressQL and for WPGraphQL.
import { queryEndpoint } from './http.mjs';

export const query = `query ($first: Int) {
  posts(first: $first) {
    nodes {
      title
      date
      slug
      author { node { name } }
      categories { nodes { name } }
      featuredImage { node { sourceUrl altText } }
    }
  }
}`;

/** Returns a function that sends the query for `first` posts to an endpoint, and returns the posts and the size of the answer. */
export function byGraph(endpoint, first) {
  return async () => {
    const { data, bytes } = await queryEndpoint(endpoint, query, { first });
    const nodes = data.posts.nodes.map(({ author, categories, featuredImage, ...post }) => ({
      ...post,
      author: author?.node.name ?? null,
      categories: categories.nodes.map(({ name }) => name),
      image: featuredImage?.node ?? null,
    }));
    return { nodes, bytes };
  };
}
