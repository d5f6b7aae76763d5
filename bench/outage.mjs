// node bench/outage.mjs --url URL --user NAME:PASSWORD [--redis URL]: stops WordPress while visitors read, restarts gateways, edits
// the site, and starts WordPress again. Counts errors, and measures when visitors see the edit.

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEditor } from './editor.mjs';
import { forward } from './forward.mjs';
import { startGateway } from './gateway.mjs';
import { readOptions } from './options.mjs';
import { findRestRoot, readAll } from './rest.mjs';
import { saveResults } from './results.mjs';

const options = readOptions({ user: undefined, redis: undefined, interval: 5, seconds: 90 });
const root = await findRestRoot(options.url);
const editor = createEditor(root, options.user);
const [post] = await readAll(root, 'posts');
const folder = mkdtempSync(join(tmpdir(), 'pressql-outage-'));
const proxy = await startProxy(options.url);
const kinds = [
  { name: 'nothing', arguments: [], env: {}, restarts: false },
  { name: 'a folder', arguments: ['--cache-dir', folder], env: {}, restarts: true },
  ...(options.redis
    ? [{ name: 'Redis', arguments: [], env: { PRESSQL_REDIS: options.redis }, restarts: true }]
    : []),
];
const queries = [
  `{ post(id: ${post.id}, idType: DATABASE_ID) { title author { node { name } } categories { nodes { name } } } }`,
  '{ posts(first: 10) { nodes { title uri featuredImage { node { sourceUrl } } } pageInfo { hasNextPage } } }',
  '{ generalSettings { title } categories(first: 30) { nodes { name count } } tags(first: 20) { nodes { name } } }',
  `{ post(id: "${post.slug}", idType: SLUG) { title } users { nodes { name } } }`,
  '{ contentNodes(first: 5) { nodes { uri } } pages(first: 5) { nodes { title } } mediaItems(first: 5) { nodes { sourceUrl } } }',
  '{ posts(first: 5, where: { search: "the" }) { nodes { title } } comments(first: 5) { nodes { content } } }',
];
const rows = [];
try {
  for (const kind of kinds) rows.push(await measure(kind));
  report();
} finally {
  proxy.close();
  rmSync(folder, { recursive: true });
  await editor.undo();
}

async function measure({ name, arguments: more, env, restarts }) {
  const start = () =>
    startGateway(proxy.url, ['--feed', `${options.interval * 1000}`, '--log', 'none', ...more], {
      env: { ...process.env, ...env },
      stderr: 'ignore',
    });
  let gateway = await start();
  const counts = { up: 0, down: 0, errors: 0, first: '' };
  let isOver = false;
  let isPaused = false;
  const ask = async (query) => {
    const response = await fetch(gateway.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query }),
    });
    const answer = await response.json();
    counts[proxy.isDown ? 'down' : 'up'] += 1;
    if (!answer.errors) return answer.data;
    counts.errors += 1;
    counts.first ||= JSON.stringify(answer.errors[0]).slice(0, 300);
    return null;
  };
  const visit = async () => {
    while (!isOver) {
      for (const query of queries) if (!isPaused) await ask(query);
      await sleep(200);
    }
  };
  for (const query of queries) await ask(query);
  const visitors = [visit(), visit()];
  await sleep(2 * options.interval * 1000);
  proxy.isDown = true;
  await sleep((options.seconds / 3) * 1000);
  if (restarts) {
    isPaused = true;
    await sleep(1000);
    await gateway.close();
    gateway = await start();
    isPaused = false;
  }
  const edit = await editor.editTitle(post);
  await sleep((options.seconds / 1.5) * 1000);
  const title = `"title":"${(await readTitle()).trim()}"`;
  proxy.isDown = false;
  const begin = performance.now();
  while (!JSON.stringify(await ask(queries[0])).includes(title)) await sleep(100);
  const seconds = (performance.now() - begin) / 1000;
  isOver = true;
  await Promise.all(visitors);
  await gateway.close();
  const row = { name, restarts, ...counts, seconds, edit };
  console.log(name, JSON.stringify({ ...counts, seconds }));
  return row;
}

async function readTitle() {
  const response = await fetch(`${root}wp/v2/posts/${post.id}?_fields=title`);
  return (await response.json()).title.rendered;
}

/** Starts a proxy before WordPress. While `isDown` is true, it closes every connection. */
async function startProxy(site) {
  const server = createServer((incoming, outgoing) => {
    if (state.isDown) outgoing.destroy();
    else forward(incoming, outgoing, { site });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state = {
    isDown: false,
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return state;
}

function report() {
  const errors = rows.reduce((sum, row) => sum + row.errors, 0);
  const longest = Math.max(...rows.map(({ seconds }) => seconds));
  saveResults('outage', {
    title: 'WordPress stopped and started while visitors read',
    notes: [
      `Two visitors read six pages all the time. WordPress was unreachable for ${options.seconds} s, after the pages were known. A gateway with a folder or with Redis was stopped and started meanwhile, and a post was edited.`,
    ],
    tables: [
      {
        title: 'With a memory besides that of the process',
        columns: [
          '',
          'restarted',
          'answers while up',
          'while down',
          'with errors',
          'seconds until the edit was seen',
        ],
        rows: rows.map(({ name, restarts, up, down, errors, seconds }) => [
          name,
          restarts ? 'yes' : 'no',
          String(up),
          String(down),
          String(errors),
          seconds.toFixed(1),
        ]),
      },
    ],
    targets: [
      {
        target:
          'WordPress stopped in mid-run, restarted: 0 errors for what was known; fresh within two intervals',
        measured: `${errors} errors; at most ${longest.toFixed(1)} s, interval ${options.interval} s`,
        isMet: errors === 0 && longest <= 2 * options.interval,
      },
    ],
  });
}
