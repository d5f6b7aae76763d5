import { expect, it } from 'vitest';
import { chunksInAddress } from '../../src/loading/base/lists.ts';

it('splits texts into groups that fit into a URL, and loses none', () => {
  const slugs = Array.from({ length: 120 }, (_, index) => `${'ж'.repeat(index % 40)}-${index}`);
  const parts = chunksInAddress(slugs, { size: 50, bytes: 3000 });
  expect(parts.flat()).toEqual(slugs);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(50);
    expect(encodeURIComponent(part.join()).length).toBeLessThanOrEqual(3200);
  }
  expect(chunksInAddress(['a'.repeat(9000), 'b'], { size: 50, bytes: 3000 })).toHaveLength(2);
  expect(
    chunksInAddress(
      Array.from({ length: 60 }, (_, index) => String(index)),
      { size: 50, bytes: 3000 },
    ),
  ).toHaveLength(2);
});
