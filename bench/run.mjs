// npm run bench -- --url URL [--wpgraphql URL]: what an answer costs, beside other ways to the same answer.
import { parseArgs } from 'node:util';
import { byGraph, upstreamOf } from './by-graph.mjs';
import { byHand } from './by-hand.mjs';
import { startGateway } from './gateway.mjs';
import { interleave, rate, ratios, spread } from './measure.mjs';
import { walk } from './paging.mjs';
import { readRest, restRootOf } from './rest.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    wpgraphql: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '8' },
  },
});
if (!options.url) throw new Error('Name a WordPress: npm run bench -- --url http://localhost:8080');

const root = await restRootOf(options.url);
const gateway = await startGateway(options.url);
try {
  for (const first of [10, 100]) await answers(first);
  await paging();
  for (const first of [10, 100]) await clientsAtOnce(first);
} finally {
  await gateway.close();
}

/** The ways to the answer for `first` posts, the hand-written one first: the others are compared to it. */
function waysTo(first) {
  return {
    'by hand': byHand(root, first),
    PressQL: byGraph(gateway.endpoint, first),
    ...(options.wpgraphql && { WPGraphQL: byGraph(options.wpgraphql, first) }),
  };
}

async function answers(first) {
  const ways = waysTo(first);
  console.log(`\nPosts with author, categories and image, first ${first}: milliseconds, one client`);
  await compareAnswers(ways);
  const times = await interleave(ways, { rounds: Number(options.rounds), warmups: 3 });
  for (const [name, measured] of Object.entries(times)) {
    console.log(
      `  ${row(name, spread(measured), 0)}   ${row('× by hand', spread(ratios(measured, times['by hand'])), 2)}`,
    );
  }
  const { createPressQL } = await import('../dist/index.js');
  tellRequests('by hand', (await ways['by hand']()).requests);
  tellRequests('PressQL', await upstreamOf(createPressQL, options.url, first));
}

/** Whatever differs is told: a fast answer to another question would mean nothing. */
async function compareAnswers(ways) {
  const told = await Promise.all(Object.values(ways).map((ask) => ask()));
  const [expected, ...others] = told.map(({ nodes }) => JSON.stringify(nodes.map(comparable)));
  const differing = Object.keys(ways)
    .slice(1)
    .filter((_, at) => others[at] !== expected);
  console.log(
    differing.length === 0
      ? '  (the same answers)'
      : `  (other answers than by hand: ${differing.join(', ')})`,
  );
}

/** Titles are left out, for REST and the graph encode them in two ways, and so is the order of categories. */
function comparable({ title, categories, ...post }) {
  return { ...post, categories: categories.toSorted(), hasTitle: title !== '' };
}

function tellRequests(name, requests) {
  const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
  const routes = requests.map(({ route, bytes: size }) => `${route.replace('/wp/v2/', '')} ${size}`);
  console.log(
    `  ${name.padEnd(10)} asked WordPress ${requests.length} times for ${bytes} bytes: ${routes.join(', ')}`,
  );
}

async function paging() {
  const { headers } = await readRest(root, 'posts', { per_page: '1', _fields: 'id' });
  const total = Number(headers.get('x-wp-total'));
  console.log(`\nPaging through ${total} posts`);
  let order;
  for (const size of [100, 37]) {
    for (const direction of ['forward', 'backward']) {
      const { ids, pages, ms } = await walk(gateway.endpoint, direction, size);
      order ??= ids.join();
      const isExact = ids.length === total && new Set(ids).size === total && ids.join() === order;
      const verdict = isExact
        ? 'each seen once, in one order'
        : `WRONG: ${ids.length} seen, ${new Set(ids).size} different`;
      if (!isExact) process.exitCode = 1;
      console.log(
        `  ${direction.padEnd(8)} by ${String(size).padEnd(3)}  ${pages} pages, ${(ms / pages).toFixed(0)} ms a page: ${verdict}`,
      );
    }
  }
}

async function clientsAtOnce(first) {
  const clients = Number(options.clients);
  console.log(`\nThe same, first ${first}: answers a second, ${clients} clients at once`);
  const rates = Object.fromEntries(Object.keys(waysTo(first)).map((name) => [name, []]));
  for (let round = 0; round < 3; round += 1) {
    for (const [name, way] of Object.entries(waysTo(first))) {
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
