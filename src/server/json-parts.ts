import { isRecord } from '../values/json.ts';

/** The approximate number of characters in one part. */
const mostAtOnce = 64 * 1024;

/**
 * Returns a value as JSON in parts of about 64 KB, so that the caller can pause between them. A single string is never
 * split.
 *
 * @param value - a value that JSON can represent
 */
export function* jsonParts(value: unknown): Generator<string> {
  if (isShort(value)) {
    yield JSON.stringify(value) ?? 'null';
  } else if (Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* jsonParts(item);
    }
    yield ']';
  } else if (isRecord(value)) {
    let separator = '{';
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      yield `${separator}${JSON.stringify(key)}:`;
      separator = ',';
      yield* jsonParts(item);
    }
    yield separator === '{' ? '{}' : '}';
  } else {
    yield JSON.stringify(value) ?? 'null';
  }
}

/** Returns whether the JSON of a value is short. Stops reading the value as soon as it is too long. */
function isShort(value: unknown): boolean {
  let room = mostAtOnce;
  const open = [value];
  while (open.length > 0 && room >= 0) {
    const next = open.pop();
    room -= typeof next === 'string' ? next.length + 3 : 6;
    if (Array.isArray(next)) {
      if (next.length > room) return false;
      for (const item of next) open.push(item);
    } else if (isRecord(next)) {
      for (const [key, item] of Object.entries(next)) {
        room -= key.length + 4;
        open.push(item);
      }
    }
  }
  return room >= 0;
}
