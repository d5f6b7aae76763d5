import type { Resource, Site } from '../../site/site.ts';

/** A query that the explorer offers. */
export interface Example {
  /** What the query is about: `The newest posts`. */
  readonly title: string;
  readonly query: string;
  /** Its variables, as JSON. Absent if it has none. */
  readonly variables?: string;
}

/**
 * Returns example queries for the explorer. They use the site's name and up to two of its custom post types. The first one
 * works on every site.
 *
 * @param uri - URI of a post, for the query by address; null names the front page
 */
export function exampleQueries(site: Site, uri: string | null): readonly Example[] {
  const custom = [...site.resources.values()].filter(
    ({ kind, traits }) => kind === 'content' && traits.size === 0,
  );
  return [
    newest(site.name),
    byAddress(uri ?? '/'),
    pageTree,
    menus,
    search,
    categories,
    ...custom.slice(0, 2).map(ofType),
    changes,
  ];
}

const newest = (name: string): Example => ({
  title: 'The newest posts',
  query: `# The newest posts of ${name.replaceAll(/\s+/g, ' ')}, with authors, categories and images.
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
`,
});

const byAddress = (uri: string): Example => ({
  title: 'A page by its address',
  query: `# Whatever the site shows at an address. The variable is in the tab Variables.
query ByAddress($uri: String!) {
  nodeByUri(uri: $uri) {
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
`,
  variables: JSON.stringify({ uri }, null, 2),
});

const pageTree: Example = {
  title: 'Pages and the pages below them',
  query: `query PageTree {
  pages(first: 20, where: { parent: "0" }) {
    nodes {
      title
      uri
      children(first: 20) { nodes { uri ... on Page { title } } }
    }
  }
}
`,
};

const menus: Example = {
  title: 'Menus',
  query: `# WordPress shows menus to editors only. Without a grant, visitors get an empty list and a notice.
query Menus {
  menus(first: 10) {
    nodes {
      name
      locations
      menuItems(first: 50) { nodes { label uri parentId } }
    }
  }
}
`,
};

const search: Example = {
  title: 'Search',
  query: `# Content that contains the words, most relevant first.
query Search($words: String!) {
  search(query: $words, first: 10) {
    totalCount
    nodes {
      __typename
      uri
      ... on NodeWithTitle { title }
    }
  }
}
`,
  variables: JSON.stringify({ words: 'the' }, null, 2),
};

const categories: Example = {
  title: 'Categories and their posts',
  query: `query Categories {
  categories(first: 10) {
    nodes {
      name
      count
      posts(first: 3) { nodes { title uri } }
    }
  }
}
`,
};

const ofType = ({ plural, typeName, label }: Resource): Example => ({
  title: `${label}, a type of this site`,
  query: `query ${typeName}List {
  ${plural}(first: 5) {
    nodes {
      databaseId
      uri
      date
      contentType { node { label } }
    }
  }
}
`,
});

const changes: Example = {
  title: 'Changes, as they happen',
  query: `# Waits for changes, until you press Stop. Edit a post in WordPress to see one.
subscription Changes {
  contentChanged {
    kind
    uris
    node {
      uri
      ... on NodeWithTitle { title }
    }
  }
}
`,
};
