import { describe, expect, it } from 'vitest';
import { type ErrorKind, WordPressError, type WordPressErrorDetails } from '../../src/wordpress/errors.ts';
import { pauseBeforeRetry, retryAfterOf } from '../../src/wordpress/retry.ts';

const half = 0.5;

describe('the pause before a retry', () => {
  const rows: readonly [string, ErrorKind, WordPressErrorDetails, number, number | null][] = [
    ['a broken server, first', 'server', { status: 503 }, 1, 200],
    ['a broken server, second', 'server', { status: 503 }, 2, 400],
    ['a broken server, third', 'server', { status: 503 }, 3, null],
    ['what the server will never do', 'server', { status: 501 }, 1, null],
    ['too many requests, with a wish', 'rate-limited', { retryAfter: 1500 }, 1, 1500],
    ['too many requests, with too long a wish', 'rate-limited', { retryAfter: 60_000 }, 1, null],
    ['a kept-alive connection that was gone', 'unreachable', { systemCode: 'ECONNRESET' }, 1, 0],
    ["node-fetch's false alarm", 'unreachable', { systemCode: 'ERR_STREAM_PREMATURE_CLOSE' }, 1, 0],
    ['the same again', 'unreachable', { systemCode: 'ECONNRESET' }, 2, 400],
    ['no such host', 'unreachable', { systemCode: 'ENOTFOUND' }, 1, null],
    ['a certificate that is out of date', 'unreachable', { systemCode: 'CERT_HAS_EXPIRED' }, 1, null],
    ['a hang', 'timeout', {}, 1, null],
    ['a page instead of JSON', 'invalid-answer', {}, 1, 200],
    ['a refusal', 'forbidden', { status: 401 }, 1, null],
    ['a wrong parameter', 'invalid', { status: 400 }, 1, null],
    ['too large an answer', 'too-large', {}, 1, null],
  ];
  it.each(rows)('%s', (_, kind, details, tries, pause) => {
    const error = new WordPressError(kind, 'x', details);
    expect(pauseBeforeRetry({ method: 'GET', error, tries }, half)).toBe(pause);
  });

  it('writes are never repeated', () => {
    const error = new WordPressError('server', 'x', { status: 503 });
    expect(pauseBeforeRetry({ method: 'POST', error, tries: 1 }, half)).toBeNull();
  });

  it('a random factor spreads the retries of clients that failed together', () => {
    const error = new WordPressError('server', 'x', { status: 503 });
    const pauses = [0, 0.999].map((random) => pauseBeforeRetry({ method: 'GET', error, tries: 1 }, random));
    expect(pauses).toEqual([100, 300]);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-05-10T12:00:00Z');
  it.each([
    [null, null],
    ['3', 3000],
    ['Sun, 10 May 2026 12:00:07 GMT', 7000],
    ['Sun, 10 May 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['+5', null],
    ['1.5', null],
    ['1e9', null],
    ['5 seconds', null],
    ['2026-05-10', null],
    ['', null],
    ['120, 120', 120_000],
    ['3, soon', 3000],
    ['1000000000', 86_400_000],
    ['9'.repeat(400), 86_400_000],
    ['Sunday, 10-May-26 12:00:07 GMT', null],
    ['Sun, 10 May 2099 12:00:07 GMT', 86_400_000],
  ])('%s', (header, ms) => {
    expect(retryAfterOf(header, now)).toBe(ms);
  });
});
