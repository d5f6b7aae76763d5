import { graphNamesOf } from '../../schema/many/site-names.ts';
import type { Example } from '../explorer/examples.ts';

/** Returns example queries for the explorer of a graph of several sites. */
export function joinedExamples(names: readonly string[]): readonly Example[] {
  const sites = [...graphNamesOf(names.slice(0, 3))].map(siteOf);
  return [
    {
      title: 'The newest posts of several sites',
      query: `# Each site answers its part with its own cache and limits. The ids name their sites.
query NewestPosts {
${sites.join('\n')}
}

fragment Newest on RootQuery {
  generalSettings {
    title
  }
  posts(first: 3) {
    nodes {
      id
      title
      uri
    }
  }
}
`,
    },
    {
      title: 'The sites of this graph',
      query: `# This takes no request to WordPress.
query Sites {
  sites {
    name
    title
    url
    isReady
  }
}
`,
    },
  ];
}

function siteOf([alias, name]: readonly [string, string]): string {
  return `  ${alias}: site(name: ${JSON.stringify(name)}) {
    ...Newest
  }`;
}
