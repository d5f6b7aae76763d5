import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { listen } from '../../src/server/node.ts';
import { pairOf, startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
const reported: unknown[] = [];
beforeAll(async () => {
  gateway = await startGateway({ maxUploadSize: 400_000, onError: (error) => reported.push(error) });
});
afterAll(() => gateway.close());

/** A real picture of one grey. */
function png(width: number, height: number): Buffer<ArrayBuffer> {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc(body), 4 + body.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 120);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

const mutation = `mutation Upload($input: CreateMediaItemInput!) {
  createMediaItem(input: $input) {
    clientMutationId
    mediaItem { id databaseId title altText caption(format: RAW) mimeType sourceUrl parentDatabaseId mediaDetails { width height } }
  }
}`;

interface Part {
  readonly name: string;
  readonly value: string | Blob;
  readonly file?: string;
}

async function post(parts: readonly Part[], role = 'author') {
  const form = new FormData();
  for (const { name, value, file } of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, file);
  }
  const authorization = `Basic ${Buffer.from(pairOf(gateway.site, role)).toString('base64')}`;
  const response = await gateway.pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { authorization, 'x-pressql-csrf': '1' },
      body: form,
    }),
  );
  const answer = (await response.json()) as {
    data?: { createMediaItem: { mediaItem: Record<string, unknown> } | null };
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, ...answer };
}

const parts = (input: object, file: Blob, name: string): readonly Part[] => [
  {
    name: 'operations',
    value: JSON.stringify({ query: mutation, variables: { input: { ...input, file: null } } }),
  },
  { name: 'map', value: JSON.stringify({ 0: ['variables.input.file'] }) },
  { name: '0', value: file, file: name },
];

const picture = () => new Blob([png(640, 480)], { type: 'image/png' });

describe('a file', () => {
  it('is uploaded with all that is said of it in one request', async () => {
    const input = {
      title: 'Grey',
      altText: 'A grey wall',
      caption: 'So <em>grey</em>, isn’t it?',
      clientMutationId: 'u',
    };
    const { data, errors } = await post(parts(input, picture(), 'grey “wall” é.png'));
    expect(errors).toBeUndefined();
    expect(data?.createMediaItem).toMatchObject({
      clientMutationId: 'u',
      mediaItem: {
        title: 'Grey',
        altText: 'A grey wall',
        caption: 'So <em>grey</em>, isn’t it?',
        mimeType: 'image/png',
        mediaDetails: { width: 640, height: 480 },
      },
    });
    const { sourceUrl, id } = data?.createMediaItem?.mediaItem ?? {};
    const stored = await fetch(String(sourceUrl));
    expect(Buffer.from(await stored.arrayBuffer()).equals(Buffer.from(png(640, 480)))).toBe(true);
    const writes = gateway.sent.filter(({ method }) => method === 'POST');
    expect(writes.map(({ route }) => route)).toContain('/wp/v2/media');
    const changed = await gateway
      .as('admin')
      .data<{ updateMediaItem: object }>(
        `mutation { updateMediaItem(input: { id: "${id}", altText: "Wall" }) { mediaItem { altText title } } }`,
      );
    expect(changed.updateMediaItem).toEqual({ mediaItem: { altText: 'Wall', title: 'Grey' } });
    const gone = await gateway
      .as('admin')
      .data<{ deleteMediaItem: object }>(
        `mutation { deleteMediaItem(input: { id: "${id}" }) { deletedId mediaItem { title } } }`,
      );
    expect(gone.deleteMediaItem).toEqual({ deletedId: id, mediaItem: { title: 'Grey' } });
  });

  it.each([{}, { title: '' }])('is called by its name where no title is said: %j', async (input) => {
    const { data } = await post(parts(input, picture(), 'harbour.png'));
    expect(data?.createMediaItem?.mediaItem).toMatchObject({ title: 'harbour.png' });
  });

  it('is refused to who may not upload', async () => {
    const { data, errors } = await post(parts({}, picture(), 'a.png'), 'subscriber');
    expect(data).toEqual({ createMediaItem: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('that is none of WordPress’ types is WordPress’ error', async () => {
    const { errors } = await post(parts({}, new Blob(['<?php'], { type: 'text/x-php' }), 'a.php'));
    expect(errors?.[0]?.message).toMatch(/not allowed to upload this file type/i);
    expect(errors?.[0]?.extensions['parameters']).toHaveProperty('file');
  });

  it('that is too large is refused before WordPress sees it', async () => {
    const before = gateway.sent.length;
    const { status, errors } = await post(parts({}, new Blob([Buffer.alloc(500_000)]), 'big.png'));
    expect(status).toBe(413);
    expect(errors?.[0]?.message).toContain('400000 bytes');
    expect(gateway.sent.length).toBe(before);
  });

  it('from an address is fetched only where the operator lets it', async () => {
    const { data, errors } = await gateway
      .as('admin')
      .ask(
        `mutation { createMediaItem(input: { filePath: "https://example.org/a.png" }) { mediaItem { id } } }`,
      );
    expect(data).toEqual({ createMediaItem: null });
    expect(errors?.[0]?.message).toContain('allowFileUrls');
  });

  it.each([
    ['author', "isn't on the internet"],
    ['contributor', 'those alone who may upload files'],
    ['subscriber', 'those alone who may upload files'],
    [null, 'those alone who may upload files'],
  ])('from an address is asked for only for who may upload: %s', async (role, said) => {
    const letting = await createPressQL({ url: gateway.site.url, allowFileUrls: true });
    const pair = role && pairOf(gateway.site, role);
    const response = await letting.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(pair ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
        },
        body: JSON.stringify({
          query:
            'mutation { createMediaItem(input: { filePath: "http://127.0.0.1:9/a.png" }) { mediaItem { id } } }',
        }),
      }),
    );
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    await letting.close();
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
  });
});

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
    const { status, errors } = await post(given);
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
        // And no end.
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
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = '/nowhere';
    const { status, errors } = await post([{ name: '0', value: new Blob(['x']), file: 'x.png' }]);
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
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
