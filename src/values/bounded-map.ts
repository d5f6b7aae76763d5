import { LRUCache } from './lru-cache.ts';

/**
 * A map that holds entries up to a total weight. To make room it drops the least recently used ones.
 *
 * It is lru-cache for weights that the caller computes. lru-cache itself refuses a bound or a weight that is 0 or no whole
 * number: operators may set a bound to 0, and the cost of an introspection has fractions.
 *
 * @example
 * const map = new BoundedMap<string, Document>(500_000);
 * map.set(text, document, text.length);
 */
export class BoundedMap<Key extends NonNullable<unknown>, Value extends NonNullable<unknown>> {
  /** Null if the map may hold nothing. */
  readonly #entries: LRUCache<Key, Value> | null;

  /** @param most - the largest total weight. Below 1, the map stays empty */
  constructor(most: number) {
    this.#entries = most < 1 ? null : new LRUCache({ maxSize: Math.floor(most) });
  }

  /** Returns the value of a key, which then is the most recently used one. */
  get(key: Key): Value | undefined {
    return this.#entries?.get(key);
  }

  /**
   * Stores a value in place of an earlier one. Stores nothing that is heavier than the whole map may be.
   *
   * @param weight - is rounded up to a whole number of at least 1
   */
  set(key: Key, value: Value, weight: number): void {
    this.#entries?.set(key, value, { size: Math.max(1, Math.ceil(weight)) });
  }

  /** Returns the keys and their values, the least recently used ones first. */
  entries(): readonly (readonly [Key, Value])[] {
    return [...(this.#entries?.rkeys() ?? [])].flatMap((key) => {
      const value = this.#entries?.peek(key);
      return value === undefined ? [] : [[key, value] as const];
    });
  }

  delete(key: Key): void {
    this.#entries?.delete(key);
  }
}
