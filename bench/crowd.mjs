// node bench/crowd.mjs --url URL [--wpgraphql ENDPOINT]: many visitors with a cache that knows a part of what they read: eight
// clients with different posts against WPGraphQL, the requests of a second view, and a thousand visitors of a cold page.
import { query as firstPosts } from './by-graph.mjs';
import { startCountingProxy } from './counting-proxy.mjs';
import { startGateway } from './gateway.mjs';
import { queryEndpoint } from './http.mjs';
import { ratios, spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { findRestRoot, readAll } from './rest.mjs';
import { saveResults, textOf } from './results.mjs';
import { shuffled } from './sequence.mjs';

const options = readOptions({ clients: 8, rounds: 3, visitors: 1000 });
const query = firstPosts
  .replace('($first: Int)', '($ids: [ID])')
  .replace('first: $first', 'first: 100, where: { in: $ids }');
const tables = [];
const targets = [];

const posts = await readAll(await findRestRoot(options.url), 'posts');
const ids = shuffled(posts.map(({ id }) => id));
const familiar = ids.splice(0, 100);
const pages = Array.from({ length: Math.floor(ids.length / 10) }, (_, page) =>
  ids.slice(page * 10, page * 10 + 10),
);

if (options.wpgraphql) await compareClients();
await countSecondView();
await countVisitors();
saveResults('crowd', {
  title: 'Many visitors',
  notes: ['Requests are counted without the change feed, by a proxy before WordPress.'],
  tables,
  targets,
});

/** No page is asked for twice, so PressQL knows nothing but the authors, categories and images. */
async function compareClients() {
  const gateway = await startGateway(options.url, ['--log', 'none']);
  try {
    await queryEndpoint(gateway.endpoint, query, { ids: familiar });
    const rates = { PressQL: [], WPGraphQL: [] };
    const size = Math.floor(pages.length / options.rounds);
    for (let round = 0; round < options.rounds; round += 1) {
      const part = pages.slice(round * size, round * size + size);
      rates.PressQL.push(await rateOf(gateway.endpoint, part));
      rates.WPGraphQL.push(await rateOf(options.wpgraphql, part));
    }
    const share = spread(ratios(rates.PressQL, rates.WPGraphQL));
    const rows = Object.entries(rates).map(([name, measured]) => [name, textOf(spread(measured), 1)]);
    tables.push({
      title: `${options.clients} clients at once, always other posts, ten each`,
      columns: ['', 'answers a second'],
      rows,
    });
    targets.push({
      target: `${options.clients} clients, different posts, references known, answers a second against WPGraphQL: ≥ 3 ×`,
      measured: `${textOf(share, 1)} ×`,
      isMet: share.median >= 3,
    });
  } finally {
    await gateway.close();
  }
}

/** Lets the clients read each page once. Returns the answers per second. */
async function rateOf(endpoint, part) {
  const start = performance.now();
  const rest = [...part];
  const client = async () => {
    for (let page = rest.pop(); page; page = rest.pop()) {
      const { data } = await queryEndpoint(endpoint, query, { ids: page });
      if (data.posts.nodes.length !== page.length) throw new Error(`${endpoint} left out posts of ${page}`);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  return part.length / ((performance.now() - start) / 1000);
}

async function countSecondView() {
  const [, sent] = await requestsOf([
    (endpoint) => queryEndpoint(endpoint, query, { ids: familiar }),
    (endpoint) => queryEndpoint(endpoint, query, { ids: pages[0] }),
  ]);
  targets.push({
    target: 'second view with other posts, known authors, terms and images: 1 upstream request',
    measured: `${sent}`,
    isMet: sent === 1,
  });
}

async function countVisitors() {
  const visitor = async (endpoint) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: firstPosts, variables: { first: 10 } }),
    });
    const { data, errors } = await response.json();
    if (errors || data.posts.nodes.length !== 10) throw new Error(`A visitor got ${JSON.stringify(errors)}`);
  };
  const crowd = (endpoint) => Promise.all(Array.from({ length: options.visitors }, () => visitor(endpoint)));
  const [byOne] = await requestsOf([visitor]);
  const [byAll] = await requestsOf([crowd]);
  targets.push({
    target: `${options.visitors} visitors at once on a cold page: as many upstream requests as one visitor makes`,
    measured: `${byAll}; one visitor: ${byOne}`,
    isMet: byAll === byOne,
  });
}

/** Takes steps at a gateway that knows nothing. Returns how many requests to WordPress each step took. */
async function requestsOf(steps) {
  const proxy = await startCountingProxy(options.url);
  const gateway = await startGateway(proxy.url, ['--log', 'none', '--no-feed']);
  const counts = [];
  try {
    // After its start, PressQL checks in the background what the site shows to visitors.
    await proxy.settle();
    for (const step of steps) {
      proxy.requests.length = 0;
      await step(gateway.endpoint);
      counts.push(proxy.requests.length);
    }
  } finally {
    await gateway.close();
    proxy.close();
  }
  return counts;
}
