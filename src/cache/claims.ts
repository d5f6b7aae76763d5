import type { Ending } from '../wordpress/ending.ts';

/**
 * Claims of reads. The instance with the claim asks WordPress, and the other instances wait for the entries that it stores. The
 * claims of an instance that dies expire.
 */
export interface Claims {
  /**
   * Claims entries that this instance wants to read from WordPress. Also fetches the newest entries that the other instances
   * have stored under these keys.
   *
   * @param purpose - claims of different purposes do not affect each other
   */
  claim(keys: readonly string[], purpose: string): Promise<Claim>;
}

/** The outcome of a claim. */
export interface Claim {
  /** The keys that this instance has claimed. Another instance has claimed the rest. */
  readonly own: ReadonlySet<string>;
  /**
   * Waits until the other instances have released the rest of the keys, and fetches the entries that they have stored. Rejects
   * with the reason of the ending if that comes first.
   */
  others(ending: Ending | null): Promise<void>;
  /** Releases the claim. Other instances then find every entry that this instance has stored before. */
  release(): void;
}

/** A read that instances share. */
export interface ClaimedRead<T> {
  readonly keys: readonly string[];
  readonly purpose: string;
  readonly ending: Ending | null;
  /** Returns those of the keys whose entries in the store can be used. */
  readonly known: (keys: readonly string[]) => Promise<readonly string[]>;
  /** Reads the entries of keys from WordPress and stores them. */
  readonly read: (keys: readonly string[]) => Promise<T>;
}

/**
 * Reads entries that the store lacks. Reads the keys that it could claim at once. For the others, waits until the other
 * instances have released them, and then reads those that are still missing. Returns the answers of its own reads.
 */
export async function readClaimed<T>(claims: Claims, wanted: ClaimedRead<T>): Promise<readonly T[]> {
  const { keys, purpose, ending, known, read } = wanted;
  const claim = await claims.claim(keys, purpose);
  const missing = async (some: readonly string[]) => {
    const has = new Set(await known(some));
    return some.filter((key) => !has.has(key));
  };
  const readOwn = async () => {
    try {
      const own = await missing(keys.filter((key) => claim.own.has(key)));
      return own.length > 0 ? [await read(own)] : [];
    } finally {
      claim.release();
    }
  };
  const readOthers = async () => {
    const others = await missing(keys.filter((key) => !claim.own.has(key)));
    if (others.length === 0) return [];
    await claim.others(ending);
    const left = await missing(others);
    return left.length > 0 ? [await read(left)] : [];
  };
  const answers = await Promise.all([readOwn(), readOthers()]);
  return answers.flat();
}
