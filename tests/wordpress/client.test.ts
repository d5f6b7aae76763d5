import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clientOf } from './client-of.ts';
import { failureOf } from './failure.ts';
import { type Answerer, html, inTurn, json, redirect } from './fake-site.ts';

const post = { id: 7, slug: 'hello' };
const hang: Answerer = () => undefined;
const reset: Answerer = (_, response) => response.socket?.destroy();
const truncated: Answerer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('[{"id":1},');
  setTimeout(() => response.socket?.destroy(), 10);
};

describe('a collection', () => {
  it('returns its documents with their totals', async () => {
    const totals = { 'x-wp-total': '57', 'x-wp-totalpages': '29' };
    const { rest, site } = await clientOf(json([post], 200, totals));
    const query = { _fields: ['id', 'slug'], per_page: 2 };
    const page = { documents: [post], total: 57, pages: 29 };
    expect(await rest.list('/wp/v2/posts', query)).toMatchObject(page);
    expect(site.requests).toEqual(['GET /wp-json/wp/v2/posts?_fields=id,slug&per_page=2']);
    expect(site.headers[0]).toMatchObject({ 'user-agent': expect.stringMatching(/^PressQL\/\d/) });
  });

  it('has a URL that servers accept, for any number of fields', async () => {
    const { rest, site } = await clientOf(json([post]));
    const parts = Array.from({ length: 400 }, (_, index) => `meta.a_rather_long_key_${index}`);
    const keys = Array.from({ length: 400 }, (_, index) => `a_rather_long_key_${index}`);
    await rest.list('/wp/v2/posts', { _fields: ['id', ...parts], per_page: 2 });
    await rest.list('/wp/v2/posts', { _fields: ['id', ...parts, ...keys], per_page: 2 });
    expect(site.requests).toEqual([
      'GET /wp-json/wp/v2/posts?_fields=id,meta&per_page=2',
      'GET /wp-json/wp/v2/posts?per_page=2',
    ]);
  });

  it('is not requested with a URL that no server accepts', async () => {
    const { rest, site } = await clientOf(json([post]));
    const exclude = Array.from({ length: 2000 }, (_, index) => 100_000 + index);
    expect(await failureOf(rest.list('/wp/v2/posts', { exclude, per_page: 2 }))).toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining('needs a URL of 14'),
      advice: 'Use fewer or shorter values (REST parameter `exclude`).',
    });
    expect(site.requests).toEqual([]);
  });

  it('has null as totals if a proxy removed the headers', async () => {
    const { rest } = await clientOf(json([post, { id: 8 }]));
    expect(await rest.list('/wp/v2/posts')).toMatchObject({ total: null });
  });

  it('can be compressed, and can follow a warning of PHP', async () => {
    const body = gzipSync(`Notice: Undefined index\n${JSON.stringify([post])}`);
    const { rest } = await clientOf((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(body);
    });
    expect((await rest.list('/wp/v2/posts')).documents).toEqual([post]);
  });

  it.each([
    ['an object', { id: 1 }],
    ['a list of something else', [{ slug: 'x' }]],
    ['a list with a hole', [post, null]],
    ['a word', 'maintenance'],
  ])('is not %s', async (_, value) => {
    const { rest } = await clientOf(json(value));
    const { kind, report } = await failureOf(rest.list('/wp/v2/posts'));
    expect([kind, report]).toEqual(['invalid-answer', expect.stringContaining('GET /wp/v2/posts answered')]);
  });
});

describe('a failed request', () => {
  const rows: readonly [string, Answerer, string, number, RegExp][] = [
    ['a site that hangs', hang, 'timeout', 1, /did not answer within 150 ms/],
    ['a site that hangs up', reset, 'unreachable', 3, /closed the connection/],
    ['an answer that breaks off', truncated, 'unreachable', 3, /closed the connection/],
    [
      'an error of the server',
      html('<title>Oops</title>', 500),
      'server',
      3,
      /the site answered 500, "Oops"/,
    ],
    ['a page', html('<!doctype html><p>Hi'), 'invalid-answer', 2, /answered "<!doctype html><p>Hi" instead/],
    [
      'a refusal',
      json({ code: 'rest_x', message: 'No.' }, 401),
      'forbidden',
      1,
      /^GET \/wp\/v2\/posts: No\.$/,
    ],
    ['too many requests', json({}, 429, { 'retry-after': '3600' }), 'rate-limited', 1, /429/],
  ];
  it.each(rows)('%s', async (_, answer, kind, tries, message) => {
    const { rest, site, events } = await clientOf(answer, { timeout: 150 });
    const error = await failureOf(rest.list('/wp/v2/posts'));
    expect(error.report).toMatch(message);
    expect([error.kind, site.requests.length, events.length]).toEqual([kind, tries, tries]);
  });

  it('nothing is listening', async () => {
    const { rest, site, events } = await clientOf(json([]));
    await site.close();
    const error = await failureOf(rest.list('/wp/v2/posts'));
    expect([error.kind, error.details.systemCode]).toEqual(['unreachable', 'ECONNREFUSED']);
    expect(events.at(-1)).toMatchObject({
      status: null,
      error: expect.stringContaining('refuses connections'),
    });
  });

  it('reading stops at the size limit', async () => {
    let ended = false;
    const { rest } = await clientOf(
      (_, response) => {
        const more = setInterval(() => response.write(`"${'x'.repeat(10_000)}",`), 1);
        response.on('close', () => {
          ended = true;
          clearInterval(more);
        });
      },
      { maxResponseSize: 100_000 },
    );
    const error = await failureOf(rest.list('/wp/v2/posts'));
    expect([error.kind, error.report]).toEqual(['too-large', expect.stringContaining('100000 bytes')]);
    await expect.poll(() => ended).toBe(true);
  });
});

describe('a retry', () => {
  it('succeeds after a temporary fault', async () => {
    const busy = json({}, 429, { 'retry-after': '0' });
    const { rest, site } = await clientOf(inTurn(html('', 502), busy, json([post])));
    expect((await rest.list('/wp/v2/posts')).documents).toEqual([post]);
    expect(site.requests).toHaveLength(3);
  });

  it('is not needed after the site closed a kept-alive connection', async () => {
    const { rest, events } = await clientOf(inTurn(json([post]), reset, json([post])));
    await rest.list('/wp/v2/posts');
    expect((await rest.list('/wp/v2/posts')).documents).toEqual([post]);
    expect(events.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a redirect', () => {
  it('within the site is followed', async () => {
    const { rest, events } = await clientOf({
      '/wp-json/wp/v2/posts/': json([post]),
      '/wp-json/wp/v2/posts': redirect('/wp-json/wp/v2/posts/'),
    });
    expect((await rest.list('/wp/v2/posts')).documents).toEqual([post]);
    expect(events.map(({ status }) => status)).toEqual([301, 200]);
  });

  it('to another origin is not followed, and the error names its target', async () => {
    const target = 'https://www.site.example/wp-json/wp/v2/posts?secret=1';
    const { rest } = await clientOf(redirect(target), { headers: { authorization: 'Basic x' } });
    const { kind, report } = await failureOf(rest.list('/wp/v2/posts'));
    expect([kind, report]).toEqual([
      'redirected',
      'GET /wp/v2/posts redirects to https://www.site.example/wp-json/wp/v2/posts, another scheme, host or port. The gateway does not follow it.',
    ]);
  });

  it('in circles is not followed a second time', async () => {
    const loop = inTurn(redirect('/wp-json/a'), redirect('/wp-json/b'), redirect('/wp-json/a'));
    const { rest, site } = await clientOf(loop);
    const { kind, report } = await failureOf(rest.list('/wp/v2/posts'));
    expect([kind, report]).toEqual(['redirected', expect.stringContaining('in a loop')]);
    expect(site.requests).toHaveLength(3);
  });

  it('to the login page is an error that names it', async () => {
    const { rest } = await clientOf(redirect('/wp-login.php?redirect_to=x', 302));
    expect((await failureOf(rest.list('/wp/v2/posts'))).kind).toBe('login-required');
  });
});

describe('a page', () => {
  it('names the document that it shows', async () => {
    const link = [
      '<http://s.example/wp-json/>; rel="https://api.w.org/"',
      '<http://s.example/wp-json/wp/v2/posts/7>; rel="alternate"; title="JSON, of a kind"; type="application/json"',
      '<http://s.example/?p=7>; rel=shortlink',
    ].join(', ');
    const { rest, site } = await clientOf(html('', 200, { link }));
    expect(await rest.head(`${site.url}/hello/`)).toEqual({
      status: 200,
      location: null,
      isWordPress: true,
      isOtherWordPress: false,
      isSingular: true,
      route: '/wp/v2/posts/7',
    });
    expect(site.requests).toEqual(['HEAD /hello/']);
  });

  it('names the target of its redirect', async () => {
    const { rest, site } = await clientOf(redirect('https://other.example/x'));
    expect(await rest.head(`${site.url}/hello/`)).toMatchObject({
      status: 301,
      location: 'https://other.example/x',
      isWordPress: false,
      isOtherWordPress: false,
      isSingular: false,
      route: null,
    });
  });
});
