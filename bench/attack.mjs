// node bench/attack.mjs --url URL: attacks the gateway of a WordPress in one way after the other, and reports what each
// costs the gateway, WordPress and another visitor. Exits with 1 if an attack exceeds a bound. Needs `npm run build`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attacks, meansOf } from './attacks.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    only: { type: 'string', default: '' },
    // With the cache, the visitor's page needs no WordPress.
    cache: { type: 'boolean', default: false },
    hold: { type: 'string', default: '200' },
    memory: { type: 'string', default: '300' },
    // The address of the attacker. On Linux, all of 127.0.0.0/8 is this machine.
    from: { type: 'string', default: process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1' },
  },
});
if (!options.url) throw new Error('The option --url is missing: the address of a WordPress.');

const page = '{ posts(first: 10) { nodes { title uri author { node { name } } } } }';

const gateway = start('attack-gateway.mjs', [options.url, options.cache ? 'cache' : 'no cache']);
const [endpoint] = await once(gateway, 'message');
const attacker = start('attack-client.mjs', [endpoint, options.from]);
const visitor = meansOf(endpoint, '127.0.0.1');
const ask = () => timed(() => visitor.send({ query: page }));
try {
  for (let n = 0; n < 5; n++) await ask();
  for (const name of attacks.keys()) {
    if (!name.includes(options.only)) continue;
    const row = await measure(name);
    const figures = Object.entries(row).map(([key, value]) => `${key} ${value}`);
    console.log(`${name.padEnd(33)} ${figures.join(', ')}`);
  }
} finally {
  gateway.disconnect();
  attacker.disconnect();
}

/** Runs an attack while another visitor asks for a page again and again. */
async function measure(name) {
  const alone = [];
  for (let n = 0; n < 9; n++) alone.push(await ask());
  gateway.send('begin');
  // The gateway collects its garbage first.
  await once(gateway, 'message');
  const pages = [];
  let isRunning = true;
  const over = timed(async () => {
    attacker.send(name);
    await once(attacker, 'message');
  }).finally(() => {
    isRunning = false;
  });
  do pages.push(await ask());
  while (isRunning);
  const ms = await over;
  gateway.send('end');
  const [{ hold, memory, requests }] = await once(gateway, 'message');
  const before = quantile(alone, 0.5);
  // One page in ten may meet a pause that has nothing to do with the attack.
  const during = quantile(pages, 0.9);
  const isBad = hold > Number(options.hold) || memory > Number(options.memory) || during > 3 * before + 20;
  if (isBad) process.exitCode = 1;
  return {
    ms: Math.round(ms),
    'hold ms': hold,
    'memory MB': memory,
    // The visitor's own pages are among them.
    requests,
    pages: pages.length,
    'page alone ms': Math.round(before),
    'median page ms': Math.round(quantile(pages, 0.5)),
    'nine in ten ms': Math.round(during),
    slowest: Math.round(Math.max(...pages)),
    factor: Math.round((10 * during) / before) / 10,
    bad: isBad ? '!' : '',
  };
}

function start(file, args) {
  const execArgv = ['--expose-gc'];
  return fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv });
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
