import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  applicationPassword,
  bearerToken,
  Credentials,
  credentialsIn,
  revealCredentials,
} from '../../src/wordpress/credentials.ts';
import { createTransport } from '../../src/wordpress/transport.ts';
import { readSources } from '../architecture/modules.ts';

const secret = 'CANARY-secret';

describe.each([
  ['an application password', applicationPassword(`CANARY-user:${secret}`)],
  ['a token', bearerToken(secret)],
  ['headers of the site', new Credentials('site', { 'X-Key': secret })],
  ['cookies', credentialsIn(new Headers({ cookie: `wordpress_x=${secret}`, 'x-wp-nonce': secret }))],
])('%s', (_, credentials) => {
  it.each<[string, (value: unknown) => unknown]>([
    ['a template', (value) => `${value}`],
    ['a key of an object', (value) => ({ [String(value)]: 1 })],
    ['JSON', (value) => JSON.stringify({ value })],
    ['the console', (value) => format('%s %o %O %j', value, value, value, value)],
    [
      'a deep inspection',
      (value) => inspect({ value }, { depth: 9, showHidden: true, customInspect: false }),
    ],
    ['its entries', (value) => Object.entries(value as object)],
    ['a copy', (value) => ({ ...(value as object) })],
    ['a structured clone', (value) => structuredClone({ ...(value as object) })],
    ['an error', (value) => inspect(new Error('failed', { cause: value }))],
  ])('shows nothing in %s', (_name, print) => {
    const shown = inspect(print(credentials), { depth: 9 });
    const encoded = Buffer.from(`CANARY-user:${secret}`).toString('base64');
    expect(shown).not.toContain('CANARY');
    expect(shown).not.toContain(encoded);
  });
});

it('only the transport reads the headers of credentials', () => {
  const readers = [...readSources()].filter(([, code]) => /\brevealCredentials\b/.test(code));
  expect(readers.map(([path]) => path).sort()).toEqual([
    'wordpress/credentials.ts',
    'wordpress/transport.ts',
  ]);
});

describe('credentials reach', () => {
  const rows: readonly [home: string, url: string, isSent: boolean][] = [
    ['https://site.example', 'https://site.example/wp-json/', true],
    ['http://site.example', 'https://site.example/wp-json/', true],
    ['https://site.example', 'http://site.example/wp-json/', false],
    ['https://site.example', 'https://site.example:8443/', false],
    ['http://site.example:8080', 'https://site.example:8080/', false],
    ['http://site.example:8080', 'https://site.example/', false],
    ['http://site.example', 'http://site.example:81/', false],
    ['https://site.example', 'https://www.site.example/', false],
    ['https://site.example', 'https://site.example.evil.example/', false],
    ['https://site.example', 'https://evil.example/?https://site.example', false],
    ['https://site.example', 'https://site.example@evil.example/', false],
    ['http://127.0.0.1', 'http://localhost/', false],
  ];
  it.each(rows)('from %s: %s? %s', async (home, url, isSent) => {
    const received: Record<string, string>[] = [];
    const transport = createTransport({
      home,
      timeout: 1000,
      maxResponseSize: 1000,
      fetch: async (_, { headers }) => {
        received.push(headers);
        return { status: 200, headers: new Headers(), body: null };
      },
    });
    const credentials = [new Credentials('site', { 'X-Key': secret }), bearerToken(secret)];
    await transport.send({ method: 'GET', url, headers: { accept: 'a/b' }, credentials });
    const sent = { accept: 'a/b', ...(isSent ? { 'x-key': secret, authorization: `Bearer ${secret}` } : {}) };
    expect(received).toEqual([sent]);
  });
});

it('the credential of a client replaces the one in the address of the site', () => {
  const headers = [new Credentials('site', { Authorization: 'Basic a' }), bearerToken('b')].map(
    revealCredentials,
  );
  expect(Object.assign({}, ...headers)).toEqual({ authorization: 'Bearer b' });
});
