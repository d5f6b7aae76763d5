import type { Resource, Site } from '../site/site.ts';

/**
 * Returns example queries for GraphiQL. They use the site's name and up to two of its custom post types.
 *
 * @param uri - URI of a post, for the query by address; without a URI, that query is missing
 */
export function exampleQueries(site: Site, uri: string | null): readonly string[] {
  const custom = [...site.resources.values()].filter(
    ({ kind, traits }) => kind === 'content' && traits.size === 0,
  );
  return [
    newest(site.name),
    ...(uri ? [byAddress(uri)] : []),
    pageTree,
    ...custom.slice(0, 2).map(ofType),
    categories,
  ];
}

const newest = (
  name: string,
) => `# The newest posts of ${name.replaceAll(/\s+/g, ' ')}, with authors, categories and images.
# WordPress is asked twice: once for the posts, then for all they refer to at the same time.
query NewestPosts {
  posts(first: 5) {
    totalCount
    nodes {
      title
      date
      uri
      author { node { name } }
      categories { nodes { name } }
      featuredImage { node { sourceUrl(size: MEDIUM) altText } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const byAddress = (uri: string) => `# Whatever the site shows at an address.
query ByAddress {
  nodeByUri(uri: ${JSON.stringify(uri)}) {
    __typename
    uri
    ... on NodeWithTitle { title }
    ... on NodeWithContentEditor { content }
    ... on Post {
      tags { nodes { name uri } }
      comments(first: 5) { totalCount nodes { date content author { node { name } } } }
    }
  }
}
`;

const pageTree = `# Pages, as they stand below one another.
query PageTree {
  pages(first: 20, where: { parent: "0" }) {
    nodes {
      title
      uri
      children(first: 20) { nodes { uri ... on Page { title } } }
    }
  }
}
`;

const ofType = ({ plural, typeName, label }: Resource) => `# ${label}: a type of this very site.
query ${typeName}List {
  ${plural}(first: 5) {
    nodes {
      databaseId
      uri
      date
      contentType { node { label } }
    }
  }
}
`;

const categories = `# Categories with their latest posts.
query Categories {
  categories(first: 10) {
    nodes {
      name
      count
      posts(first: 3) { nodes { title uri } }
    }
  }
}
`;
