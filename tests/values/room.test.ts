import { describe, expect, it } from 'vitest';
import { createRoom } from '../../src/values/room.ts';

const room = () => createRoom<{ readonly text: string }>(100, ({ text }) => text.length);
const text = (length: number) => ({ text: 'x'.repeat(length) });

describe('a room', () => {
  it('keeps the keys of its parts apart', () => {
    const shared = room();
    const parts = Array.from({ length: 12 }, () => shared.part());
    for (const [index, part] of parts.entries()) part.set('1:a', text(index + 1));
    parts[1]?.delete('1:a');
    expect(parts.map((part) => part.get('1:a')?.text.length)).toEqual([
      1,
      undefined,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
    ]);
    expect([...(parts[11]?.entries() ?? [])].map(([key]) => key)).toEqual(['1:a']);
    parts[0]?.clear();
    expect(parts[10]?.get('1:a')).toBeDefined();
  });

  it('removes what was used least recently in all parts', () => {
    const shared = room();
    const [one, other] = [shared.part(), shared.part()];
    one.set('old', text(40));
    one.set('used', text(40));
    one.get('used');
    other.set('new', text(50));
    expect([one.get('old'), one.get('used'), other.get('new')]).toEqual([undefined, text(40), text(50)]);
    expect(shared.part().bytes).toBe(90);
  });

  it('takes nothing for a part that is closed', () => {
    const shared = room();
    const [one, other] = [shared.part(), shared.part()];
    one.set('a', text(10));
    other.set('a', text(20));
    one.close();
    one.set('b', text(10));
    expect([one.size, one.get('a'), one.get('b'), other.get('a')]).toEqual([
      1,
      undefined,
      undefined,
      text(20),
    ]);
  });
});
