import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDrops, type Drops } from '../../src/cache/drops.ts';
import { createMemoryStore, type MemoryStore } from '../../src/cache/memory-store.ts';
import { openSnapshot, type Snapshot } from '../../src/cache/snapshot.ts';

/* The files of a cache, as another process finds them. */

const url = 'https://site.test/';
let folder: string;
let notes: string[] = [];

interface Process {
  readonly store: MemoryStore;
  readonly drops: Drops;
  readonly snapshot: Snapshot;
}

async function start(at = url): Promise<Process> {
  notes = [];
  const [store, drops] = [createMemoryStore(1e6), createDrops()];
  const snapshot = await openSnapshot(
    { folder, url: at, onNote: (note) => notes.push(note) },
    { store, drops },
  );
  return { store, drops, snapshot };
}

/** Writes an entry, and saves it. */
async function saved(): Promise<Process> {
  const all = await start();
  all.store.write(new Map([['key', { value: { title: 'Café' }, readAt: 1000, tags: ['post:7'] }]]));
  all.snapshot.site.keep('GET /', { url, status: 200, body: '{}', headers: {} });
  await all.snapshot.save();
  return all;
}

const isEmpty = ({ store, snapshot }: Process) =>
  store.size === 0 && snapshot.site.recall('GET /') === undefined;
const valueIn = ({ store }: Process) => store.read(['key'])[0]?.value;
const files = async () => (await readdir(folder)).map((file) => join(folder, file));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressql-snapshot-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a snapshot', () => {
  it('restores entries and the answers of the discovery', async () => {
    await saved();
    const next = await start();
    expect(valueIn(next)).toEqual({ title: 'Café' });
    expect(next.snapshot.site.recall('GET /')?.status).toBe(200);
    expect(notes).toEqual([]);
  });

  it('restores invalidations, from before the last save and after it, also if the process was killed', async () => {
    const { drops, snapshot, store } = await saved();
    drops.drop(['post:1'], 2000);
    drops.dropBefore(500);
    store.write(new Map([['other', { value: 1, readAt: 1, tags: [] }]]));
    await snapshot.save();
    drops.drop(['post:2', 'list:post'], 3000);
    drops.dropBefore(600);
    for (let wait = 0; wait < 100 && (await start()).drops.floor < 600; wait++);
    const next = await start();
    expect(next.drops.lastDrop(['post:1'])).toBe(2000);
    expect(next.drops.lastDrop(['post:2'])).toBe(3000);
    expect(next.drops.lastDrop(['list:post'])).toBe(3000);
    expect(next.drops.floor).toBe(600);
  });

  it('survives a write of an invalidation that the process did not finish', async () => {
    const { drops } = await saved();
    drops.drop(['post:7'], 2000);
    for (let wait = 0; wait < 100 && (await start()).drops.lastDrop(['post:7']) < 2000; wait++);
    const [log = ''] = (await files()).filter((file) => file.includes('.drops.'));
    await appendFile(log, '[3000,["post:8"');
    const next = await start();
    expect(valueIn(next)).toBeDefined();
    expect(next.drops.lastDrop(['post:7'])).toBe(2000);
    expect(notes).toEqual([]);
  });

  it('leaves out entries of another shape and of the future, and shortens invalidations of the future', async () => {
    const { store, drops, snapshot } = await start();
    const right = { document: { id: 7 }, paths: 'id' };
    const now = Date.now();
    const put = (name: string, value: unknown, readAt = now) =>
      store.write(new Map([[`site/visitor/${name}`, { value, readAt, tags: [] }]]));
    put('d:post:7', right);
    put('d:post:8', right);
    put('d:post:9', 'x');
    put('d:page:7', right, now + 1e9);
    put('l:post:[]', { ids: [7], total: 1 });
    put('l:page:[]', { ids: 7 });
    put('p:page:[]', { parts: [null] });
    put('a:list /x []', { documents: 'x', total: 1 });
    put('h:https://site.test/', { status: '200' });
    drops.drop(['post:1'], now + 1e9);
    drops.dropBefore(now - 1000);
    await snapshot.save();
    const next = await start();
    const found = [...next.store.entries()].map(([key]) => key);
    expect(found).toEqual(['site/visitor/d:post:7', 'site/visitor/l:post:[]']);
    expect(next.drops.lastDrop(['post:1'])).toBeLessThanOrEqual(Date.now());
    expect(next.drops.lastDrop(['post:1'])).toBeGreaterThanOrEqual(now);
  });

  it('of another site is not used', async () => {
    await saved();
    expect(isEmpty(await start('https://other.test/'))).toBe(true);
    expect(notes).toEqual([]);
  });

  const damages: readonly (readonly [string, (text: string) => string])[] = [
    ['cut off', (text) => text.slice(0, -20)],
    ['without its last line', (text) => text.slice(0, text.trimEnd().lastIndexOf('\n') + 1)],
    ['without its first line', (text) => text.slice(text.indexOf('\n') + 1)],
    ['of another version', (text) => text.replace('"format":2', '"format":1')],
    ['of another site', (text) => text.replace('site.test', 'else.test')],
    ['with another byte', (text) => text.replace('Café', 'Cafe').replace('"status":200', '"status":201')],
    ['with a line twice', (text) => text.replace(/\n(.*)\n/, '\n$1\n$1\n')],
    ['that is empty', () => ''],
    ['of noise', () => '\u0000\u0001 noise\n{"broken\n[1,2]\n'],
    ['of JSON of something else', () => '{"name":"pressql"}\n'],
  ];
  it.each(damages)('%s is not used, and the operator learns why', async (_what, damage) => {
    await saved();
    for (const file of await files()) await writeFile(file, damage(await readFile(file, 'utf8')));
    expect(isEmpty(await start())).toBe(true);
    expect(notes).toHaveLength(2);
    for (const note of notes) expect(note).toMatch(/^The gateway does not use .*: /);
    // The next save replaces it.
    await saved();
    expect(valueIn(await start())).toBeDefined();
  });

  it('with damaged invalidations is not used', async () => {
    const { drops } = await saved();
    drops.drop(['post:7'], 2000);
    for (let wait = 0; wait < 100 && (await start()).drops.lastDrop(['post:7']) < 2000; wait++);
    for (const file of (await files()).filter((each) => each.includes('.drops.')))
      await writeFile(file, 'noise\n[1,["post:7"]]\n');
    expect((await start()).store.size).toBe(0);
    expect(notes).toHaveLength(1);
  });
});
