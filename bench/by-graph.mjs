// The nested question as GraphQL: the same for PressQL and for WPGraphQL.
import { ask } from './http.mjs';

const question = `query ($first: Int) {
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

/** Creates the question for `first` posts at an endpoint; each call asks it once. */
export function byGraph(endpoint, first) {
  return async () => {
    const { data, bytes } = await ask(endpoint, question, { first });
    const nodes = data.posts.nodes.map(({ author, categories, featuredImage, ...post }) => ({
      ...post,
      author: author?.node.name ?? null,
      categories: categories.nodes.map(({ name }) => name),
      image: featuredImage?.node ?? null,
    }));
    return { nodes, bytes };
  };
}

/** Asks the question in this process, for a record of what the gateway asks WordPress. */
export async function upstreamOf(createPressQL, url, first) {
  const requests = [];
  const pressql = await createPressQL({
    url,
    onRequest: ({ route, bytes }) => requests.push({ route, bytes }),
  });
  requests.length = 0;
  const body = JSON.stringify({ query: question, variables: { first } });
  const headers = { 'content-type': 'application/json' };
  await (
    await pressql.fetch(new Request('http://gateway.test/graphql', { method: 'POST', headers, body }))
  ).text();
  await pressql.close();
  return requests;
}
