/** Returns whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a text, or an empty one for other values. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the items of a list that a function can read. Returns no items for a value that is no list. */
export function listIn<Item>(value: unknown, read: (item: unknown) => Item | null): readonly Item[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== null) : [];
}

/** Returns a new id. */
export function newId(): string {
  // `crypto.randomUUID` is missing in pages that come by plain HTTP from another machine.
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
