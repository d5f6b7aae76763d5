import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { pairOf, startGateway, type TestGateway } from '../graph/gateway.ts';
import { parts, picture, png, post } from './upload-form.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ maxUploadSize: 400_000 });
});
afterAll(() => gateway.close());

describe('a file', () => {
  it('is uploaded with all that is said of it in one request', async () => {
    const input = {
      title: 'Grey',
      altText: 'A grey wall',
      caption: 'So <em>grey</em>, isn’t it?',
      clientMutationId: 'u',
    };
    const { data, errors } = await post(gateway, parts(input, picture(), 'grey “wall” é.png'));
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
    const { data } = await post(gateway, parts(input, picture(), 'harbour.png'));
    expect(data?.createMediaItem?.mediaItem).toMatchObject({ title: 'harbour.png' });
  });

  it('is refused to who may not upload', async () => {
    const { data, errors } = await post(gateway, parts({}, picture(), 'a.png'), 'subscriber');
    expect(data).toEqual({ createMediaItem: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('that is none of WordPress’ types is WordPress’ error', async () => {
    const { errors } = await post(gateway, parts({}, new Blob(['<?php'], { type: 'text/x-php' }), 'a.php'));
    expect(errors?.[0]?.message).toMatch(/not allowed to upload this file type/i);
    expect(errors?.[0]?.extensions['parameters']).toHaveProperty('file');
  });

  it('that is too large is refused before WordPress sees it', async () => {
    const before = gateway.sent.length;
    const { status, errors } = await post(gateway, parts({}, new Blob([Buffer.alloc(500_000)]), 'big.png'));
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
    ['author', 'is not on the internet'],
    ['contributor', 'only for users who may upload files'],
    ['subscriber', 'only for users who may upload files'],
    [null, 'only for users who may upload files'],
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

describe('files', () => {
  it('are refused if they do not fit beside those of other requests, until one of these has ended', async () => {
    const small = await createPressQL({ cache: false, url: gateway.site.url, maxUploadSpace: 3000 });
    const form = new FormData();
    form.set('operations', '{ "query": "{ __typename }", "variables": { "a": null } }');
    form.set('map', '{ "0": ["variables.a"] }');
    form.set('0', new Blob(['x'.repeat(1500)]), 'a');
    const encoded = new Response(form);
    const type = {
      'content-type': encoded.headers.get('content-type') ?? '',
      'apollo-require-preflight': 'true',
    };
    const bytes = Buffer.from(await encoded.arrayBuffer());
    const upload = (body: RequestInit['body'], headers = {}) =>
      small.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { ...type, ...headers },
          body,
          duplex: 'half',
        } as RequestInit),
      );
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const slow = upload(readable);
    await writer.write(bytes.subarray(0, 1600));
    await new Promise((done) => setTimeout(done, 50));
    for (const length of [{}, { 'content-length': String(bytes.length) }]) {
      const refused = await upload(bytes, length);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    }
    await writer.write(bytes.subarray(1600));
    await writer.close();
    expect(await (await slow).json()).toEqual({ data: { __typename: 'RootQuery' } });
    expect((await upload(bytes)).status).toBe(200);
    await small.close();
  });
});
