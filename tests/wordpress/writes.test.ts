import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationPassword } from '../../src/wordpress/credentials.ts';
import { errorKinds } from '../../src/wordpress/errors.ts';
import { cookiesOf } from '../../src/wordpress/forms.ts';
import type { Rest } from '../../src/wordpress/rest.ts';
import type { UpstreamRequest } from '../../src/wordpress/upstream.ts';
import { failureOf } from './failure.ts';
import { type Answerer, type FakeSite, html, json, redirect, startFakeSite } from './fake-site.ts';
import { restAt } from './rest-client.ts';

const running: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

/** Starts a fake site and a client for it. `events` records the requests of the client. */
async function clientOf(
  answers: Answerer | Record<string, Answerer>,
  options: { signal?: AbortSignal } = {},
) {
  const site: FakeSite = await startFakeSite(answers);
  const events: UpstreamRequest[] = [];
  const rest: Rest = restAt(site.url, {
    timeout: 200,
    ...options,
    onRequest: (event) => events.push(event),
  });
  running.push(rest, site);
  return { site, rest, events };
}

const create = (rest: Rest) =>
  rest.write({ method: 'POST', route: '/wp/v2/posts', query: { _fields: ['id'] }, body: { title: 'é' } });

/** Answers with the body of the request and some of its headers. */
const echo: Answerer = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    const { 'content-type': type, 'content-length': length, 'content-disposition': name } = request.headers;
    json({ body, type, length, name, override: request.headers['x-http-method-override'] })(
      request,
      response,
    );
  });
};

describe('a write', () => {
  it('sends its JSON and returns the answer', async () => {
    const { rest, site } = await clientOf(echo);
    expect(await create(rest)).toMatchObject({ body: '{"title":"é"}', type: 'application/json' });
    expect(site.requests).toEqual(['POST /wp-json/wp/v2/posts?_fields=id']);
  });

  it('that deletes uses a method that web servers accept', async () => {
    const { rest, site, events } = await clientOf(echo);
    const answer = await rest.write({ method: 'DELETE', route: '/wp/v2/posts/7', query: { force: true } });
    expect(answer).toMatchObject({ override: 'DELETE' });
    expect(site.requests).toEqual(['POST /wp-json/wp/v2/posts/7?force=true']);
    expect(events).toMatchObject([{ method: 'DELETE', route: '/wp/v2/posts/7' }]);
  });

  it('sends a file unchanged, with its size and a name that is safe in a header', async () => {
    const { rest } = await clientOf(echo);
    const file = {
      name: 'a "b"\r\nx-evil: 1 é.txt',
      type: 'text/plain',
      size: 5,
      read: () => Readable.from([Buffer.from('he'), Buffer.from('llo')]),
    };
    const answer = await rest.write({ method: 'POST', route: '/wp/v2/media', file });
    expect(answer).toMatchObject({ body: 'hello', type: 'text/plain', length: '5' });
    const { name } = answer as { name: string };
    expect(Buffer.from(name, 'latin1').toString('utf8')).toBe(
      'attachment; filename="a -b---x-evil: 1 é.txt"',
    );
  });

  it.each([
    ['hangs', () => undefined],
    ['is broken off', ((_, response) => response.socket?.destroy()) as Answerer],
    ['is answered with a broken server', html('<h1>Bad gateway</h1>', 502)],
    ['is answered with a page', html('<h1>Welcome</h1>')],
    ['breaks a plugin down', json({ code: 'internal_server_error', message: 'A critical error.' }, 500)],
    ['makes a plugin give up', json({ code: 'wp_die', message: 'No more.', data: { status: 500 } }, 500)],
    ['leads to another page', redirect('/thanks', 302)],
  ] satisfies [string, Answerer][])(
    'that %s is sent once, and its outcome is unknown',
    async (_what, answer) => {
      const { rest, site } = await clientOf(answer);
      const error = await failureOf(create(rest));
      expect(error.kind).toBe('uncertain');
      expect(errorKinds[error.kind].code).toBe('WRITE_OUTCOME_UNKNOWN');
      expect(error.advice).toContain('before you send it again');
      expect(site.requests).toHaveLength(1);
    },
  );

  it.each([
    [
      'refuses',
      json({ code: 'rest_cannot_create', message: 'No.', data: { status: 403 } }, 403),
      'forbidden',
    ],
    ['says that it failed', json({ code: 'db_insert_error', message: 'Could not insert.' }, 500), 'server'],
    ['asks for fewer requests', json({ code: 'slow', message: 'Slow down.' }, 429), 'rate-limited'],
  ] satisfies [string, Answerer, string][])(
    'that WordPress %s has not happened',
    async (_what, answer, kind) => {
      const { rest, site } = await clientOf(answer);
      expect((await failureOf(create(rest))).kind).toBe(kind);
      expect(site.requests).toHaveLength(1);
    },
  );

  it('that is on its way when the gateway is closed has an outcome that is unknown', async () => {
    const ending = new AbortController();
    const { rest } = await clientOf(
      () => {
        ending.abort();
      },
      { signal: ending.signal },
    );
    expect((await failureOf(create(rest))).kind).toBe('uncertain');
  });

  it('that cannot connect has not happened', async () => {
    const { rest, site } = await clientOf(json({}));
    await site.close();
    expect((await failureOf(create(rest))).kind).toBe('unreachable');
  });

  it.each([301, 302, 303, 307, 308])(
    'does not follow a %i: it has not happened if the same path is on another host, and is uncertain otherwise',
    async (status) => {
      const { rest, site, events } = await clientOf({
        '/wp-json/wp/v2/posts': redirect('https://www.site.example/wp-json/wp/v2/posts/', status),
      });
      expect((await failureOf(create(rest))).kind).toBe('redirected');
      const other = await clientOf({
        '/wp-json/wp/v2/posts': redirect('/elsewhere', status),
        '/elsewhere': json({ id: 1 }),
      });
      expect((await failureOf(create(other.rest))).kind).toBe('uncertain');
      expect(other.site.requests).toHaveLength(1);
      expect(site.requests).toHaveLength(1);
      expect(events).toHaveLength(1);
    },
  );

  it('has errors for single parameters', async () => {
    const params = { status: 'status is not one of publish.' };
    const { rest } = await clientOf(
      json({ code: 'rest_invalid_param', message: 'Invalid parameter(s): status', data: { params } }, 400),
    );
    const { message, details } = await failureOf(create(rest));
    expect(message).toContain('status is not one of publish.');
    expect(details.parameters).toEqual(params);
  });

  it('uses a new connection', async () => {
    const { rest, site } = await clientOf(json([]));
    await rest.list('/wp/v2/posts');
    await create(rest);
    await create(rest);
    expect(site.connections()).toBe(3);
  });
});

describe('records of requests', () => {
  it('contain no secrets', async () => {
    const { rest, site, events } = await clientOf(json({ id: 1 }));
    const signedIn = rest.withCredentials(applicationPassword('admin:open-sesame'));
    await signedIn.get('/wp/v2/posts/1', { password: 'open-sesame', _fields: ['id'] });
    await rest.submit({ url: `${site.url}/wp-login.php?action=rp&key=open-sesame` });
    await signedIn.write({ method: 'POST', route: '/wp/v2/users', body: { password: 'open-sesame' } });
    expect(events).toHaveLength(3);
    expect(JSON.stringify(events)).not.toContain('open-sesame');
    expect(site.requests.join()).toContain('password=open-sesame');
  });
});

describe('a form', () => {
  it('is sent without credentials, and its redirect is returned', async () => {
    const { rest, site } = await clientOf(redirect('/hello/?unapproved=7#comment-7', 302));
    const signedIn = rest.withCredentials(applicationPassword('admin:word'));
    const { status, location } = await signedIn.submit({
      url: `${site.url}/wp-comments-post.php`,
      fields: { comment: 'a&b', url: undefined },
    });
    expect([status, location?.hash]).toEqual([302, '#comment-7']);
    expect(site.headers[0]).not.toHaveProperty('authorization');
    expect(site.headers[0]).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
  });
});

describe('cookies that an answer sets', () => {
  it.each([
    [null, ''],
    ['a=1; path=/', 'a=1'],
    [
      'a=1; expires=Tue, 01 Jan 2030 00:00:00 GMT; path=/, wp-resetpass-ff=me%3Akey; HttpOnly',
      'a=1; wp-resetpass-ff=me%3Akey',
    ],
  ])('of %s', (header, cookies) => {
    expect(cookiesOf(header)).toBe(cookies);
  });
});
