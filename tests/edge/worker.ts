import { Miniflare } from 'miniflare';
import { bundle } from './bundle.ts';

/** The source of a Worker that also shows, at `/sent`, the requests to WordPress and the errors since the last look. */
const source = `
import { createPressQL } from 'pressql/edge';

let seen = { sent: [], errors: [] };
const pressql = createPressQL((env) => ({
  url: env.WORDPRESS_URL,
  // The embedded WordPress answers one request at a time.
  timeout: 60_000,
  deadline: 120_000,
  onRequest: ({ method, route }) => seen.sent.push(method + ' ' + route),
  onError: (error) => seen.errors.push(String(error)),
  ...env.OPTIONS,
}));
export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname !== '/sent') return pressql.fetch(request, env, context);
    const before = seen;
    seen = { sent: [], errors: [] };
    return Response.json(before);
  },
};
`;

/** What the gateway did since the last look. */
export interface Seen {
  /** Methods and routes of requests to WordPress, sorted, because some are sent side by side. */
  readonly sent: readonly string[];
  readonly errors: readonly string[];
}

/** A gateway in workerd, the runtime of Cloudflare Workers. Each request has a context of its own. */
export interface EdgeWorker {
  fetch(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string | FormData },
  ): Promise<Answer>;
  /** Sends a query. Returns the whole answer. */
  ask(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<unknown>;
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

/** The response of a Worker, read as a whole. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

let code: Promise<string> | undefined;

/** Starts a Worker in front of a site. */
export async function startWorker(url: string, options: object = {}): Promise<EdgeWorker> {
  code ??= bundle(source).then((bundled) => bundled.code);
  const miniflare = new Miniflare({
    modules: true,
    script: await code,
    compatibilityDate: '2025-09-01',
    bindings: { WORDPRESS_URL: url, OPTIONS: options as never },
    cf: false,
  });
  const worker: EdgeWorker = {
    async fetch(path, init = {}) {
      const response = await miniflare.dispatchFetch(`http://gateway.test${path}`, init as never);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async ask(query, { variables = {}, headers = {} } = {}) {
      const { text } = await worker.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return JSON.parse(text);
    },
    async seen() {
      const seen = JSON.parse((await worker.fetch('/sent')).text) as Seen;
      return { ...seen, sent: [...seen.sent].sort() };
    },
    close: () => miniflare.dispose(),
  };
  return worker;
}
