import type { Settings } from '../../config/options.ts';
import { createPressQL } from '../../create-pressql.ts';
import type { Site } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';

/** A query that the site answers. */
export interface FirstQuery {
  readonly text: string;
  /** The first title in the answer. */
  readonly title: string;
}

/** Content with this name comes first. */
const ranks = new Map([
  ['post', 0],
  ['page', 1],
]);

/** A query that sites without content answer. */
const settingsQuery = `query SiteSettings {
  generalSettings {
    title
    description
  }
}
`;

/**
 * Returns a query that the site answers with content and without an error. Each candidate is really sent. Returns null if
 * the site answers none of them.
 *
 * @throws WordPressError if the site cannot be read
 */
export async function findFirstQuery(
  url: string,
  settings: Settings,
  site: Site,
): Promise<FirstQuery | null> {
  const { url: _url, port: _port, host: _host, integrations: _integrations, ...options } = settings;
  const pressql = await createPressQL({
    ...{ ...options, url, refresh: 0, feed: 0, cache: false },
    onError: () => undefined,
    onNote: () => undefined,
  });
  try {
    for (const text of candidates(site)) {
      const endpoint = new URL(settings.endpoint ?? '/graphql', 'http://localhost');
      endpoint.searchParams.set('query', text);
      const response = await pressql.fetch(new Request(endpoint, { headers: { 'x-pressql-csrf': '1' } }));
      const answer: unknown = await response.json();
      if (!isRecord(answer) || answer['errors'] !== undefined) continue;
      const title = firstTitle(answer['data']);
      if (title !== null) return { text, title };
    }
    return null;
  } finally {
    await pressql.close();
  }
}

/** Returns the first title in an answer that is not empty. */
function firstTitle(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const title = key === 'title' && typeof part === 'string' && part !== '' ? part : firstTitle(part);
    if (title !== null) return title;
  }
  return null;
}

function* candidates({ resources }: Site): Generator<string> {
  const content = [...resources.values()].filter(({ kind }) => kind === 'content');
  const rank = (name: string) => ranks.get(name) ?? ranks.size;
  for (const { typeName, plural } of content.sort((a, b) => rank(a.name) - rank(b.name))) {
    yield `query Newest${typeName} {
  ${plural}(first: 3) {
    nodes {
      id
      uri
      date
      ... on NodeWithTitle {
        title
      }
    }
  }
}
`;
  }
  yield settingsQuery;
}
