import { describe, expect, it, vi } from 'vitest';
import { createEnding, firstOf, sleep } from '../../src/wordpress/ending.ts';
import { createOperationScope } from '../../src/wordpress/operation.ts';
import { createRequestBudget } from '../../src/wordpress/request-budget.ts';

const plan = (requests: number) => ({ requests, because: 'a reason', advice: 'Ask for less.' });

describe('the budget of an operation', () => {
  it('pays for its number of requests, retries among them, and refuses the next one', () => {
    const budget = createRequestBudget(3);
    budget.charge('GET /a');
    budget.charge('GET /b');
    expect(budget.chargeRetry()).toBe(true);
    expect(budget.chargeRetry()).toBe(false);
    expect(() => budget.charge('GET /c')).toThrow(
      'GET /c was not sent: the operation may send 3 requests to WordPress',
    );
    expect(budget.used).toBe(3);
  });

  it('refuses planned work that it can not pay for as a whole, and says what it costs', async () => {
    const budget = createRequestBudget(10);
    await expect(budget.plan(plan(11), async () => 'done')).rejects.toThrow(
      'takes 11 requests to WordPress: a reason. The operation may send 10 requests to WordPress, and has sent 0.',
    );
    expect(budget.used).toBe(0);
  });

  it('keeps planned requests from others, and takes back those that were not needed', async () => {
    const budget = createRequestBudget(10);
    await budget.plan(plan(8), async (share) => {
      await expect(budget.plan(plan(3), async () => 'done')).rejects.toThrow('takes 3 requests');
      share.charge('GET /a');
      budget.charge('GET /b');
      budget.charge('GET /c');
      expect(() => budget.charge('GET /d')).toThrow('was not sent');
      await share.plan(plan(7), async (part) => {
        for (let request = 0; request < 4; request++) part.charge('GET /e');
      });
    });
    expect(budget.used).toBe(7);
    await budget.plan(plan(3), async () => 'done');
  });
});

describe('an ending', () => {
  it('calls back once, or at once if it is over', () => {
    const ending = createEnding();
    const [called, cancelled] = [vi.fn(), vi.fn()];
    ending.onEnd(called);
    ending.onEnd(cancelled)();
    ending.end(new Error('first'));
    ending.end(new Error('second'));
    ending.onEnd(called);
    expect(ending.reason).toEqual(new Error('first'));
    expect(called).toHaveBeenCalledTimes(2);
    expect(cancelled).not.toHaveBeenCalled();
  });

  it('of several comes with the first of them', async () => {
    const [one, other] = [createEnding(), createEnding()];
    const both = firstOf([one, undefined, other]);
    const sleeping = sleep(100_000, both);
    other.end(new Error('over'));
    await expect(sleeping).rejects.toThrow('over');
  });
});

describe('an operation', () => {
  it('ends its reads at the deadline, without the time of its writes', async () => {
    vi.useFakeTimers();
    try {
      const operation = createOperationScope({ maxRequests: 1, deadline: 1000 });
      await vi.advanceTimersByTimeAsync(400);
      const write = operation.whileWriting(() => new Promise((done) => setTimeout(done, 5000)));
      await vi.advanceTimersByTimeAsync(5000);
      await write;
      await vi.advanceTimersByTimeAsync(599);
      expect(operation.ending.reason).toBeNull();
      await vi.advanceTimersByTimeAsync(1);
      expect(operation.ending.reason).toMatchObject({ kind: 'deadline' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends with its client', () => {
    const client = new AbortController();
    const operation = createOperationScope({ maxRequests: 1, deadline: 1000, signal: client.signal });
    client.abort(new Error('left'));
    expect(operation.ending.reason).toEqual(new Error('left'));
  });

  it('shares one listener of a signal with other operations until it is complete', () => {
    const client = new AbortController();
    const { signal } = client;
    const listen = vi.spyOn(signal, 'addEventListener');
    const operations = Array.from({ length: 20 }, () =>
      createOperationScope({ maxRequests: 1, deadline: 1000, signal }),
    );
    expect(listen).toHaveBeenCalledTimes(1);
    const [complete, ...others] = operations;
    complete?.complete();
    client.abort(new Error('left'));
    expect(complete?.ending.reason).toBeNull();
    for (const { ending } of others) expect(ending.reason).toEqual(new Error('left'));
  });

  it('that is a part of another has the lower limit of both', () => {
    const batch = {};
    const whole = createOperationScope({ maxRequests: 3, deadline: 1000, batch });
    const part = (maxRequests: number) =>
      createOperationScope({ maxRequests, deadline: 60_000, batch, whole });
    const [one, other] = [part(10), part(2)];
    expect([one.budget.limit, other.budget.limit]).toEqual([3, 2]);
    one.budget.charge('GET /a');
    other.budget.charge('GET /b');
    expect([one.budget.left, other.budget.left, whole.budget.left]).toEqual([1, 0, 1]);
  });

  it('that is a part of another ends at the deadline of the whole', async () => {
    vi.useFakeTimers();
    try {
      const whole = createOperationScope({ maxRequests: 1, deadline: 1000 });
      const [part, complete] = [60_000, 60_000].map((deadline) =>
        createOperationScope({ maxRequests: 1, deadline, whole }),
      );
      complete?.complete();
      await vi.advanceTimersByTimeAsync(1000);
      expect(part?.ending.reason).toMatchObject({ kind: 'deadline' });
      expect(complete?.ending.reason).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
