import { describe, expect, it } from 'vitest';
import { nullIfFailed } from '../../../src/loading/base/refusals.ts';
import { WordPressError } from '../../../src/wordpress/errors.ts';

describe('a value that a field can do without', () => {
  it.each(['timeout', 'server', 'forbidden', 'paused'] as const)('is null after %s', (kind) => {
    expect(nullIfFailed(new WordPressError(kind, 'It failed.'))).toBeNull();
  });

  it.each(['over-budget', 'deadline', 'overloaded'] as const)('is an error after %s', (kind) => {
    const error = new WordPressError(kind, 'The gateway did not send it.');
    expect(() => nullIfFailed(error)).toThrow(error);
  });
});
