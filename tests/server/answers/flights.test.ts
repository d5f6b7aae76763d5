import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { body, type FakeOptions, fakeGateway, withGateway } from './gateway.ts';
import { overHttp } from './over-http.ts';

/** Sends a query by POST. */
const post = { method: 'POST', path: '/graphql', body: '{"query":"{ posts { nodes { title } } }"}' };

describe('identical requests at the same time', () => {
  /** Computing that ends when the test says so. */
  const held = () => {
    let release: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { ready, release };
  };

  it('are computed once', async () => {
    const { ready, release } = held();
    await withGateway({ compute: () => ready.then(() => body) }, async ({ computed, events }, { send }) => {
      const sent = Array.from({ length: 20 }, () => send(post));
      await expect.poll(() => computed.length).toBe(1);
      for (let turns = 0; turns < 50; turns++) await turn();
      release();
      const got = await Promise.all(sent);
      expect(computed).toHaveLength(1);
      expect(new Set(got.map(({ text }) => text))).toEqual(new Set([body]));
      expect(new Set(got.map(({ headers }) => headers['x-request-id'])).size).toBe(20);
      expect(events).toHaveLength(20);
      expect(events.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
    });
  });

  it('share an error, too', async () => {
    const { ready, release } = held();
    const compute: FakeOptions['compute'] = ({ record }) => {
      record.errors['UNREACHABLE'] = 1;
      return ready.then(() => '{"errors":[]}');
    };
    await withGateway({ compute, status: 503 }, async ({ computed }, { send }) => {
      const sent = [send(post), send(post)];
      await expect.poll(() => computed.length).toBe(1);
      for (let turns = 0; turns < 50; turns++) await turn();
      release();
      for (const each of sent) {
        const { status, text, headers } = await each;
        expect([status, text, headers['cache-control']]).toEqual([503, '{"errors":[]}', 'private, no-store']);
      }
      expect(computed).toHaveLength(1);
    });
  });

  it('each run if they are mutations', async () => {
    const { ready, release } = held();
    const compute: FakeOptions['compute'] = ({ record, exchange }) => {
      record.kind = 'mutation';
      exchange.part?.();
      return ready.then(() => body);
    };
    await withGateway({ compute }, async ({ computed }, { send }) => {
      const sent = [send(post), send(post), send(post)];
      await expect.poll(() => computed.length).toBe(3);
      release();
      await Promise.all(sent);
    });
  });

  it('are not ended by a client that leaves', async () => {
    const { ready, release } = held();
    await withGateway(
      { compute: () => ready.then(() => body) },
      async ({ computed, events }, { send, leave }) => {
        const left = leave(post);
        await expect.poll(() => computed.length).toBe(1);
        const second = send(post);
        for (let turns = 0; turns < 50; turns++) await turn();
        left();
        await expect.poll(() => events.length).toBe(1);
        expect(events[0]?.status).toBe(499);
        expect(computed[0]?.signal.aborted).toBe(false);
        release();
        expect((await second).text).toBe(body);
        expect(computed).toHaveLength(1);
      },
    );
  });

  it('are ended when all clients have left', async () => {
    await withGateway({ compute: () => new Promise(() => undefined) }, async ({ computed }, { leave }) => {
      const [one, other] = [leave(post), leave(post)];
      await expect.poll(() => computed.length).toBe(1);
      one();
      other();
      await expect.poll(() => computed[0]?.signal.aborted).toBe(true);
    });
  });

  it('are computed again for those who wait if only the first client has reached its limit', async () => {
    const { ready, release } = held();
    const gateway = fakeGateway({ compute: () => ready.then(() => body), status: 429 });
    const server = await overHttp(gateway.fetch);
    const sent = [server.send(post), server.send(post)];
    await expect.poll(() => gateway.computed.length).toBe(1);
    for (let turns = 0; turns < 50; turns++) await turn();
    release();
    await Promise.all(sent);
    expect(gateway.computed).toHaveLength(2);
    await server.close();
  });
});
