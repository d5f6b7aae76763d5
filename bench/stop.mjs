// node bench/stop.mjs --url URL [--requests 500]: sends SIGTERM to a gateway that computes so many operations, each asked for
// on a connection of its own. Fails if an answer is lost or is no complete GraphQL, or if the process does not end. Needs
// `npm run build`.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startGateway } from './gateway.mjs';

const { values: options } = parseArgs({
  options: { url: { type: 'string' }, requests: { type: 'string', default: '500' } },
});
if (!options.url) throw new Error('The option --url is missing: the address of a WordPress.');
const count = Number(options.requests);

// The operations wait for one another, so they need more time than an operator would give them.
const limits = ['--rate-reads', '0', '--deadline', '120000', '--grace', '120000', '--no-cache'];
const gateway = await startGateway(options.url, limits, { stderr: 'ignore' });

/** Operations that read WordPress, none like another. */
const queryOf = (n) =>
  `{ posts(first: ${1 + (n % 10)}, where: { search: "${String.fromCharCode(97 + (n % 26))}" }) { nodes { title author { node { name } } } } t${n}: __typename }`;

const outcomes = new Map();
const note = (outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
const agents = Array.from({ length: count }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
// Each client has a connection when the gateway stops.
await Promise.all(agents.map((agent) => ask('{ __typename }', agent)));
const asked = agents.map((agent, n) => ask(queryOf(n), agent).then(note));
await sleep(300);
const start = performance.now();
const complete = [...outcomes.values()].reduce((sum, each) => sum + each, 0);
const closed = gateway.close();
await Promise.all(asked);
const code = await closed;
for (const agent of agents) agent.destroy();
console.log(`${count - complete} operations were in flight at SIGTERM.`);
console.log(
  Object.fromEntries(outcomes),
  `exit code ${code} after ${Math.round(performance.now() - start)} ms`,
);
const isWhole = outcomes.get('complete') === count && code === 0 && complete < count;
process.exitCode = isWhole ? 0 : 1;

/** Sends a query. Resolves to its outcome. */
function ask(query, agent) {
  return new Promise((resolve) => {
    const sent = request(gateway.endpoint, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json' },
    });
    sent.on('error', ({ code }) => resolve(code ?? 'lost'));
    sent.on('response', async (response) => {
      let body = '';
      try {
        for await (const chunk of response) body += chunk;
        const { data, errors } = JSON.parse(body);
        resolve(errors ? (errors[0].extensions?.code ?? 'an error') : data ? 'complete' : 'no data');
      } catch (error) {
        resolve(error.code ?? 'broken off');
      }
    });
    sent.end(JSON.stringify({ query }));
  });
}
