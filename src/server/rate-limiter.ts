import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { GraphQLError } from '../packages/graphql.ts';
import { clientNetwork } from '../values/ip-address.ts';
import type { LimitsPerMinute, RateLimited, RateLimits, SharedScripts } from './rate-limits.ts';

const kinds = {
  reads: { what: 'queries', option: 'rateReads' },
  writes: { what: 'mutations', option: 'rateWrites' },
  logins: { what: 'passwords, logins and e-mails', option: 'rateLogins' },
} as const satisfies Readonly<Record<RateLimited, object>>;

/** Seconds in which a client is counted. */
const duration = 60;

/** Returns the limits that the operator sets. */
export function limitsIn(
  settings: Readonly<Record<'rateReads' | 'rateWrites' | 'rateLogins', number>>,
): LimitsPerMinute {
  return { reads: settings.rateReads, writes: settings.rateWrites, logins: settings.rateLogins };
}

/**
 * Returns limits of clients.
 *
 * @param perMinute - the largest number of each kind in a minute; 0 sets no limit
 * @param shared - counts for several gateways together. Null counts in the memory of this process, as does a gateway whose
 * Redis is gone
 */
export function createRateLimits(
  perMinute: LimitsPerMinute,
  shared: SharedScripts | null = null,
): RateLimits {
  const limiterOf = (kind: RateLimited) => {
    const points = perMinute[kind];
    if (points <= 0) return null;
    const own = new RateLimiterMemory({ keyPrefix: kind, points, duration });
    if (!shared) return own;
    const keyPrefix = `${shared.prefix}${kind}`;
    // The limiter needs only `eval` of the client if it is a client of the package `redis`.
    return new RateLimiterRedis({
      ...{ storeClient: shared, useRedisPackage: true, insuranceLimiter: own },
      ...{ keyPrefix, points, duration },
    });
  };
  const limiters = { reads: limiterOf('reads'), writes: limiterOf('writes'), logins: limiterOf('logins') };
  return {
    isLimited: (kind) => limiters[kind] !== null,
    async take(kind, clientAddress) {
      const limiter = limiters[kind];
      if (!limiter || clientAddress === null) return;
      try {
        await limiter.consume(clientNetwork(clientAddress));
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? tooMany(kind, perMinute[kind], refusal) : refusal;
      }
    },
    async giveBack(kind, clientAddress) {
      if (clientAddress !== null) await limiters[kind]?.reward(clientNetwork(clientAddress));
    },
  };
}

function tooMany(kind: RateLimited, limit: number, { msBeforeNext }: RateLimiterRes): GraphQLError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const { what, option } = kinds[kind];
  return new GraphQLError(
    `A client may send ${limit} ${what} in a minute. Send this again in ${seconds} s, or ask the operator to raise \`${option}\`.`,
    {
      extensions: {
        code: 'RATE_LIMITED',
        http: { status: 429, headers: { 'Retry-After': String(seconds) } },
      },
    },
  );
}
