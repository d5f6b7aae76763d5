/** What a client may do a limited number of times in a minute. */
export type RateLimited = 'reads' | 'writes' | 'logins';

/** Counts what each client does. */
export interface RateLimits {
  /**
   * Counts one more of a kind. Does nothing if the operator sets no limit, or if the address of the client is unknown: a
   * limit that strangers share would let each of them lock out all others.
   *
   * @throws GraphQLError if the client has reached the limit
   */
  take(kind: RateLimited, clientAddress: string | null): Promise<void>;
  /** Whether the operator limits a kind. */
  isLimited(kind: RateLimited): boolean;
  /** Counts one less of a kind. */
  giveBack(kind: RateLimited, clientAddress: string | null): Promise<void>;
}

/** The largest number of each kind in a minute. 0 sets no limit. */
export type LimitsPerMinute = Readonly<Record<RateLimited, number>>;

/** Runs scripts in a Redis that several gateways share. */
export interface SharedScripts {
  /** Begins the keys of all counts. */
  readonly prefix: string;
  /** Runs a script in Redis and returns its answer. Rejects if Redis is gone. */
  eval(
    script: string,
    call: { readonly keys: readonly string[]; readonly arguments: readonly string[] },
  ): Promise<unknown>;
}
