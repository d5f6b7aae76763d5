import type { Ending } from '../wordpress/ending.ts';

/**
 * Claims of reads, so that one of several instances asks WordPress, and the others get what it stores. A claim ends by itself
 * if its instance does.
 */
export interface Claims {
  /**
   * Claims entries that this instance wants to read from WordPress. Afterwards the store has the newest entries that any
   * instance has stored under these keys.
   *
   * @param purpose - claims of different purposes do not affect each other
   * @returns the keys that no other instance has claimed
   */
  claim(keys: readonly string[], purpose: string): Promise<Claim>;
}

/** Claimed keys. */
export interface Claim {
  readonly own: ReadonlySet<string>;
  /**
   * Resolves as soon as no other instance has claimed the other keys any more. The store then has what these instances have
   * stored. Rejects with the reason of the ending if that comes first.
   */
  others(ending: Ending | null): Promise<void>;
  /** Ends the claim. Everything that was stored before is there for others. */
  release(): void;
}

/** A read that instances share. */
export interface ClaimedRead<T> {
  readonly keys: readonly string[];
  readonly purpose: string;
  readonly ending: Ending | null;
  /** Returns what the store has of these keys that need not be read. */
  readonly known: (keys: readonly string[]) => Promise<readonly string[]>;
  /** Reads keys from WordPress and stores them. */
  readonly read: (keys: readonly string[]) => Promise<T>;
}

/**
 * Reads from WordPress what the store lacks. Keys that no other instance has claimed are read at once. For the others it waits
 * until their claims have ended, and then reads those that are still missing. Returns the answers of its own reads.
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
