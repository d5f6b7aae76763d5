/** A query that the page offers. */
export interface Example {
  readonly title: string;
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

/** What the gateway tells the page. `src/server/explorer/page.ts` writes it. */
export interface PageData {
  readonly siteName: string;
  /** Where users of the site make application passwords. */
  readonly profileUrl: string;
  readonly examples: readonly Example[];
}

const element = document.querySelector<HTMLScriptElement>('#page-data');

/** What the gateway tells this page. */
export const pageData: PageData = JSON.parse(element?.textContent ?? '{}');

/** The nonce with which the policy of the page allows style elements. */
export const nonce: string = element?.nonce ?? '';

/** Parameters of GraphQL over HTTP, which are no part of the address of the graph. */
const queryParameters = ['query', 'variables', 'operationName', 'extensions'];

/** The address of the graph: that of this page, without a query. */
export const endpoint: string = addressOfGraph(location.href);

function addressOfGraph(page: string): string {
  const url = new URL(page);
  for (const name of queryParameters) url.searchParams.delete(name);
  url.hash = '';
  return url.href;
}
