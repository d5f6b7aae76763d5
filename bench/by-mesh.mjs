// The benchmark's query for GraphQL Mesh, whose types have the names of the REST API.
import { queryEndpoint } from './http.mjs';

export const query = `query ($first: Int) {
  posts(first: $first) {
    title { rendered }
    date
    slug
    authorNode { name }
    categoryNodes { name }
    image { source_url alt_text }
  }
}`;

/** Returns a function that sends the query for `first` posts to an endpoint, and returns the posts and the size of the answer. */
export function byMesh(endpoint, first) {
  return async () => {
    const { data, bytes } = await queryEndpoint(endpoint, query, { first });
    const nodes = data.posts.map(({ title, date, slug, authorNode, categoryNodes, image }) => ({
      title: title.rendered,
      date,
      slug,
      author: authorNode?.name ?? null,
      categories: categoryNodes.map(({ name }) => name),
      image: image ? { sourceUrl: image.source_url, altText: image.alt_text } : null,
    }));
    return { nodes, bytes };
  };
}
