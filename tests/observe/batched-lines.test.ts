import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inOnePiece } from '../../src/observe/batched-lines.ts';

it('lines of one turn of the event loop are written together, in their order', async () => {
  const written: string[] = [];
  const write = inOnePiece((text) => written.push(text));
  write('a\n');
  write('b\n');
  expect(written).toEqual([]);
  await turn();
  write('c\n');
  await turn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});
