import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorKinds } from '../../src/wordpress/errors.ts';
import { faults } from '../../src/wordpress/faults.ts';

const root = new URL('../../', import.meta.url);

describe('the list of faults', () => {
  it('is docs/errors.md (npm run errors)', async () => {
    const { errorsPage } = await import(new URL('scripts/errors/page.mjs', root).href);
    expect(readFileSync(new URL('docs/errors.md', root), 'utf8')).toBe(errorsPage(errorKinds, faults));
  });

  it('has a message and advice in whole sentences for each fault and each kind', () => {
    for (const { message, advice } of [...faults, ...Object.values(errorKinds)]) {
      expect(message).toMatch(/^[A-Z][^"{}]{8,200}\.$/);
      expect(advice).toMatch(/^[A-Z].{8,250}\.$/);
    }
  });

  it('has a code of its own for each kind', () => {
    const codes = Object.values(errorKinds).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
