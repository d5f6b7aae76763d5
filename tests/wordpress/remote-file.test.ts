import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { WordPressError } from '../../src/wordpress/errors.ts';
import { fetchFile, isPublicAddress } from '../../src/wordpress/remote-file.node.ts';
import type { Spool } from '../../src/wordpress/spool.ts';
import { createSpool } from '../../src/wordpress/spooling.node.ts';
import { type Answerer, type FakeSite, startFakeSite } from './fake-site.ts';

let site: FakeSite | null = null;
let spool: Spool = createSpool({ maxSize: 1000 });
afterEach(async () => {
  await site?.close();
  await spool.empty();
  site = null;
});

const here = (address: string) => address === '127.0.0.1' || address === '::1';

const redirectTo =
  (location: string): Answerer =>
  (_, response) => {
    response.writeHead(302, { location });
    response.end();
  };

const file: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'image/png; charset=binary' });
  response.end('picture');
};

async function serve(answer: Answerer | Readonly<Record<string, Answerer>>): Promise<string> {
  site = await startFakeSite(answer);
  return site.url;
}

describe('an IP address', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111'])('is on the internet: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['255.255.255.255', '224.0.0.1', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', '::ffff:127.0.0.1'],
    ...['::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', 'localhost', ''],
    ...['fec0::1', '::ffff:0:7f00:1', '192.88.99.1', '3fff::1', '5f00::1'],
  ])('is not on the internet: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a file at a URL', () => {
  it('is fetched with its name, type and size', async () => {
    const url = await serve(file);
    const taken = await fetchFile(`${url}/a/fog%20bank.png?size=1`, { spool, isAllowed: here });
    expect(taken).toMatchObject({ name: 'fog bank.png', type: 'image/png', size: 7 });
    const chunks: Buffer[] = [];
    for await (const chunk of taken.read() as Readable) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('picture');
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://[::1]:9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost:9/',
  ])('inside the network of the gateway is refused: %s', async (address) => {
    await expect(fetchFile(address, { spool })).rejects.toThrow('is not on the internet');
  });

  it('is refused if a redirect leads inside the network', async () => {
    const url = await serve({ '/out': redirectTo('http://169.254.169.254/latest/meta-data/') });
    await expect(fetchFile(`${url}/out`, { spool, isAllowed: here })).rejects.toThrow(
      'is not on the internet',
    );
  });

  it('is fetched after a redirect, but not after many', async () => {
    const url = await serve({
      '/one': redirectTo('/two.png'),
      '/two.png': file,
      '/round': redirectTo('/round'),
    });
    expect(await fetchFile(`${url}/one`, { spool, isAllowed: here })).toMatchObject({ name: 'two.png' });
    await expect(fetchFile(`${url}/round`, { spool, isAllowed: here })).rejects.toThrow(
      'redirects more than',
    );
  });

  it.each([
    'ftp://files.example/a.png',
    'file:///etc/passwd',
    'a.png',
    'https://user:word@files.example/a.png',
  ])('must have an HTTP URL without credentials, unlike %s', async (address) => {
    await expect(fetchFile(address, { spool })).rejects.toThrow('is not the address of a file on the web');
  });

  it('is refused if it is too large', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(2000)));
    await expect(fetchFile(url, { spool, isAllowed: here })).rejects.toThrow('more than 1000 bytes');
  });

  it('is an error if it does not arrive in time', async () => {
    const url = await serve(() => undefined);
    await expect(fetchFile(url, { spool, isAllowed: here, timeout: 50 })).rejects.toThrow('within 50 ms');
  });

  it.each([
    ['redirects to an invalid URL', redirectTo('http://['), 'something that is not the address of a file'],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '900' });
        response.write('pic', () => response.destroy());
      },
      'closed the connection',
    ],
    [
      'has the wrong encoding',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end('picture');
      },
      'cannot be decompressed (Z_DATA_ERROR)',
    ],
    [
      'begins and does not end',
      (_, response) => {
        response.write('pic');
      },
      'within 100 ms',
    ],
  ] satisfies [string, Answerer, string][])(
    'that %s is an error that names the problem',
    async (_what, answer, message) => {
      const url = await serve(answer);
      const error = await fetchFile(url, { spool, isAllowed: here, timeout: 100 }).catch((error) => error);
      expect(error).toBeInstanceOf(WordPressError);
      expect(error.report).toContain(message);
    },
  );

  it('leaves nothing on the disk', async () => {
    const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('pressql-')).length;
    const before = folders();
    spool = createSpool({ maxSize: 1000 });
    await fetchFile(await serve(file), { spool, isAllowed: here });
    expect(folders()).toBe(before + 1);
    await spool.empty();
    expect(folders()).toBe(before);
  });
});
