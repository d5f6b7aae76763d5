import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { listen } from '../../src/server/node.ts';
import { pairOf, startGateway, type TestGateway } from '../graph/gateway.ts';
import { mutation, type Part, parts, picture, post } from './upload-form.ts';

let gateway: TestGateway;
const reported: unknown[] = [];
beforeAll(async () => {
  gateway = await startGateway({ maxUploadSize: 400_000, onError: (error) => reported.push(error) });
});
afterAll(() => gateway.close());

describe('a multipart request', () => {
  it('that a foreign page could have sent is refused', async () => {
    const form = new FormData();
    for (const { name, value } of parts({}, picture(), 'a.png')) form.append(name, value);
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', { method: 'POST', body: form }),
    );
    expect(response.status).toBe(415);
  });

  it.each([
    ['no operations', [{ name: 'map', value: '{}' }], 'operations'],
    [
      'broken operations',
      [
        { name: 'operations', value: '{' },
        { name: 'map', value: '{}' },
      ],
      'JSON',
    ],
    [
      'a map to nowhere',
      [
        { name: 'operations', value: JSON.stringify({ query: mutation, variables: {} }) },
        { name: 'map', value: JSON.stringify({ 0: ['variables.input.file'] }) },
        { name: '0', value: new Blob(['x']), file: 'x.png' },
      ],
      'variables.input.file',
    ],
    [
      'a map into the prototype',
      [
        { name: 'operations', value: JSON.stringify({ query: mutation, variables: {} }) },
        { name: 'map', value: JSON.stringify({ 0: ['__proto__.polluted'] }) },
        { name: '0', value: new Blob(['x']), file: 'x.png' },
      ],
      '__proto__',
    ],
    [
      'a file that is not there',
      [
        {
          name: 'operations',
          value: JSON.stringify({ query: mutation, variables: { input: { file: null } } }),
        },
        { name: 'map', value: JSON.stringify({ 7: ['variables.input.file'] }) },
      ],
      '"7"',
    ],
  ] satisfies [string, Part[], string][])('with %s says so', async (_what, given, word) => {
    const { status, errors } = await post(gateway, given);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain(word);
  });

  it('that is refused in the middle is answered at once, however slowly the rest comes', async () => {
    const authorization = `Basic ${Buffer.from(pairOf(gateway.site, 'author')).toString('base64')}`;
    const head = '--x\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\n\r\n';
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from(head));
        for (let part = 0; part < 5; part++) controller.enqueue(new Uint8Array(100_000));
        // The stream never closes.
      },
      cancel() {
        isCancelled = true;
      },
    });
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { authorization, 'x-pressql-csrf': '1', 'content-type': 'multipart/form-data; boundary=x' },
        body,
        duplex: 'half',
      } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(isCancelled).toBe(true);
  });

  it('that does not say what is between its parts is told so', async () => {
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'x-pressql-csrf': '1', 'content-type': 'multipart/form-data; charset=utf-8' },
        body: 'x',
      }),
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Boundary not found');
  });

  it('that is refused over HTTP leaves the connection to nobody', async () => {
    const listener = await listen(gateway.pressql.fetch, { port: 0, host: '127.0.0.1' });
    const form = new FormData();
    form.append('0', new Blob([new Uint8Array(3_000_000)]), 'a.png');
    const response = await fetch(`${listener.origin}/graphql`, {
      method: 'POST',
      headers: { 'x-pressql-csrf': '1' },
      body: form,
    });
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    await response.text();
    expect((await fetch(`${listener.origin}/health`)).status).toBe(200);
    await listener.close();
  });

  it('that is refused may be read by the pages that may ask', async () => {
    const open = await createPressQL({ url: gateway.site.url, corsOrigins: ['https://shop.example'] });
    const response = await open.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'x-pressql-csrf': '1', origin: 'https://shop.example' },
        body: new FormData(),
      }),
    );
    await open.close();
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      400,
      'https://shop.example',
    ]);
  });

  it('that finds no room on the disk is told to the operator', async () => {
    vi.stubEnv('TMPDIR', '/nowhere');
    const { status, errors } = await post(gateway, [{ name: '0', value: new Blob(['x']), file: 'x.png' }]);
    vi.unstubAllEnvs();
    expect([status, errors?.[0]?.message]).toEqual([500, expect.stringContaining('inside the gateway')]);
    expect(reported.at(-1)).toMatchObject({ code: 'ENOENT' });
  });

  it('that is cut off is an error, not a hang', async () => {
    const authorization = `Basic ${Buffer.from(pairOf(gateway.site, 'author')).toString('base64')}`;
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { authorization, 'x-pressql-csrf': '1', 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query',
      }),
    );
    expect(response.status).toBe(400);
  });
});
