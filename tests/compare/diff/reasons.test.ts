import { describe, expect, it } from 'vitest';
import { nullClause } from '../../../src/compare/diff/reasons.ts';

describe('the part of a description about null', () => {
  it.each([
    [
      "Its karma. Always null: WordPress' REST API doesn't show it.",
      "Always null: WordPress' REST API doesn't show it.",
    ],
    ['Further HTML attributes; always null.', 'Always null.'],
    ['Their e-mail address; null to visitors.', 'Null to visitors.'],
    [
      'The language. For administrators; for visitors where the operator grants `settings`.',
      'For administrators; for visitors where the operator grants `settings`.',
    ],
    [
      'Who wrote it. Null where the site does not show the user.',
      'Null where the site does not show the user.',
    ],
    ['Its description; null when empty.', null],
  ])('is found in: %s', (description, clause) => {
    expect(nullClause(description)).toBe(clause);
  });
});
