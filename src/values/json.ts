/** Keys and positions that lead to a value inside JSON: `['posts', 'nodes', 0, 'title']`. */
export type Path = readonly (string | number)[];

/**
 * Returns whether a value is an object, but not an array.
 *
 * @example
 * isRecord([]); // false
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns the value at a path. Returns `undefined` if the path does not exist.
 *
 * @example
 * valueAt({ title: { rendered: 'Hello' } }, 'title', 'rendered'); // 'Hello'
 */
export function valueAt(json: unknown, ...path: Path): unknown {
  let value = json;
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key];
    // Only own keys: every JavaScript object inherits `constructor`, but the JSON has no such key.
    else if (isRecord(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** Parses JSON. Returns null if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Returns whether two values of JSON are equal. Objects are equal whatever the order of their keys. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, at) => isSameJson(each, other[at]));
  if (!isRecord(one) || !isRecord(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameJson(one[key], other[key]))
  );
}
