// npm run screenshot: opens GraphiQL over the demo WordPress in Chromium, runs a query, and saves docs/graphiql.png.
// Runs the program in $CHROMIUM, by default `chromium`, and controls it over a pipe (Chrome DevTools Protocol).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoWordPress } from '../dist/demo/wordpress.js';
import { createPressQL } from '../dist/index.js';
import { listen } from '../dist/server/node.js';

const query = `{
  posts(first: 2) {
    totalCount
    nodes {
      title
      uri
      author { node { name } }
      categories { nodes { name } }
    }
  }
}`;
const [width, height] = [1200, 640];
/** Milliseconds to wait for the page. */
const timeout = 30_000;

const site = await startDemoWordPress({ onProgress: console.log });
const pressql = await createPressQL({ url: site.url });
const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
const profile = mkdtempSync(join(tmpdir(), 'pressql-chromium-'));
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--hide-scrollbars',
];
const browser = spawn(process.env.CHROMIUM ?? 'chromium', [...flags, `--user-data-dir=${profile}`], {
  stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
});

try {
  const send = connectProtocol(browser.stdio[3], browser.stdio[4]);
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = (method, params) => send(method, params, sessionId);
  const evaluate = async (expression) => (await page('Runtime.evaluate', { expression })).result.value;
  await page('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await page('Page.navigate', { url: `${listener.origin}/graphql?query=${encodeURIComponent(query)}` });
  await until('the button that runs the query', () =>
    evaluate(`document.querySelector('.graphiql-execute-button') !== null`),
  );
  await evaluate(`document.querySelector('.graphiql-execute-button').click()`);
  await until('the answer', () =>
    evaluate(`document.querySelector('.result-window')?.textContent.includes('totalCount') === true`),
  );
  await new Promise((done) => setTimeout(done, 1000)); // GraphiQL fades its answer in
  const { data } = await page('Page.captureScreenshot', { format: 'png' });
  writeFileSync(new URL('../docs/graphiql.png', import.meta.url), Buffer.from(data, 'base64'));
  console.log('docs/graphiql.png');
} finally {
  browser.kill();
  if (browser.exitCode === null) await once(browser, 'exit');
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  await listener.close();
  await pressql.close();
  await site.close();
}

/** Returns a function that sends a command and resolves to its result. Messages are JSON texts that end with a zero byte. */
function connectProtocol(input, output) {
  const waiting = new Map();
  let rest = '';
  let last = 0;
  output.setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const { resolve, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}

/** Waits until a condition is true. */
async function until(what, isTrue) {
  for (const end = Date.now() + timeout; Date.now() < end; ) {
    if (await isTrue()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${what} did not appear within ${timeout / 1000} s.`);
}
