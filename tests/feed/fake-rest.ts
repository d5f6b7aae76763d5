import type { Document } from '../../src/wordpress/document.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import type { CollectionPage, Query, SiteRest } from '../../src/wordpress/rest.ts';

/** A REST API in memory, with as many documents as a test needs. The test changes the documents and the clock. */
export interface FakeRest {
  readonly rest: SiteRest;
  /** The documents of each route. The test edits them. */
  readonly collections: Map<string, Map<number, Document>>;
  /** The requests, as `/wp/v2/posts?orderby=modified…`. */
  readonly sent: string[];
  /** An error for all requests. Null if the site answers. */
  failure: WordPressError | null;
  /** Whether answers have the total. */
  hasTotals: boolean;
}

/** Returns an empty REST API. */
export function fakeRest(now: () => number): FakeRest {
  const refuse = () => {
    throw new Error('The feed only reads lists.');
  };
  const fake: FakeRest = {
    collections: new Map(),
    sent: [],
    failure: null,
    hasTotals: true,
    rest: {
      root: { url: 'https://site.test/wp-json/', style: 'path' },
      get: async (route) => {
        fake.sent.push(route);
        if (fake.failure) throw fake.failure;
        return {};
      },
      list: async (route, query = {}) => {
        fake.sent.push(`${route}?${new URLSearchParams(query as Record<string, string>)}`);
        if (fake.failure) throw fake.failure;
        const documents = fake.collections.get(route);
        if (!documents) throw new WordPressError('forbidden', 'Sorry.', { status: 401 });
        return { ...pageOf([...documents.values()], query, fake.hasTotals), at: now() };
      },
      counted: refuse,
      describe: refuse,
      head: refuse,
      page: refuse,
      write: refuse,
      submit: refuse,
      withCredentials: refuse,
      forOperation: ({ budget }) => ({
        ...fake.rest,
        list: (route, query) => {
          budget.charge(route);
          return fake.rest.list(route, query);
        },
        get: (route) => {
          budget.charge(route);
          return fake.rest.get(route);
        },
      }),
      close: refuse,
    },
  };
  return fake;
}

/** Field of each order. */
const fields: Readonly<Record<string, string>> = { modified: 'modified_gmt', date: 'date_gmt', id: 'id' };

function pageOf(documents: readonly Document[], query: Query, hasTotals: boolean): CollectionPage {
  const { orderby = 'date', order, per_page: size = 10, page = 1, include, modified_after: after } = query;
  const field = fields[String(orderby)] ?? 'date_gmt';
  const found = documents
    .filter(({ id }) => !Array.isArray(include) || include.includes(id))
    .filter(({ modified_gmt: time }) => !after || Date.parse(`${time}Z`) > Date.parse(String(after)))
    .sort((a, b) => compare(a[field], b[field]) * (order === 'asc' ? 1 : -1));
  const start = (Number(page) - 1) * Number(size);
  const documentsOfPage = found.slice(start, start + Number(size));
  return { documents: documentsOfPage, total: hasTotals ? found.length : null };
}

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;
}
