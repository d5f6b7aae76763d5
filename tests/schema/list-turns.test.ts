import { expect, it } from 'vitest';
import { inTurns } from '../../src/schema/kit/plugins/turns.ts';
import { createEnding } from '../../src/wordpress/ending.ts';

it('completes the items of a long list in turns, and rejects those that are left after the ending', async () => {
  const ending = createEnding();
  const items = inTurns(['a', 'b', 'c', 'd'], {}, { ending, client: null });
  void items[1]?.then(() => ending.end(new Error('the deadline has passed')));
  const outcomes = await Promise.allSettled(items);
  const late = { status: 'rejected', reason: new Error('the deadline has passed') };
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: 'a' },
    { status: 'fulfilled', value: 'b' },
    late,
    late,
  ]);
});
