// node bench/soak.mjs --url URL [--minutes 10] [--clients 50]: runs the gateway at full load while WordPress fails in turns.
// A proxy between the two hangs, resets, answers 500, 503 or 429, or breaks off, for a few seconds each, with pauses
// between. Fails if an answer is not GraphQL, is later than its deadline by far, or shows a place of the server, or if the
// gateway's memory after the run is more than a tenth above that after the first tenth of it.
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGateway } from './gateway.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '50' },
  },
});
if (!options.url) throw new Error('The address of a WordPress is missing: --url URL');

/** What the site does instead of answering. The first one is no fault. */
const faults = [
  { name: 'none', answer: null },
  { name: 'hang', answer: () => undefined },
  { name: 'reset', answer: (incoming) => incoming.socket.destroy() },
  { name: '500', answer: (_, response) => response.writeHead(500).end('<title>Error</title>') },
  { name: '503', answer: (_, response) => response.writeHead(503, { 'retry-after': '600' }).end() },
  { name: '429', answer: (_, response) => response.writeHead(429, { 'retry-after': '1' }).end() },
  {
    name: 'truncated',
    answer(incoming, response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('[{"id":', () => incoming.socket.destroy());
    },
  },
];

const queries = [
  '{ posts(first: 10) { nodes { title uri author { node { name } } categories { nodes { name } } } } }',
  '{ posts(first: 100) { nodes { title content(format: MARKDOWN) } } }',
  '{ categories(first: 20) { nodes { name posts(first: 3) { nodes { title } } } } }',
  '{ a: posts(where: { search: "the" }) { nodes { title } } b: pages { nodes { title content } } }',
  '{ nodeByUri(uri: "/no-such-page/") { id } generalSettings { title } }',
];

let fault = faults[0];
const deadline = 15_000;
const target = new URL(options.url);
const proxy = createServer((incoming, response) => {
  if (fault.answer) return fault.answer(incoming, response);
  const { method, url, headers } = incoming;
  const asked = request(
    target.origin + url,
    { method, headers: { ...headers, host: target.host } },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  asked.on('error', () => response.destroy());
  response.on('close', () => asked.destroy());
  incoming.pipe(asked);
});
await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
const gateway = await startGateway(`http://127.0.0.1:${proxy.address().port}`, [], { stderr: 'ignore' });

const end = Date.now() + Number(options.minutes) * 60_000;
const counts = new Map();
const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);
const problems = [];

async function client(number) {
  for (let turn = number; Date.now() < end; turn++) {
    const start = Date.now();
    try {
      const response = await fetch(gateway.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: queries[turn % queries.length] }),
      });
      const text = await response.text();
      const answer = JSON.parse(text);
      if (!('data' in answer) && !answer.errors) problems.push(`no GraphQL: ${text.slice(0, 200)}`);
      if (/\/(?:var|home|work|tmp)\/|Authorization|node_modules/.test(JSON.stringify(answer.errors ?? '')))
        problems.push(`a place of the server: ${JSON.stringify(answer.errors).slice(0, 200)}`);
      count(answer.errors ? (answer.errors[0].extensions?.code ?? 'error without a code') : 'ok');
      if (!answer.errors && fault.answer === null) continue;
      // Real clients wait a moment after an error.
      await sleep(100);
    } catch (error) {
      problems.push(`${error}: ${error.cause ?? 'no cause'}`);
    }
    if (Date.now() - start > deadline + 5000) problems.push(`an answer after ${Date.now() - start} ms`);
  }
}

async function flap() {
  for (let turn = 1; Date.now() < end; turn++) {
    fault = faults[0];
    await sleep(8000);
    fault = faults[1 + (turn % (faults.length - 1))];
    await sleep(4000);
  }
  fault = faults[0];
}

/** Megabytes in each tenth of the run: the median of a sample a second, for one alone may hold garbage. */
const memory = [];
async function watch() {
  const tenth = (Number(options.minutes) * 60_000) / 10;
  const start = Date.now();
  for (let part = 1; part <= 10; part++) {
    const samples = [];
    while (Date.now() < start + part * tenth) {
      await sleep(1000);
      const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
      samples.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    }
    samples.sort((one, other) => one - other);
    memory.push(samples[samples.length >> 1]);
    console.log(`${memory.at(-1).toFixed(0)} MB, ${JSON.stringify(Object.fromEntries(counts))}`);
  }
}

try {
  await Promise.all([
    flap(),
    watch(),
    ...Array.from({ length: Number(options.clients) }, (_, each) => client(each)),
  ]);
  await sleep(35_000);
  fault = faults[0];
  const healthy = await (await fetch(`${gateway.endpoint}?query={posts{nodes{id}}}`)).json();
  if (healthy.errors) problems.push(`not healthy again: ${JSON.stringify(healthy.errors)}`);
  const growth = memory.at(-1) / memory[0] - 1;
  console.log(`memory: ${(100 * growth).toFixed(0)} % more than after the first tenth`);
  if (growth > 0.1) problems.push('the memory grows');
} finally {
  await gateway.close();
  proxy.closeAllConnections();
  proxy.close();
}
for (const problem of problems.slice(0, 20)) console.error(problem);
console.log(`${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
