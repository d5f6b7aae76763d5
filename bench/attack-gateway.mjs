// A process of attack.mjs: the gateway, which measures its event loop and its memory between two messages.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { collectGarbageEarly } from '../dist/cli/collect-garbage.js';
import { createPressQL, toNodeHandler } from '../dist/index.js';

// As the command does.
collectGarbageEarly();
let requests = 0;
const pressql = await createPressQL({
  url: process.argv[2],
  cache: process.argv[3] === 'cache',
  // The limits of requests a minute would end an attack, and the visitor's pages, too early to measure them.
  rateReads: 0,
  rateWrites: 0,
  rateLogins: 0,
  onRequest: () => {
    requests += 1;
  },
  onError: () => undefined,
});
const server = createServer(toNodeHandler(pressql.fetch)).listen(0, '127.0.0.1');
await once(server, 'listening');

const delay = monitorEventLoopDelay({ resolution: 5 });
let memory = { before: 0, most: 0 };
setInterval(() => {
  memory.most = Math.max(memory.most, process.memoryUsage().rss);
}, 10).unref();

const tasks = {
  begin() {
    globalThis.gc?.();
    requests = 0;
    const { rss } = process.memoryUsage();
    memory = { before: rss, most: rss };
    delay.reset();
    delay.enable();
    process.send('ready');
  },
  end() {
    delay.disable();
    process.send({
      hold: Math.round(delay.max / 1e6),
      memory: Math.round((memory.most - memory.before) / 1e6),
      requests,
    });
  },
};
process.on('message', (name) => tasks[name]());
process.on('disconnect', () => process.exit());
process.send(`http://127.0.0.1:${server.address().port}/graphql`);
