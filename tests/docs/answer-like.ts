import { expect } from 'vitest';

/**
 * Returns what an answer must be equal to by the answer that a page shows. `data` must be the same value by value,
 * where the text `…` stands for any value. Objects beside `data` (errors, notices) may have more than the page shows.
 */
export function answerLike(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(answerLike);
  const { data, ...others } = shown as Record<string, unknown>;
  return { ...(data === undefined ? {} : { data: exactly(data) }), ...mapped(others, atLeast) };
}

function exactly(value: unknown): unknown {
  if (value === '…') return expect.anything();
  if (Array.isArray(value)) return value.map(exactly);
  return isObject(value) ? mapped(value, exactly) : value;
}

function atLeast(value: unknown): unknown {
  if (value === '…') return expect.anything();
  if (Array.isArray(value)) return value.map(atLeast);
  return isObject(value) ? expect.objectContaining(mapped(value, atLeast)) : value;
}

function mapped(value: object, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, map(each)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
