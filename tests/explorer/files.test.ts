import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

const folder = fileURLToPath(new URL('../../dist/explorer/', import.meta.url));
const sizeOf = (ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .reduce((sum, name) => sum + statSync(folder + name).size, 0);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const get = (address: string, headers: Record<string, string> = {}) =>
  gateway.pressql.fetch(new Request(new URL(address, 'http://gateway.test/graphql'), { headers }));

/** Opens the page at an address. Returns the addresses of its files. */
async function filesAt(address: string): Promise<readonly string[]> {
  const page = new URL(address, 'http://gateway.test');
  const html = await (await get(page.href, { accept: 'text/html' })).text();
  return [...html.matchAll(/\b(?:src|href)="(\?[^"]+)"/g)].map(
    ([, url = '']) => new URL(url.replaceAll('&amp;', '&'), page).href,
  );
}

describe('the files of the explorer', () => {
  it('take less than 400 kB in all, in each encoding', () => {
    for (const ending of ['.br', '.gz']) {
      expect(sizeOf(ending)).toBeGreaterThan(50_000);
      expect(sizeOf(ending)).toBeLessThan(400_000);
    }
  });

  it('name no other host to load something from', () => {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.gz'))) {
      const text = gunzipSync(readFileSync(folder + name)).toString();
      expect(text).not.toMatch(/\bimport\s*\(|@import|url\(\s*["']?https?:|new Worker/);
    }
  });

  it.each(['/graphql', '/graphql/', '/blog/graphql', '/index.php?graphql=true&query={x}'])(
    'are loaded by the page at %s, from its own address, for ever',
    async (address) => {
      const files = await filesAt(address);
      expect(files).toHaveLength(2);
      for (const file of files) {
        expect(file).toMatch(/explorer-[A-Z0-9]{8}\.(js|css)$/);
        const response = await get(file, { accept: '*/*', 'accept-encoding': 'gzip, deflate, br' });
        expect(response.status).toBe(200);
        expect(response.headers.get('content-type')).toMatch(/^text\/(javascript|css)/);
        expect(response.headers.get('content-encoding')).toBe('br');
        expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(response.headers.get('vary')).toContain('Accept-Encoding');
      }
    },
  );

  it('are the same in each encoding', async () => {
    const [, script = ''] = await filesAt('/graphql');
    const bytes = async (encoding: string) =>
      Buffer.from(await (await get(script, { 'accept-encoding': encoding })).arrayBuffer());
    const plain = await bytes('identity');
    expect(brotliDecompressSync(await bytes('br')).equals(plain)).toBe(true);
    expect(gunzipSync(await bytes('gzip')).equals(plain)).toBe(true);
  });

  it.each(['../package.json', 'manifest.json', 'licences.txt', '', 'explorer-00000000.js'])(
    'do not contain %s',
    async (name) => {
      expect((await get(`/graphql?explorer=${encodeURIComponent(name)}`)).status).toBe(404);
    },
  );

  it('come with the licences of the packages in them', () => {
    const licences = readFileSync(`${folder}licences.txt`, 'utf8');
    for (const name of ['@codemirror/view', 'cm6-graphql', 'graphql', 'preact', 'prettier'])
      expect(licences).toContain(`\n${name} `);
  });
});

describe('a gateway without the explorer', () => {
  it('has neither its page nor its files', async () => {
    const [script = ''] = await filesAt('/graphql');
    const closed = await startGateway({ production: true });
    for (const headers of [{ accept: 'text/html' }, { accept: '*/*' }]) {
      const response = await closed.pressql.fetch(new Request(script, { headers }));
      expect(response.headers.get('content-type')).toContain('json');
      expect(await response.json()).toHaveProperty('errors');
    }
    await closed.close();
  });
});
