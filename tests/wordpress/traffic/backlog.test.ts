import { describe, expect, it } from 'vitest';
import { createEnding } from '../../../src/wordpress/ending.ts';
import { createQueue } from '../../../src/wordpress/traffic/queue.ts';

/** Milliseconds that WordPress takes for each request. */
const requestTime = 40;
const deadline = 15_000;

interface Outcome {
  readonly name: string;
  readonly end: 'complete' | 'late' | 'overloaded';
  readonly at: number;
}

/** A WordPress with eight places on a clock that the test moves, and operations that read in waves. */
function testSite() {
  let clock = 0;
  const queue = createQueue(
    () => 8,
    () => clock,
  );
  const ends: (() => void)[] = [];
  const outcomes: Outcome[] = [];
  const started: string[] = [];
  const read = (
    name: string,
    turn: Parameters<typeof queue.run>[0],
    ending: ReturnType<typeof createEnding>,
  ) =>
    queue.run(
      turn,
      () => {
        started.push(name);
        return turn.group === 'hung'
          ? new Promise<void>(() => {})
          : new Promise<void>((end) => ends.push(end));
      },
      ending,
    );
  return {
    outcomes,
    started,
    /** Begins an operation with waves of so many requests. */
    async begin(name: string, { client = 'client', group = 'posts', waves = [1, 5, 1, 1] } = {}) {
      const start = clock;
      const ending = createEnding();
      let over = (_isComplete: boolean) => {};
      const lifetime = {
        timeLeft: () => deadline - (clock - start),
        onOver: (callback: (isComplete: boolean) => void) => {
          over = callback;
        },
      };
      const turn = { client, operation: lifetime, group, work: 1, lifetime };
      try {
        for (const [wave, requests] of waves.entries()) {
          const own = wave === 0 ? turn : { ...turn, group: `later ${wave}` };
          await Promise.all(Array.from({ length: requests }, () => read(name, own, ending)));
        }
        outcomes.push({ name, end: clock - start > deadline ? 'late' : 'complete', at: clock });
        over(true);
      } catch (error) {
        outcomes.push({ name, end: 'overloaded', at: clock });
        expect(error).toMatchObject({ kind: 'overloaded', details: { retryAfter: expect.any(Number) } });
      }
    },
    /** Lets time pass in which WordPress answers. */
    async pass(ms: number) {
      for (const end = clock + ms; clock < end; ) {
        await new Promise(setImmediate);
        clock += requestTime;
        for (const finish of ends.splice(0)) finish();
        await new Promise(setImmediate);
      }
    },
  };
}

const namesOf = (outcomes: readonly Outcome[], end: Outcome['end']) =>
  outcomes.filter((each) => each.end === end).map(({ name }) => name);

describe('500 operations at once', () => {
  it('end in the order in which they came, as fast as WordPress allows, or are refused after seconds', async () => {
    const { begin, pass, outcomes, started } = testSite();
    for (let n = 0; n < 500; n++) void begin(`${n}`);
    await pass(2 * deadline);
    const complete = namesOf(outcomes, 'complete').map(Number);
    const refused = outcomes.filter(({ end }) => end === 'overloaded');
    // WordPress can answer 375 operations of eight requests in 15 s.
    expect(complete.length).toBeGreaterThan(300);
    expect(complete.length + refused.length).toBe(500);
    for (const [n, each] of complete.entries()) expect(Math.abs(each - n)).toBeLessThan(8);
    expect(refused.every(({ name }) => Number(name) >= complete.length)).toBe(true);
    expect(started).toHaveLength(8 * complete.length);
    const late = refused.filter(({ at }) => at > 5000);
    expect(late.length).toBeLessThan(50);
  });

  it('of different clients end in the order in which they came, too', async () => {
    const { begin, pass, outcomes, started } = testSite();
    for (let n = 0; n < 500; n++) void begin(`${n}`, { client: `client ${n}` });
    await pass(2 * deadline);
    expect(namesOf(outcomes, 'complete').length).toBeGreaterThan(300);
    expect(namesOf(outcomes, 'late')).toEqual([]);
    expect(started).toHaveLength(8 * namesOf(outcomes, 'complete').length);
  });

  it('that come later are refused at once if they cannot be complete in time', async () => {
    const { begin, pass, outcomes } = testSite();
    for (let n = 0; n < 500; n++) void begin(`${n}`);
    await pass(5000);
    for (let n = 0; n < 200; n++) void begin(`new ${n}`);
    await pass(200);
    // About 250 wait. WordPress can answer 375 in the time that the new ones have.
    const refused = namesOf(outcomes, 'overloaded').filter((name) => name.startsWith('new'));
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.length).toBeLessThan(150);
    expect(refused).not.toContain('new 0');
    expect(refused).toContain('new 199');
  });

  it('do not keep another client waiting', async () => {
    const { begin, pass, outcomes } = testSite();
    for (let n = 0; n < 500; n++) void begin(`${n}`);
    await pass(5000);
    void begin('visitor', { client: 'visitor' });
    await pass(1000);
    expect(outcomes.find(({ name }) => name === 'visitor')).toMatchObject({ end: 'complete' });
  });

  it('do not end with one request left, if they read a little more than an ordinary page', async () => {
    const { begin, pass, outcomes } = testSite();
    for (let n = 0; n < 300; n++) void begin(`${n}`, { waves: [1, 6, 5, 1] });
    await pass(2 * deadline);
    expect(namesOf(outcomes, 'late')).toEqual([]);
    expect(namesOf(outcomes, 'complete').length).toBeGreaterThan(100);
  });

  it('that hang leave others alone', async () => {
    const { begin, pass, outcomes } = testSite();
    for (let n = 0; n < 300; n++) void begin(`hung ${n}`, { group: 'hung', client: 'unlucky' });
    for (let n = 0; n < 100; n++) {
      for (let each = 0; each < 5; each++) void begin(`${n} ${each}`, { waves: [1] });
      await pass(requestTime);
    }
    await pass(deadline);
    expect(namesOf(outcomes, 'complete').length).toBe(500);
  });
});

it('few operations are never refused, however slow WordPress is', async () => {
  const { begin, pass, outcomes } = testSite();
  for (let n = 0; n < 24; n++) void begin(`${n}`, { waves: Array.from({ length: 400 }, () => 1) });
  await pass(100_000);
  expect(namesOf(outcomes, 'overloaded')).toEqual([]);
});
