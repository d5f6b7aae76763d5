import { describe, expect, it } from 'vitest';
import type { UpstreamRequest } from '../../src/wordpress/upstream.ts';
import { splitCredentials } from '../../src/wordpress/url.ts';
import { clientOf, running } from './client-of.ts';
import { failureOf } from './failure.ts';
import { type Answerer, html, json, startFakeSite } from './fake-site.ts';
import { restAt } from './rest-client.ts';

const post = { id: 7, slug: 'hello' };
const hang: Answerer = () => undefined;

describe('the connections of a client', () => {
  it('so many requests at once, over connections that are kept', async () => {
    let current = 0;
    let most = 0;
    const { rest, site } = await clientOf(
      (_, response) => {
        most = Math.max(most, ++current);
        setTimeout(() => {
          current--;
          response.end(JSON.stringify([post]));
        }, 5);
      },
      { concurrency: 3 },
    );
    await Promise.all(Array.from({ length: 20 }, (_, page) => rest.list('/wp/v2/posts', { page })));
    expect([most, site.connections()]).toEqual([3, 3]);
  });

  it('closing lets requests on their way finish, and leaves no connection behind', async () => {
    const { rest, site } = await clientOf((_, response) => {
      setTimeout(() => response.end(JSON.stringify([post])), 30);
    });
    const calls = [rest.list('/wp/v2/posts'), rest.list('/wp/v2/pages')];
    await expect.poll(() => site.requests.length).toBe(2);
    rest.close();
    expect((await Promise.all(calls)).map(({ documents }) => documents)).toEqual([[post], [post]]);
    await expect.poll(() => site.open()).toBe(0);
  });

  it('closes an idle connection before the site does, so that no request is sent while the site closes it', async () => {
    const { rest, site } = await clientOf(
      json([post], 200, { connection: 'keep-alive', 'keep-alive': 'timeout=2' }),
    );
    await rest.list('/wp/v2/posts');
    expect(site.open()).toBe(1);
    await expect.poll(() => site.open(), { timeout: 1900 }).toBe(0);
  });

  it('that the site closes while a read is sent over them do not count as failures', async () => {
    const outcomes: (number | null)[] = [];
    const { rest, site } = await clientOf(
      (request, response) => {
        const { socket } = request;
        const isFirst = !known.has(socket);
        known.add(socket);
        if (isFirst) json([post])(request, response);
        else socket.destroy();
      },
      { onRequest: ({ status }) => outcomes.push(status) },
    );
    const known = new WeakSet<object>();
    for (let page = 1; page <= 12; page++) await rest.list('/wp/v2/posts', { page });
    expect(outcomes).toEqual(Array(12).fill(200));
    expect(site.requests).toHaveLength(12 + 6);
  });

  it('that are new count as failed if the site closes them', async () => {
    const outcomes: (number | null)[] = [];
    const { rest } = await clientOf(({ socket }) => void socket.destroy(), {
      onRequest: ({ status }) => outcomes.push(status),
    });
    const error = await failureOf(rest.list('/wp/v2/posts'));
    expect(error.kind).toBe('unreachable');
    expect(outcomes).toEqual([null, null, null]);
  });

  it('many requests may share one signal, and Node has nothing to warn of', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    const { signal } = new AbortController();
    const { rest } = await clientOf(json([post]), { signal: new AbortController().signal, concurrency: 20 });
    await Promise.all(
      Array.from({ length: 40 }, (_, page) => rest.list('/wp/v2/posts', { page }, { signal })),
    );
    await new Promise(setImmediate);
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('ends with its signal, and with the reason that was given', async () => {
    const { rest, site } = await clientOf(hang);
    const stop = new AbortController();
    const call = rest.list('/wp/v2/posts', {}, { signal: stop.signal });
    await expect.poll(() => site.requests.length).toBe(1);
    stop.abort(new Error('the client left'));
    await expect(call).rejects.toThrow('the client left');
    await expect(rest.get('/', {}, { signal: stop.signal })).rejects.toThrow('the client left');
    expect(site.requests).toHaveLength(1);
  });

  it('user name and password go along, and are shown nowhere', async () => {
    const site = await startFakeSite(json({ code: 'rest_no', message: 'No.' }, 401));
    const events: UpstreamRequest[] = [];
    const { url, authorization } = splitCredentials(new URL(site.url.replace('//', '//me:secret@')));
    const headers = { authorization: authorization ?? '' };
    const rest = restAt(url.origin, { headers, onRequest: (event) => events.push(event) });
    running.push(rest, site);
    const error = await failureOf(rest.list('/wp/v2/posts'));
    expect(site.headers[0]?.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
    expect(JSON.stringify([error, error.report, error.stack, events, rest.root])).not.toContain('secret');
  });

  it('headers meant for the site stay there', async () => {
    const other = await startFakeSite(html(''));
    running.push(other);
    const { rest } = await clientOf(json([]), { headers: { authorization: 'Basic x' } });
    await rest.head(`${other.url}/hello/`);
    expect(other.headers[0]?.authorization).toBeUndefined();
  });

  it('another fetch may send', async () => {
    const asked: string[] = [];
    const { rest } = await clientOf(json([]), {
      fetch: async (url) => {
        asked.push(url);
        return new Response(JSON.stringify([post]));
      },
    });
    expect((await rest.list('/wp/v2/posts')).documents).toEqual([post]);
    expect(asked).toHaveLength(1);
  });
});
