// node bench/warm.mjs --url URL [--wpgraphql ENDPOINT]: the same query again and again, answered from memory: by PressQL, Yoga and
// Hive Gateway with their response caches, mercurius with compiled queries, and a bare `node:http` that sends the same bytes.
import { query } from './by-graph.mjs';
import { query as meshQuery } from './by-mesh.mjs';
import { startGateway } from './gateway.mjs';
import { queryEndpoint } from './http.mjs';
import { loadInTurns } from './load.mjs';
import { ratios, spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { installHive, installMercurius, installYoga } from './peers/packages.mjs';
import { startPeer, writeAnswer } from './peers/start.mjs';
import { findRestRoot } from './rest.mjs';
import { connectionsText, saveResults, textOf } from './results.mjs';

const options = readOptions({ first: 10, rounds: 5, seconds: 3, connections: '1,64,512' });
const peers = installYoga();
installMercurius();
installHive();
const variables = { first: options.first };
const body = JSON.stringify({ query, variables });
const tables = [];
const targets = [];
const notes = [];

const servers = { PressQL: await startGateway(options.url, ['--log', 'none']) };
try {
  const answer = await answerOf(servers.PressQL, body);
  notes.push(
    `Answers of ${Buffer.byteLength(answer)} bytes; node:http, Yoga and mercurius send the same bytes as PressQL.`,
  );
  const file = writeAnswer(peers, answer);
  servers['node:http'] = await startPeer('bare.mjs', peers, file);
  servers['Yoga, response cache'] = await startPeer('yoga.mjs', peers, file, 'cached');
  servers['mercurius, JIT'] = await startPeer('mercurius.mjs', peers, file);
  for (const [name, server] of Object.entries(servers)) {
    if ((await answerOf(server, body)) !== answer) throw new Error(`${name} answers with other bytes.`);
  }
  const root = (await findRestRoot(options.url)).replace(/\/$/, '');
  const hiveBody = JSON.stringify({ query: meshQuery, variables });
  servers['Hive, response cache'] = {
    ...(await startPeer('hive.mjs', peers, root, 'projected', 'cached')),
    body: hiveBody,
  };
  const hiveAnswer = await answerOf(servers['Hive, response cache'], hiveBody);
  notes.push(
    `Hive's graph has the names of the REST API; its answer to the same question has ${Buffer.byteLength(hiveAnswer)} bytes.`,
  );
  for (const connections of options.connections.split(',').map(Number)) await compareFromMemory(connections);
  if (options.wpgraphql) await compareWithWPGraphQL(options.wpgraphql);
} finally {
  for (const { close } of Object.values(servers)) await close();
}
for (const name of ['graphql-yoga', 'mercurius', '@graphql-hive/gateway-runtime'])
  notes.push(`${name} ${peers.versionOf(name)}`);
saveResults('warm', { title: 'The same query from memory', notes, tables, targets });

async function compareFromMemory(connections) {
  const results = await loadInTurns(servers, { ...options, connections, body });
  const share = addTable(results, { title: connectionsText(connections), base: 'node:http' });
  if (connections !== 64) return;
  const tail = spread(results.PressQL.map(({ p50, p99 }) => p99 / p50));
  targets.push(
    {
      target: 'warm, same query, against bare `node:http` sending the same bytes, 64 connections: ≥ 0.6 ×',
      measured: `${textOf(share, 2)} ×`,
      isMet: share.median >= 0.6,
    },
    {
      target: 'the same: p99 ≤ 6 × p50',
      measured: `${textOf(tail, 1)} ×`,
      isMet: tail.median <= 6,
    },
  );
}

/** WordPress answers a few requests a second, so its rounds are longer, and each ends when it has answered all of them. */
async function compareWithWPGraphQL(endpoint) {
  const { PressQL } = servers;
  const settle = () => queryEndpoint(endpoint, query, variables);
  for (const connections of [1, 64]) {
    const results = await loadInTurns(
      { PressQL, WPGraphQL: { endpoint, settle } },
      { rounds: 3, seconds: 5, connections, body },
    );
    const share = addTable(results, {
      title: `${connectionsText(connections)}, beside WPGraphQL without a page cache`,
      base: 'WPGraphQL',
    });
    targets.push({
      target: `warm, same query, against WPGraphQL without a page cache, ${connectionsText(connections)}: ≥ 200 ×`,
      measured: `${textOf(share, 0)} ×`,
      isMet: share.median >= 200,
    });
  }
  notes.push(
    'At 512 connections WPGraphQL would make visitors wait for more than a minute, so it is left out.',
  );
}

/** Adds a table of results. Returns PressQL's share of the rate of the base. */
function addTable(results, { title, base }) {
  const ratesOf = (name) => results[name].map(({ rate }) => rate);
  const shareOf = (name) => spread(ratios(ratesOf(name), ratesOf(base)));
  const rows = Object.entries(results).map(([name, rounds]) => {
    const of = (key, digits) => textOf(spread(rounds.map((round) => round[key])), digits);
    const share = shareOf(name);
    return [name, of('rate', 0), of('p50', 0), of('p99', 0), textOf(share, share.median < 10 ? 2 : 0)];
  });
  tables.push({ title, columns: ['', 'answers a second', 'p50 in ms', 'p99 in ms', `× ${base}`], rows });
  return shareOf('PressQL');
}

async function answerOf({ endpoint }, text) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  });
  return response.text();
}
