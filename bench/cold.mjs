// node bench/cold.mjs --url URL [--wpgraphql ENDPOINT]: a nested query for 10 and for 100 posts while nothing is cached: by
// hand-written REST requests, by PressQL, by GraphQL Mesh with Hive Gateway, and by WPGraphQL.
import { byGraph } from './by-graph.mjs';
import { byHand } from './by-hand.mjs';
import { byMesh } from './by-mesh.mjs';
import { startCountingProxy } from './counting-proxy.mjs';
import { startGateway } from './gateway.mjs';
import { interleave, rate, ratios, spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { installHive } from './peers/packages.mjs';
import { startPeer } from './peers/start.mjs';
import { findRestRoot } from './rest.mjs';
import { saveResults, textOf } from './results.mjs';

const options = readOptions({ rounds: 15, clients: 8, seconds: 5 });
const peers = installHive();
const limits = {
  'by hand': { 10: 1.08, 100: 1.1, of: 'the hand-written client' },
  WPGraphQL: { 10: 0.75, 100: 0.33, of: 'WPGraphQL' },
  'Mesh + Hive': { 10: 0.8, 100: 0.8, of: 'Mesh + Hive with hand-written `include=` batching' },
  'Mesh + Hive, projected': { 10: 0.8, 100: 0.8, of: 'the same with hand-written `_fields` for this query' },
};
const tables = [];
const targets = [];
const notes = [
  `@graphql-hive/gateway-runtime ${peers.versionOf('@graphql-hive/gateway-runtime')} serves what @graphql-mesh/compose-cli ${peers.versionOf('@graphql-mesh/compose-cli')} composes; references are read by hand-written batches with \`include=\`. Mesh does not choose \`_fields\` itself: the projected variant has hand-written ones with exactly what this query selects, and could answer no other field.`,
  'Bytes are those that WordPress sent, before decompression. WPGraphQL runs inside WordPress, so it sends no requests.',
];

const ways = await startWays(options.url, options.wpgraphql);
try {
  for (const first of [10, 100]) await measureOneClient(first);
  for (const first of [10, 100]) await measureManyClients(first);
} finally {
  await ways.close();
}
saveResults('cold', { title: 'Nothing cached', notes, tables, targets });

/** Starts the gateways before a site. Returns a function that names the ways to get some posts, and one that stops all. */
async function startWays(url, wpgraphql) {
  const root = await findRestRoot(url);
  // These ways read everything from WordPress each time, so PressQL must, too.
  const pressql = await startGateway(url, ['--no-cache', '--log', 'none']);
  const restRoot = root.replace(/\/$/, '');
  const hive = await startPeer('hive.mjs', peers, restRoot);
  const projected = await startPeer('hive.mjs', peers, restRoot, 'projected');
  return {
    toGet: (first) => ({
      'by hand': byHand(root, first),
      PressQL: byGraph(pressql.endpoint, first),
      'Mesh + Hive': byMesh(hive.endpoint, first),
      'Mesh + Hive, projected': byMesh(projected.endpoint, first),
      ...(wpgraphql && { WPGraphQL: byGraph(wpgraphql, first) }),
    }),
    close: () => Promise.all([pressql, hive, projected].map((server) => server.close())),
  };
}

async function measureOneClient(first) {
  const all = ways.toGet(first);
  const differing = await differingWays(all);
  const times = await interleave(all, { rounds: options.rounds, warmups: 3 });
  const sent = await requestsOf(first);
  const rows = Object.entries(times).map(([name, measured]) => [
    name,
    textOf(spread(measured), 0),
    textOf(spread(ratios(measured, times['by hand'])), 2),
    textOf(spread(ratios(times.PressQL, measured)), 2),
    sent[name] ?? '0',
  ]);
  const columns = ['', 'ms', '× by hand', 'PressQL ÷ this way', 'requests to WordPress'];
  tables.push({ title: `${first} posts, one client`, columns, rows });
  notes.push(
    `${first} posts: ${differing.length === 0 ? 'all answers have the same data' : `another answer than by hand: ${differing.join(', ')}`}.`,
  );
  for (const [name, measured] of Object.entries(times)) {
    if (!limits[name]) continue;
    const ratio = spread(ratios(times.PressQL, measured));
    targets.push({
      target: `cold nested, ${first} posts, against ${limits[name].of}: ≤ ${limits[name][first]} ×`,
      measured: `${textOf(ratio, 2)} ×`,
      isMet: ratio.median <= limits[name][first],
    });
  }
}

/** Returns the ways that get other data than the first one: a fast answer with the wrong data would mean nothing. */
async function differingWays(all) {
  const answers = await Promise.all(Object.values(all).map((run) => run()));
  const [expected, ...others] = answers.map(({ nodes }) => JSON.stringify(nodes.map(comparable)));
  return Object.keys(all)
    .slice(1)
    .filter((_, index) => others[index] !== expected);
}

/** Leaves out titles, which REST and GraphQL encode differently, and the order of categories. */
function comparable({ title, categories, ...post }) {
  return { ...post, categories: categories.toSorted(), hasTitle: title !== '' };
}

/** Returns the requests that each way sends to WordPress for one query, as text. */
async function requestsOf(first) {
  const proxy = await startCountingProxy(options.url);
  const behindProxy = await startWays(proxy.url);
  const texts = {};
  try {
    // After its start, PressQL checks in the background what the site shows to visitors.
    await proxy.settle();
    for (const [name, run] of Object.entries(behindProxy.toGet(first))) {
      proxy.requests.length = 0;
      await run();
      const bytes = proxy.requests.reduce((sum, request) => sum + request.bytes, 0);
      const routes = proxy.requests.map(({ route, bytes: size }) => `${route.split('/').at(-1)} ${size}`);
      texts[name] = `${routes.length}, ${bytes} bytes: ${routes.toSorted().join(', ')}`;
    }
  } finally {
    await behindProxy.close();
    proxy.close();
  }
  return texts;
}

async function measureManyClients(first) {
  const all = ways.toGet(first);
  const rates = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (let round = 0; round < 3; round += 1) {
    for (const [name, way] of Object.entries(all)) rates[name].push(await rate(way, options));
  }
  const rows = Object.entries(rates).map(([name, measured]) => [
    name,
    textOf(spread(measured), 1),
    textOf(spread(ratios(measured, rates['by hand'])), 2),
  ]);
  const columns = ['', 'answers a second', '× by hand'];
  tables.push({ title: `${first} posts, ${options.clients} clients at once`, columns, rows });
}
