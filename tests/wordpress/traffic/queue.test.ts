import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/values/limits.ts';
import { createEnding } from '../../../src/wordpress/ending.ts';
import { createQueue, type Turn } from '../../../src/wordpress/traffic/queue.ts';

const never = createEnding();

/** Returns a queue with this many places, whose tasks run until the test ends them, and a log of their starts. */
function testQueue(places: number) {
  const queue = createQueue(
    () => places,
    () => 0,
  );
  const started: string[] = [];
  const running = new Map<string, () => void>();
  return {
    queue,
    started,
    async start(name: string, turn: Partial<Turn> = {}, ending = never) {
      const whole = { client: 'client', operation: {}, group: name, work: 1, ...turn };
      return queue.run(
        whole,
        () => {
          started.push(name);
          return new Promise<void>((end) => running.set(name, end));
        },
        ending,
      );
    },
    async end(name: string) {
      await new Promise(setImmediate);
      running.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

describe('the queue', () => {
  it('runs as many tasks as it has places, and the others in the order in which they came', async () => {
    const { start, started, end } = testQueue(2);
    for (const name of ['a', 'b', 'c', 'd']) void start(name);
    await Promise.resolve();
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of a failed task to the next one', async () => {
    const { queue } = testQueue(1);
    const turn = { client: '', operation: {}, group: '', work: 1 };
    await expect(queue.run(turn, () => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect(await queue.run(turn, async () => 'yes', never)).toBe('yes');
  });

  it('keeps the place of a task that asks for it after its end', async () => {
    const { queue } = testQueue(1);
    const turn = { client: '', operation: {}, group: '', work: 1 };
    const abandoned = queue.run(
      turn,
      async (keepPlace) => {
        keepPlace(1);
        throw new Error('the client has left');
      },
      never,
    );
    await expect(abandoned).rejects.toThrow('the client has left');
    expect(queue.running).toBe(1);
    expect(await queue.run(turn, async () => 'next', never)).toBe('next');
    expect(queue.running).toBe(0);
  });

  it('lets a waiting task leave when its operation ends', async () => {
    const { queue, start, started, end } = testQueue(1);
    void start('first');
    const ending = createEnding();
    const leaving = start('second', {}, ending);
    ending.end(new Error('the client has left'));
    await expect(leaving).rejects.toThrow('the client has left');
    expect(queue.waiting).toBe(0);
    void start('third');
    await end('first');
    expect(started).toEqual(['first', 'third']);
  });

  it('gives the next turn to another operation than the one that had many', async () => {
    const { start, started, end } = testQueue(1);
    const greedy = {};
    for (let task = 0; task < 20; task++) void start(`greedy ${task}`, { operation: greedy });
    void start('modest');
    for (let task = 0; task < 12; task++) await end(`greedy ${task}`);
    expect(started.slice(-2)).toEqual(['greedy 11', 'modest']);
  });

  it('counts large tasks as more work', async () => {
    const { start, started, end } = testQueue(1);
    const greedy = {};
    for (let task = 0; task < 20; task++) void start(`greedy ${task}`, { operation: greedy, work: 4 });
    void start('modest');
    for (let task = 0; task < 3; task++) await end(`greedy ${task}`);
    expect(started.slice(-2)).toEqual(['greedy 2', 'modest']);
  });

  it('lets the operation that came first end before later ones begin', async () => {
    const { start, started, end } = testQueue(1);
    const first = {};
    void start('first wave', { operation: first });
    void start('later');
    void start('second wave', { operation: first });
    await end('first wave');
    expect(started).toEqual(['first wave', 'second wave']);
  });

  it('gives the next turn to a client that comes, however many operations the other one has', async () => {
    const { start, started, end } = testQueue(2);
    for (let task = 0; task < 5; task++) void start(`greedy ${task}`, { client: 'greedy' });
    void start('modest', { client: 'modest' });
    await end('greedy 0');
    expect(started).toEqual(['greedy 0', 'greedy 1', 'modest']);
  });

  it('leaves places free of a route, of a client among several, and of an operation among several', async () => {
    const cases = [
      { shared: { group: 'posts' }, most: 6 },
      { shared: { client: 'greedy' }, most: 4 },
      { shared: { operation: {} }, most: 4 },
    ];
    for (const { shared, most } of cases) {
      const { start, started, queue } = testQueue(8);
      void start('somebody', { client: 'somebody' });
      for (let task = 0; task < 20; task++)
        void start(`task ${task}`, { client: `client ${task}`, ...shared });
      await Promise.resolve();
      expect(started.filter((name) => name.startsWith('task'))).toHaveLength(most);
      void start('other', { client: 'other' });
      await Promise.resolve();
      expect(started).toContain('other');
      expect(queue.running).toBe(most + 2);
    }
  });

  it('lets an operation alone take three quarters of the places', async () => {
    const { start, started } = testQueue(8);
    const operation = {};
    for (let task = 0; task < 20; task++) void start(`task ${task}`, { operation });
    await Promise.resolve();
    expect(started).toHaveLength(6);
  });

  it('gives an operation a quarter of the places after the work of an ordinary page, while others are present', async () => {
    const { start, started, end, queue } = testQueue(8);
    const operation = {};
    void start('somebody');
    await end('somebody');
    for (let task = 0; task < 20; task++) void start(`large ${task}`, { operation, work: 4, group: 'posts' });
    await Promise.resolve();
    expect(started).toEqual(['somebody', 'large 0', 'large 1', 'large 2']);
    await end('large 0');
    expect(queue.running).toBe(2);
    await end('large 1');
    expect(queue.running).toBe(2);
    void start('page', { group: 'posts' });
    await Promise.resolve();
    expect(started).toContain('page');
  });

  it('gives all large operations together a quarter of the places', async () => {
    const { start, started, end } = testQueue(8);
    const large = Array.from({ length: 3 }, () => ({}));
    for (const [n, operation] of large.entries()) {
      void start(`first ${n}`, { operation, work: 12 });
      await end(`first ${n}`);
    }
    for (const [n, operation] of large.entries()) void start(`second ${n}`, { operation });
    await Promise.resolve();
    expect(started.filter((name) => name.startsWith('second'))).toEqual(['second 0', 'second 1']);
    await end('second 0');
    expect(started.at(-1)).toBe('second 2');
  });

  it('refuses the last task of the client with the most, if too many wait', async () => {
    const { start, queue } = testQueue(1);
    void start('running');
    const modest = start('modest', { client: 'modest' });
    const refusals: unknown[] = [];
    for (let task = 0; task < limits.maxWaitingRequests; task++) {
      start(`greedy ${task}`, { client: 'greedy' }).catch((error: unknown) => refusals.push(error));
    }
    await new Promise(setImmediate);
    expect(refusals).toMatchObject([{ kind: 'overloaded' }]);
    expect(queue.waiting).toBe(limits.maxWaitingRequests);
    void modest;
  });
});
