// node bench/warm.mjs --url URL: the same query again and again, answered from memory: by PressQL, by Yoga with its response
// cache, and by a bare `node:http` that sends the same bytes. Each server runs in a process of its own.
import { parseArgs } from 'node:util';
import { query } from './by-graph.mjs';
import { startGateway } from './gateway.mjs';
import { ratios, spread } from './measure.mjs';
import { installPeers } from './peers/install.mjs';
import { startPeer, writeAnswer } from './peers/start.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    first: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '1,64,512' },
  },
});
if (!options.url)
  throw new Error('The address of a WordPress is missing: node bench/warm.mjs --url http://localhost:8080');

const peers = installPeers([
  'autocannon@9.0.0',
  'graphql@16',
  'graphql-yoga@5',
  '@graphql-yoga/plugin-response-cache@3',
]);
const autocannon = peers.require('autocannon');
const body = JSON.stringify({ query, variables: { first: Number(options.first) } });
const headers = { 'content-type': 'application/json' };
const servers = [];

const gateway = await startGateway(options.url, ['--log', 'none']);
servers.push(gateway);
try {
  const answer = await answerOf(gateway.endpoint);
  const file = writeAnswer(peers, answer);
  const ways = {
    'node:http': await endpointOf('bare.mjs', file),
    PressQL: gateway.endpoint,
    'Yoga, cached': await endpointOf('yoga.mjs', file, 'cached'),
  };
  for (const [name, endpoint] of Object.entries(ways)) {
    if ((await answerOf(endpoint)) !== answer) throw new Error(`${name} answers with other bytes.`);
  }
  console.log(
    `The same query, ${Buffer.byteLength(answer)} bytes, from memory; median [quartiles] of ${options.rounds} rounds`,
  );
  for (const connections of options.connections.split(',').map(Number)) await measure(ways, connections);
} finally {
  for (const { close } of servers) await close();
}

async function measure(ways, connections) {
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = -1; round < Number(options.rounds); round += 1) {
    for (const [name, url] of Object.entries(ways)) {
      const duration = Number(options.seconds);
      const result = await autocannon({ url, method: 'POST', headers, body, connections, duration });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${name}: ${result.non2xx + result.errors} failed requests`);
      // The first round warms everything up.
      if (round >= 0)
        results[name].push({
          rate: result.requests.average,
          p50: result.latency.p50,
          p99: result.latency.p99,
        });
    }
  }
  console.log(`\n  ${connections} connections`);
  const bare = results['node:http'].map(({ rate }) => rate);
  for (const [name, measured] of Object.entries(results)) {
    const of = (key) => spread(measured.map((each) => each[key]));
    const share = spread(
      ratios(
        measured.map(({ rate }) => rate),
        bare,
      ),
    );
    console.log(
      `  ${name.padEnd(13)} ${text(of('rate'), 0)} requests/s   p50 ${text(of('p50'), 0)} ms   p99 ${text(of('p99'), 0)} ms   × node:http ${text(share, 2)}`,
    );
  }
}

function text({ median, low, high }, digits) {
  return `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`;
}

async function answerOf(endpoint) {
  const response = await fetch(endpoint, { method: 'POST', headers, body });
  return response.text();
}

/** Starts a peer in a process of its own. Returns its endpoint. */
async function endpointOf(script, ...given) {
  const server = await startPeer(script, peers, ...given);
  servers.push(server);
  return server.endpoint;
}
