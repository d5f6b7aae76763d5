/**
 * A map that holds entries up to a total weight. To make room it drops the least recently used ones.
 *
 * @example
 * const map = new BoundedMap<string, Document>(500_000);
 * map.set(text, document, text.length);
 */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  readonly #most: number;
  #weight = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Returns the value of a key, which then is the most recently used one. */
  get(key: Key): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Stores a value in place of an earlier one. Stores nothing that is heavier than the whole map may be. */
  set(key: Key, value: Value, weight: number): void {
    this.delete(key);
    if (weight > this.#most) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) break;
      this.delete(oldest);
    }
  }

  /** Returns the keys and their values, the least recently used ones first. */
  entries(): readonly (readonly [Key, Value])[] {
    return [...this.#entries].map(([key, { value }]) => [key, value]);
  }

  delete(key: Key): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}
