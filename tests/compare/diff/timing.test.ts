import { describe, expect, it } from 'vitest';
import { median, timingOf } from '../../../src/compare/diff/timing.ts';

describe('times', () => {
  it('are medians, and differ only beyond the noise of measurements', () => {
    expect([median([3, 1, 2]), median([1, 2, 3, 10]), median([])]).toEqual([2, 2.5, 0]);
    expect(timingOf([100], [50], 1)).toMatchObject({ ratio: 2, verdict: 'faster', requests: 1 });
    expect(timingOf([50], [100], null).verdict).toBe('slower');
    expect(timingOf([100], [90], 1).verdict).toBe('alike');
    expect(timingOf([6], [2], 1).verdict).toBe('alike');
  });
});
