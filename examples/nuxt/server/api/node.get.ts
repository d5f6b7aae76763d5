/** Reads whatever has an address in WordPress. */
export default defineEventHandler(async (event) => {
  const { nodeByUri } = await ask(ByUri, { uri: String(getQuery(event)['uri']) });
  switch (nodeByUri?.__typename) {
    case 'Post':
    case 'Page':
    case 'Category':
    case 'Tag':
    case 'User':
      return nodeByUri;
    default:
      throw createError({ statusCode: 404, statusMessage: 'There is nothing at this address' });
  }
});
