import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { StopSignal } from '../../src/cli/stop.ts';
import { calm, firstPause, longestPause, mostFailures, supervise } from '../../src/cli/supervisor.ts';

interface FakeChild {
  readonly number: number;
  readonly signals: StopSignal[];
  becomeReady(): void;
  end(how: string): void;
}

/** Supervises workers that do what a test says. Time passes only in pauses, and when the test moves it. */
function supervised(count: number) {
  const children: FakeChild[] = [];
  const notes: string[] = [];
  const pauses: number[] = [];
  let time = 0;
  let stop: (signal: StopSignal) => void = () => undefined;
  const stopped = new Promise<StopSignal>((resolve) => {
    stop = resolve;
  });
  const done = supervise({
    count,
    stopped,
    now: () => time,
    onNote: (line) => notes.push(line),
    sleep: async (ms) => {
      pauses.push(ms);
      time += ms;
    },
    start(number) {
      let becomeReady: () => void = () => undefined;
      let end: (how: string) => void = () => undefined;
      const ready = new Promise<void>((resolve) => {
        becomeReady = resolve;
      });
      const ended = new Promise<string>((resolve) => {
        end = resolve;
      });
      const signals: StopSignal[] = [];
      children.push({ number, signals, becomeReady, end });
      return { ready, ended, kill: (signal) => signals.push(signal) };
    },
  });
  done.catch(() => undefined);
  return {
    children,
    notes,
    pauses,
    done,
    stop,
    numbers: () => children.map(({ number }) => number),
    wait: (ms: number) => {
      time += ms;
    },
    /** Does something with the newest worker. */
    async newest(use: (child: FakeChild) => void) {
      const child = children.at(-1);
      if (child) use(child);
      await turn();
    },
  };
}

it('starts the others when the first one serves the site', async () => {
  const { numbers, newest } = supervised(3);
  expect(numbers()).toEqual([1]);
  await newest(({ becomeReady }) => becomeReady());
  expect(numbers()).toEqual([1, 2, 3]);
});

it('ends with an error if the first one cannot serve the site', async () => {
  const { newest, done, numbers } = supervised(3);
  await newest(({ end }) => end('with code 1'));
  await expect(done).rejects.toThrow(
    'Worker 1 ended with code 1 before it served the site. The gateway stops.',
  );
  expect(numbers()).toEqual([1]);
});

it('replaces a worker that ends, after longer and longer pauses if it ends soon', async () => {
  const { newest, notes, pauses, wait, numbers } = supervised(1);
  for (let time = 0; time < 8; time++) {
    await newest(({ becomeReady }) => becomeReady());
    await newest(({ end }) => end('by SIGKILL'));
  }
  expect(numbers()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(notes[0]).toBe('Worker 1 ended by SIGKILL. Another one starts in 1 s.');
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect([pauses[0], pauses.at(-1)]).toEqual([firstPause, longestPause]);
  wait(calm);
  await newest(({ becomeReady }) => becomeReady());
  await newest(({ end }) => end('by SIGKILL'));
  expect(pauses.at(-1)).toBe(firstPause);
});

it('gives up, and stops the others, when replacement after replacement cannot serve the site', async () => {
  const { children, newest, done } = supervised(2);
  await newest(({ becomeReady }) => becomeReady());
  await newest(({ becomeReady }) => becomeReady());
  await newest(({ end }) => end('by SIGKILL'));
  for (let time = 0; time < mostFailures; time++) await newest(({ end }) => end('with code 1'));
  expect(children[0]?.signals).toEqual(['SIGTERM']);
  children[0]?.end('with code 0');
  await expect(done).rejects.toThrow('because 5 workers in a row did so');
});

it.each(['SIGTERM', 'SIGINT'] as const)('passes %s on, and starts nobody afterwards', async (signal) => {
  const { children, newest, stop, done, numbers } = supervised(2);
  await newest(({ becomeReady }) => becomeReady());
  stop(signal);
  await turn();
  expect(children.map(({ signals }) => signals)).toEqual([[signal], [signal]]);
  for (const { end } of children) end('with code 0');
  await done;
  expect(numbers()).toEqual([1, 2]);
});
