import { expect, it } from 'vitest';
import { createGate } from '../../src/wordpress/gate.ts';

/** Returns a task that runs until the test calls `end`. */
function task(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end: () => end(),
    run: async () => {
      log.push(name);
      await ended;
      return name;
    },
  };
}

it('runs two tasks at once, and the others in their order', async () => {
  const gate = createGate(2);
  const log: string[] = [];
  const tasks = ['a', 'b', 'c', 'd'].map((name) => task(log, name));
  const results = tasks.map(({ run }) => gate.run(run));
  await Promise.resolve();
  expect(log).toEqual(['a', 'b']);
  tasks[1]?.end();
  await results[1];
  await new Promise(setImmediate);
  expect(log).toEqual(['a', 'b', 'c']);
  for (const { end } of tasks) end();
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
});

it('a task that fails frees its place', async () => {
  const gate = createGate(1);
  await expect(gate.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.run(() => Promise.resolve('yes'))).toBe('yes');
});

it('a waiting task ends when its signal aborts, without taking a place', async () => {
  const gate = createGate(1);
  const log: string[] = [];
  const first = task(log, 'first');
  const running = gate.run(first.run);
  const leaving = new AbortController();
  const waiting = gate.run(() => Promise.resolve(), leaving.signal);
  leaving.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  first.end();
  await running;
  expect(await gate.run(() => Promise.resolve(1))).toBe(1);
});

it('refuses a limit below one', () => {
  expect(() => createGate(0)).toThrow('`concurrency` is 0');
});
