import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frontendAdvice } from '../../src/cli/init/frameworks.ts';
import { type Block, readPages } from './blocks.ts';

const blocks = readPages()
  .flatMap((page) => page.blocks)
  .filter(({ language }) => language === 'diff');

/** The lines of a block that begin with a sign, without it. */
const linesWith = (sign: string, { code }: Block) =>
  code.split('\n').flatMap((line) => (line.startsWith(`${sign} `) ? [line.slice(2)] : []));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pressql-switching-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lines that a frontend has to change', () => {
  it.each(blocks)('are those that `pressql init` prints: $place', (block) => {
    const { package: name = '', file = '' } = block.marks;
    const before = linesWith('-', block);
    const after = linesWith('+', block);
    expect(after).not.toEqual([]);
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { [name]: '1.0.0' } }));
    writeFileSync(path, `${before.join('\n')}\n`);
    const { changes } = frontendAdvice(folder, 'http://localhost:4000/graphql');
    expect(changes.map((change) => change.before)).toEqual(before);
    expect(changes.map((change) => change.after)).toEqual(after);
  });

  it('are shown', () => {
    expect(blocks.length).toBeGreaterThan(8);
  });
});
