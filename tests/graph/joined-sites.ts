import { createPressQLSites, type PressQLSites, type PressQLSitesOptions } from '../../src/index.ts';
import { startTwoSites, type TestSite } from '../wordpress/site.ts';

/** An answer of one graph of several sites. */
export interface JoinedAnswer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    locations?: readonly object[];
    extensions?: Record<string, unknown>;
  }[];
  readonly extensions?: { pressql: Record<string, unknown> };
}

/** What {@link JoinedSites} sends besides a document. */
interface Sending {
  readonly variables?: object;
  /** The path of the graph. @default `/graphql`, that of all sites */
  readonly at?: string;
  readonly headers?: object;
}

/** A server of both sites. */
interface Opened {
  readonly gateways: PressQLSites;
  ask<Data = unknown>(query: string, request?: Sending): Promise<JoinedAnswer<Data>>;
}

/** Two sites with the same ids and different content and types, and a third one that is down, with one graph. */
export interface JoinedSites extends Opened {
  readonly news: TestSite;
  /** Is served as `my-shop`, and at the host `shop.example`. */
  readonly shop: TestSite;
  /** The requests to both sites since the last call of `ask`, in no order. */
  readonly sent: string[];
  /** Lines for the operator. */
  readonly notes: readonly string[];
  /** Opens another server of both sites. */
  open(options: Partial<Omit<PressQLSitesOptions, 'sites'>>): Promise<Opened>;
  close(): Promise<void>;
}

const field = (type: string, value: string) =>
  `add_action('rest_api_init', fn () => register_rest_field('post', 'mood', ['schema' => ['type' => '${type}'], 'get_callback' => fn () => ${value}]));`;
const books = `add_action('init', fn () => register_post_type('book', ['public' => true, 'show_in_rest' => true, 'labels' => ['name' => 'Books', 'singular_name' => 'Book']]));`;

/** Starts both sites, and a server of them that remembers nothing. */
export async function startJoinedSites(): Promise<JoinedSites> {
  const [news, shop] = await startTwoSites();
  const rename = (name: string) =>
    `update_option('blogname', '${name} & co'); foreach (get_posts(['numberposts' => -1, 'post_type' => ['post', 'page']]) as $p) wp_update_post(['ID' => $p->ID, 'post_title' => '${name} ' . $p->ID]);`;
  await Promise.all([
    news.plugin(`${books} ${field('string', "'calm'")}`),
    shop.plugin(field('integer', '7')),
  ]);
  await Promise.all([
    news.php(
      `${rename('news')} wp_insert_post(['post_type' => 'book', 'post_title' => 'A book', 'post_status' => 'publish']);`,
    ),
    shop.php(rename('my-shop')),
  ]);
  const sent: string[] = [];
  const notes: string[] = [];
  const noting = (name: string) => ({
    onRequest: ({ route, query }: { route: string; query: object }) =>
      void sent.push(`${name} ${route} ${JSON.stringify(query)}`),
  });
  const open: JoinedSites['open'] = async (options) => {
    const gateways = await createPressQLSites({
      oneGraph: true,
      showCost: true,
      sites: {
        news: { url: news.url, ...noting('news') },
        'my-shop': { url: shop.url, host: 'shop.example', ...noting('my-shop') },
        down: { url: 'http://127.0.0.1:9' },
      },
      ...{ timeout: 60_000, deadline: 120_000, feed: 0, cache: false },
      onNote: (line) => notes.push(line),
      ...options,
    });
    return {
      gateways,
      async ask(query, { variables = {}, at = '/graphql', headers = {} } = {}) {
        sent.length = 0;
        const response = await gateways.fetch(
          new Request(`http://gateway.test${at}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify({ query, variables }),
          }),
        );
        return (await response.json()) as never;
      },
    };
  };
  const opened = await open({});
  return {
    ...{ news, shop, sent, notes, open },
    ...opened,
    async close() {
      await opened.gateways.close();
      await Promise.all([news.close(), shop.close()]);
    },
  };
}
