import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createPressQL, type OperationEvent, type PressQL } from '../../src/index.ts';
import { type Listener, listen } from '../../src/server/node.ts';
import { type FaultProxy, hang, startFaultProxy } from '../wordpress/fault-proxy.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

/*
 * A client closes its connection in one phase of a request. Nothing of the request continues, and nothing of it is left.
 */

let site: TestSite;
let proxy: FaultProxy;
let pressql: PressQL;
let listener: Listener;
const events: OperationEvent[] = [];
const reported: unknown[] = [];

beforeAll(async () => {
  // Other processes have files in the system's folder.
  vi.stubEnv('TMPDIR', mkdtempSync(join(tmpdir(), 'leaving-')));
  site = await startSite();
  proxy = await startFaultProxy(site.url);
  pressql = await createPressQL({
    // The change feed sends requests of its own.
    feed: 0,
    url: proxy.url,
    refresh: 0,
    concurrency: 4,
    onOperation: (event) => events.push(event),
    onError: (error) => reported.push(error),
  });
  listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  rmSync(tmpdir(), { recursive: true });
  vi.unstubAllEnvs();
  await listener?.close();
  await pressql?.close();
  await proxy?.close();
  await site?.close();
});

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const spools = () => readdirSync(tmpdir()).length;

function message(headers: Record<string, string>, body: string, length = Buffer.byteLength(body)): string {
  const lines = Object.entries({ host: 'x', 'content-length': String(length), ...headers });
  return `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}
const operation = (query: string) =>
  message({ 'content-type': 'application/json' }, JSON.stringify({ query }));

const part = (name: string, content: string, more = '') =>
  `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const upload = [
  part(
    'operations',
    '{"query":"mutation ($f: Upload!) { uploadMediaItem(input: { file: $f }) { clientMutationId } }","variables":{"f":null}}',
  ),
  part('map', '{"0":["variables.f"]}'),
  part('0', 'x'.repeat(200_000), '; filename="a.txt"'),
].join('');

const left = (kind: OperationEvent['kind'], requests: number) => ({ status: 499, kind, requests });
const lists = Array.from(
  { length: 20 },
  (_, n) => `a${n}: posts(where: { search: "x${n}" }) { nodes { title } }`,
);
const comment = (name: string) =>
  `${name}: createComment(input: { commentOn: 1, content: "${name}", author: "a", authorEmail: "a@b.cd" }) { success }`;

it.each([
  ['among the headers', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', []],
  ['in the body', message({ 'content-type': 'application/json' }, '{"query":', 1000), []],
  [
    'in a file',
    message({ 'content-type': 'multipart/form-data; boundary=b', 'x-pressql-csrf': '1' }, upload, 1e7),
    [left(null, 0)],
  ],
  ['while WordPress answers', operation('{ posts { nodes { title } } }'), [left('query', 1)]],
  ['while requests wait for their turns', operation(`{ ${lists.join(' ')} }`), [left('query', 20)]],
] as const)('%s', async (_, text, expected) => {
  await leaveAfter(text);
  expect(events).toMatchObject(expected);
  expect(pressql.traffic).toMatchObject({ waiting: 0, open: [] });
});

it('while WordPress writes: the write is completed, and the next one is not begun', async () => {
  const sent = await leaveAfter(operation(`mutation { ${comment('first')} ${comment('second')} }`));
  expect(sent).toHaveLength(1);
  expect(events).toMatchObject([left('mutation', 1)]);
  expect(pressql.traffic).toMatchObject({ waiting: 0, open: [] });
});

/** Waits until the gateway has done all that it can do with what it has received. */
async function settled(): Promise<void> {
  const state = () => JSON.stringify([pressql.traffic, proxy.requests.length, spools()]);
  for (let [before, same] = ['', 0]; same < 5; before = state()) {
    await pause(100);
    same = state() === before ? same + 1 : 0;
  }
}

/** Sends the beginning of a request, and leaves. Returns the requests to WordPress. */
async function leaveAfter(text: string): Promise<readonly string[]> {
  proxy.break([[/wp\/v2\/(posts|comments)/, hang]]);
  events.length = 0;
  const [before, files] = [proxy.requests.length, spools()];
  const socket = connect(Number(new URL(listener.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text);
  await settled();
  socket.resetAndDestroy();
  await pause(300);
  const atLeave = proxy.requests.length;
  await pause(500);
  expect(proxy.requests.length).toBe(atLeave);
  expect(reported).toEqual([]);
  expect(spools()).toBe(files);
  return proxy.requests.slice(before);
}
