import { type Signal, signal } from '@preact/signals';
import { endpoint } from '../page-data.ts';

/** Several gateways may have pages at one origin. */
const prefix = `pressql:${new URL(endpoint).pathname}:`;

/** A signal whose value outlives the page. */
export interface Stored<Value> extends Signal<Value> {
  /** Removes the stored value. The signal keeps its own until the page is loaded again. */
  forget(): void;
}

/**
 * Returns a signal with the value that the browser has stored under a name, and stores each new value. Where the browser
 * stores nothing, as in some private windows, the value lasts as long as the page.
 *
 * @param read - returns the value from what was stored, which may be anything
 * @param write - returns what is stored of a value. @default the value itself
 */
export function stored<Value>(
  name: string,
  { read, write = (value) => value }: { read: (found: unknown) => Value; write?: (value: Value) => unknown },
): Stored<Value> {
  const kept = signal(read(find(name)));
  let known = kept.peek();
  kept.subscribe((value) => {
    if (value === known) return;
    known = value;
    keep(name, write(value));
  });
  return Object.assign(kept, { forget: () => drop(name) });
}

function find(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? 'null');
  } catch {
    return null;
  }
}

function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // The storage is full or forbidden.
  }
}

function drop(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // The storage is forbidden, so there is nothing to remove.
  }
}
