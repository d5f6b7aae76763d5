const item = `fragment Item on ContentNode {
  __typename link dateGmt
  ... on NodeWithTitle { title }
  ... on NodeWithExcerpt { excerpt(format: TEXT) }
}`;

const page = 'pageInfo { hasNextPage endCursor } nodes { ...Item }';

/** The documents of the tools, by id. Clients may send these ids, too: the documents read only what any client can. */
export const documents = {
  'mcp.search': `query McpSearch($text: String!, $types: [ContentTypeEnum], $first: Int!, $after: String) {
  contentNodes(first: $first, after: $after, where: { search: $text, contentTypes: $types }) { ${page} }
} ${item}`,
  'mcp.newest': `query McpNewest($types: [ContentTypeEnum], $first: Int!, $after: String) {
  contentNodes(first: $first, after: $after, where: { contentTypes: $types }) { ${page} }
} ${item}`,
  'mcp.section': `query McpSection($slug: ID!, $first: Int!, $after: String) {
  category(id: $slug, idType: SLUG) { name contentNodes(first: $first, after: $after) { ${page} } }
  tag(id: $slug, idType: SLUG) { name contentNodes(first: $first, after: $after) { ${page} } }
} ${item}`,
  'mcp.sections': `query McpSections {
  categories(first: 100, where: { hideEmpty: true }) { nodes { name slug count description } }
  tags(first: 100, where: { hideEmpty: true }) { nodes { name slug count description } }
}`,
  'mcp.read': `query McpRead($uri: String!) {
  nodeByUri(uri: $uri) {
    __typename
    ... on ContentNode { link dateGmt modifiedGmt }
    ... on NodeWithTitle { title }
    ... on NodeWithAuthor { author { node { name } } }
    ... on NodeWithContentEditor { content(format: MARKDOWN, urls: ABSOLUTE) }
    ... on MediaItem { mediaItemUrl altText description }
    ... on TermNode { name slug }
    ... on User { name description }
    ... on ContentType { name label description }
  }
}`,
} as const;

export type DocumentId = keyof typeof documents;
