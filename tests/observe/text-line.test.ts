import { describe, expect, it } from 'vitest';
import { textLineOf } from '../../src/observe/text-line.ts';
import type { OperationEvent } from '../../src/server/exchange.ts';
import { paintFor } from '../../src/values/paint.ts';

const event: OperationEvent = {
  ...{ requestId: 'a', kind: 'query', name: 'NewestPosts', status: 200 },
  ...{ ms: 33.6, requests: 3, hits: 2, errors: {} },
};

describe('the line of an operation', () => {
  it.each([
    [{}, '200 query           34 ms    3 requests    2 from memory  NewestPosts'],
    [{ name: null, ms: 12_345, requests: 1, hits: 0 }, '200 query        12345 ms    1 request'],
    [
      { kind: 'mutation', status: 403, errors: { FORBIDDEN: 2, BAD_USER_INPUT: 1 } },
      '403 mutation        34 ms    3 requests    2 from memory  NewestPosts  2 × FORBIDDEN, 1 × BAD_USER_INPUT',
    ],
    [
      { kind: null, name: null, status: 400, requests: 0, hits: 0, errors: { GRAPHQL_PARSE_FAILED: 1 } },
      '400 refused         34 ms    0 requests                   1 × GRAPHQL_PARSE_FAILED',
    ],
    [{ status: 499 }, '499 query           34 ms    3 requests    2 from memory  NewestPosts  aborted'],
  ] as const)('has columns: %j', (change, line) => {
    expect(textLineOf({ ...event, ...change })).toBe(line);
  });

  it.each([
    [{}, '32m200'],
    [{ errors: { FORBIDDEN: 1 } }, '33m200'],
    [{ status: 404 }, '33m404'],
    [{ status: 503 }, '31m503'],
  ])('shows by the colour of the status how it went: %j', (change, start) => {
    expect(textLineOf({ ...event, ...change }, paintFor(true))).toContain(`\u001B[${start}\u001B[0m`);
  });
});
