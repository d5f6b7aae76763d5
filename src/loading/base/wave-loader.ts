import DataLoader from 'dataloader';
import { turns } from '#platform/values/loop';
import { limits } from '../../values/limits.ts';
import { traced } from '../../values/tracing.ts';
import { type Paths, union } from '../../wordpress/paths.ts';

/** Reads the keys of one wave, each listed once, and returns a function that gives the value or the error of a key. */
export type ReadWave<Key, Value> = (
  keys: readonly Key[],
  paths: Paths,
) => Promise<(key: Key) => Value | Error>;

/** How a {@link WaveLoader} reads. */
export interface WaveOptions<Key, Value> {
  /** What the waves load, as their spans name it: `post`, `pages of connections`. */
  readonly of: string;
  readonly read: ReadWave<Key, Value>;
  /** REST paths that each wave reads, whatever the callers ask for. @default [] */
  readonly always?: Iterable<string>;
  /** Whether a key is read once only. A value must not depend on the paths then. @default false */
  readonly isCached?: boolean;
}

/**
 * Loads values by key for one request of a client. All keys that are asked for in one tick form a wave, which `read`
 * answers at once with the union of the REST paths that the callers want. If the items of a long list ask in several turns
 * of the event loop, the wave waits for the last one. This file alone imports DataLoader.
 *
 * DataLoader's cache is off unless `isCached`, since it would answer a question about many paths with a value that was
 * read for few. Readers split large waves themselves, and not by `maxBatchSize`, since the union of paths belongs to
 * the whole wave.
 */
export class WaveLoader<Key, Value> {
  readonly #waves: DataLoader<Key, Value>;
  readonly #always: Iterable<string>;
  /** What the callers of the next wave want. Many pass the same set, which counts once. */
  #wanted = new Set<Paths>();
  /** Whether the last wave had so many keys that its callers go on in turns with other operations. */
  #isLarge = false;

  constructor({ of, read, always = [], isCached = false }: WaveOptions<Key, Value>) {
    this.#always = always;
    this.#waves = new DataLoader(
      async (keys) => {
        const paths = union(this.#always, ...this.#wanted);
        this.#wanted = new Set();
        this.#isLarge = keys.length > limits.maxKeysAtOnce;
        const distinct = [...new Set(keys)];
        const answer = await traced(
          {
            name: `load ${of}`,
            kind: 'internal',
            attributes: { 'pressql.wave.of': of, 'pressql.wave.keys': distinct.length },
          },
          () => read(distinct, paths),
        );
        return keys.map((key) => answer(key));
      },
      { cache: isCached, batchScheduleFn: (read) => turns.afterParts(read) },
    );
  }

  /** Returns the value of a key with at least these paths. Rejects with the error that `read` throws or gives for the key. */
  load(key: Key, paths?: Paths): Promise<Value> {
    if (paths) this.#wanted.add(paths);
    return this.#waves
      .load(key)
      .then((value) => (this.#isLarge ? turns.wait(this).then(() => value) : value));
  }

  /** Returns the values of several keys, in their order. */
  loadMany(keys: readonly Key[], paths?: Paths): Promise<readonly Value[]> {
    return Promise.all(keys.map((key) => this.load(key, paths)));
  }
}

/** Returns the error of a rejected promise, so that one failed value doesn't fail the others of its wave. */
export async function settle<T>(promise: Promise<T>): Promise<T | Error> {
  try {
    return await promise;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
