import { describe, expect, it } from 'vitest';
import { createStarts } from '../../src/server/starts.ts';

/** Starts on an event loop that the test moves on, and a log of the requests that have started. */
function testStarts() {
  let clock = 0;
  let isBusy = false;
  const pending: (() => void)[] = [];
  const started: string[] = [];
  const running = new Map<string, () => void>();
  const starts = createStarts({
    time: { now: () => clock, nextTurn: (callback) => void pending.push(callback) },
    isBusy: () => isBusy,
    maxPause: 100,
  });
  return {
    started,
    setBusy(value: boolean) {
      isBusy = value;
    },
    begin(name: string, client = 'client', { signal } = new AbortController()) {
      const since = clock;
      return starts.run({ client, signal, timeLeft: () => 15_000 - (clock - since) }, async () => {
        started.push(name);
        await new Promise<void>((end) => running.set(name, end));
        return new Response(name);
      });
    },
    async end(name: string) {
      await new Promise(setImmediate);
      running.get(name)?.();
      await new Promise(setImmediate);
    },
    async turn(ms = 1) {
      clock += ms;
      for (const callback of pending.splice(0)) callback();
      await new Promise(setImmediate);
    },
  };
}

describe('requests', () => {
  it('start at once if no other has started in the same turn of the event loop, and one in each turn otherwise', async () => {
    const { begin, started, turn } = testStarts();
    for (const name of ['a', 'b', 'c']) void begin(name);
    await Promise.resolve();
    expect(started).toEqual(['a']);
    await turn();
    expect(started).toEqual(['a', 'b']);
    await turn();
    await turn();
    void begin('d');
    await Promise.resolve();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('of one client do not keep those of another waiting', async () => {
    const { begin, started, turn } = testStarts();
    for (let n = 0; n < 20; n++) void begin(`greedy ${n}`, 'greedy');
    void begin('visitor', 'visitor');
    for (let n = 0; n < 3; n++) await turn();
    expect(started).toContain('visitor');
  });

  it('wait while many operations compute, but not for ever', async () => {
    const { begin, started, turn, setBusy } = testStarts();
    void begin('first');
    setBusy(true);
    void begin('second');
    for (let n = 0; n < 50; n++) await turn();
    expect(started).toEqual(['first']);
    for (let n = 0; n < 60; n++) await turn();
    expect(started).toEqual(['first', 'second']);
  });

  it('do not start if the client has left', async () => {
    const { begin, started, turn } = testStarts();
    void begin('first');
    const leaving = new AbortController();
    const left = begin('left', 'client', leaving);
    leaving.abort(new Error('the client has left'));
    void turn();
    await expect(left).rejects.toThrow('the client has left');
    expect(started).toEqual(['first']);
  });

  it('that cannot be answered in time are refused with status 503, and all others are answered', async () => {
    const { begin, started, turn, end, setBusy } = testStarts();
    const answers = Array.from({ length: 500 }, (_, n) => begin(`${n}`));
    await end('0');
    setBusy(true);
    for (let n = 0; n < 500; n++) {
      await turn(100);
      const last = started.at(-1);
      if (last !== undefined) await end(last);
    }
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    const refused = statuses.indexOf(503);
    // Ten start and end in a second, of which each has 15.
    expect(refused).toBeGreaterThan(120);
    expect(refused).toBeLessThan(160);
    expect(new Set(statuses.slice(refused))).toEqual(new Set([503]));
    const refusal = await answers.at(-1);
    expect(Number(refusal?.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
    expect(await refusal?.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
  });
});
