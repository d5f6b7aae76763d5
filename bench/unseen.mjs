// node bench/unseen.mjs --url URL: documents in memory, and at each request a query text never seen before: PressQL against
// Yoga, which answers the same data from memory. Both parse, validate and execute each text.

import { query } from './by-graph.mjs';
import { startGateway } from './gateway.mjs';
import { loadInTurns } from './load.mjs';
import { ratios, spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { installYoga } from './peers/packages.mjs';
import { startPeer, writeAnswer } from './peers/start.mjs';
import { connectionsText, saveResults, textOf } from './results.mjs';
import { unseenQueries } from './unseen-queries.mjs';

const options = readOptions({ first: 10, rounds: 5, seconds: 3, connections: '1,64' });
const peers = installYoga();
const nextQuery = unseenQueries();
const bodyOf = (text) => JSON.stringify({ query: text, variables: { first: options.first } });
const servers = { PressQL: await startGateway(options.url, ['--log', 'none']) };
const tables = [];
const shares = [];
try {
  const file = writeAnswer(peers, await answerOf(servers.PressQL, query));
  servers.Yoga = await startPeer('yoga.mjs', peers, file);
  await checkAnswers();
  for (const connections of options.connections.split(',').map(Number)) await measure(connections);
} finally {
  for (const { close } of Object.values(servers)) await close();
}
saveResults('unseen', {
  title: 'Documents in memory, query texts never seen before',
  notes: [
    `graphql-yoga ${peers.versionOf('graphql-yoga')} resolves the data of ${options.first} posts from an object in memory, with a schema of nine types.`,
  ],
  tables,
  targets: shares.map(({ connections, share }) => ({
    target: `warm documents, unseen query text, against Yoga answering the same data from memory, ${connectionsText(connections)}: ≥ 1 ×`,
    measured: `${textOf(share, 2)} ×`,
    isMet: share.median >= 1,
  })),
});

async function measure(connections) {
  const nextBody = () => bodyOf(nextQuery());
  const results = await loadInTurns(servers, { ...options, connections, nextBody });
  const ratesOf = (name) => results[name].map(({ rate }) => rate);
  const rows = Object.entries(results).map(([name, rounds]) => {
    const of = (key, digits) => textOf(spread(rounds.map((round) => round[key])), digits);
    const share = spread(ratios(ratesOf(name), ratesOf('Yoga')));
    if (name === 'PressQL') shares.push({ connections, share });
    return [name, of('rate', 0), of('p50', 0), of('p99', 0), of('cpu', 2), textOf(share, 2)];
  });
  const columns = ['', 'answers a second', 'p50 in ms', 'p99 in ms', 'CPU per answer in ms', '× Yoga'];
  tables.push({ title: connectionsText(connections), columns, rows });
}

/** Compares answers to some texts, because a fast answer with other data would mean nothing. */
async function checkAnswers() {
  for (let count = 0; count < 20; count += 1) {
    const text = nextQuery();
    const [ours, theirs] = await Promise.all([answerOf(servers.PressQL, text), answerOf(servers.Yoga, text)]);
    if (ours !== theirs) throw new Error(`The answers differ for ${text}:\n${ours}\n${theirs}`);
  }
}

async function answerOf({ endpoint }, text) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint, { method: 'POST', headers, body: bodyOf(text) });
  return response.text();
}
