// npm run bench -- --url URL [--wpgraphql URL]: measures PressQL and compares it with other ways to get the same data.
import { parseArgs } from 'node:util';
import { byGraph, upstreamRequests } from './by-graph.mjs';
import { byHand } from './by-hand.mjs';
import { startGateway } from './gateway.mjs';
import { interleave, rate, ratios, spread } from './measure.mjs';
import { readAllPages } from './paging.mjs';
import { findRestRoot, readRest } from './rest.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    wpgraphql: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '8' },
  },
});
if (!options.url)
  throw new Error('The address of a WordPress is missing: npm run bench -- --url http://localhost:8080');

const root = await findRestRoot(options.url);
// These ways read everything from WordPress each time, so the gateway must, too. bench/warm.mjs measures the cache.
const gateway = await startGateway(options.url, ['--no-cache']);
try {
  for (const first of [10, 100]) await measureOneClient(first);
  await measurePaging();
  for (const first of [10, 100]) await measureManyClients(first);
} finally {
  await gateway.close();
}

/** Returns the ways to get `first` posts. The others are compared with the first one, which is written by hand. */
function waysToGet(first) {
  return {
    'by hand': byHand(root, first),
    PressQL: byGraph(gateway.endpoint, first),
    ...(options.wpgraphql && { WPGraphQL: byGraph(options.wpgraphql, first) }),
  };
}

async function measureOneClient(first) {
  const ways = waysToGet(first);
  console.log(`\nPosts with author, categories and image, first ${first}: milliseconds, one client`);
  await compareAnswers(ways);
  const times = await interleave(ways, { rounds: Number(options.rounds), warmups: 3 });
  for (const [name, measured] of Object.entries(times)) {
    console.log(
      `  ${row(name, spread(measured), 0)}   ${row('× by hand', spread(ratios(measured, times['by hand'])), 2)}`,
    );
  }
  const { createPressQL } = await import('../dist/index.js');
  printRequests('by hand', (await ways['by hand']()).requests);
  printRequests('PressQL', await upstreamRequests(createPressQL, options.url, first));
}

/** Prints which ways get other data: a fast answer with the wrong data would mean nothing. */
async function compareAnswers(ways) {
  const answers = await Promise.all(Object.values(ways).map((run) => run()));
  const [expected, ...others] = answers.map(({ nodes }) => JSON.stringify(nodes.map(comparable)));
  const differing = Object.keys(ways)
    .slice(1)
    .filter((_, index) => others[index] !== expected);
  console.log(
    differing.length === 0
      ? '  (all answers are equal)'
      : `  (different from the answer by hand: ${differing.join(', ')})`,
  );
}

/** Leaves out titles, which REST and GraphQL encode differently, and the order of categories. */
function comparable({ title, categories, ...post }) {
  return { ...post, categories: categories.toSorted(), hasTitle: title !== '' };
}

function printRequests(name, requests) {
  const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
  const routes = requests.map(({ route, bytes: size }) => `${route.replace('/wp/v2/', '')} ${size}`);
  console.log(
    `  ${name.padEnd(10)} sent ${requests.length} requests to WordPress and got ${bytes} bytes: ${routes.join(', ')}`,
  );
}

async function measurePaging() {
  const { headers } = await readRest(root, 'posts', { per_page: '1', _fields: 'id' });
  const total = Number(headers.get('x-wp-total'));
  console.log(`\nPaging through ${total} posts`);
  let order;
  for (const size of [100, 37]) {
    for (const direction of ['forward', 'backward']) {
      const { ids, pages, ms } = await readAllPages(gateway.endpoint, direction, size);
      order ??= ids.join();
      const isComplete = ids.length === total && new Set(ids).size === total && ids.join() === order;
      const verdict = isComplete
        ? 'every post once, always in the same order'
        : `WRONG: ${ids.length} posts, ${new Set(ids).size} different`;
      if (!isComplete) process.exitCode = 1;
      console.log(
        `  ${direction.padEnd(8)} by ${String(size).padEnd(3)}  ${pages} pages, ${(ms / pages).toFixed(0)} ms per page: ${verdict}`,
      );
    }
  }
}

async function measureManyClients(first) {
  const clients = Number(options.clients);
  console.log(`\nThe same query, first ${first}: answers per second, ${clients} clients at once`);
  const rates = Object.fromEntries(Object.keys(waysToGet(first)).map((name) => [name, []]));
  for (let round = 0; round < 3; round += 1) {
    for (const [name, way] of Object.entries(waysToGet(first))) {
      rates[name].push(await rate(way, { clients, seconds: Number(options.seconds) }));
    }
  }
  for (const [name, measured] of Object.entries(rates)) {
    console.log(
      `  ${row(name, spread(measured), 1)}   ${row('× by hand', spread(ratios(measured, rates['by hand'])), 2)}`,
    );
  }
}

function row(name, { median, low, high }, digits) {
  return `${name.padEnd(10)} ${median.toFixed(digits).padStart(7)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`.padEnd(
    38,
  );
}
