import type { AgesByResource } from '../cache/ages.ts';
import { isRedisAddress } from '../cache/redis/names.ts';
import { isRecord } from '../values/json.ts';
import type { Options } from './option.ts';
import { byName, objectOf } from './shapes.ts';
import { anyText, boolean, fileOnly, type OptionValue, wholeNumber } from './values.ts';

/** A number of seconds in the JSON Schema of config files. */
const seconds = { type: 'number', minimum: 0 };

/** An address of Redis. */
const redisAddress: OptionValue<string> = {
  accepts: (value): value is string => typeof value === 'string' && isRedisAddress(value),
  schema: { type: 'string', pattern: '^rediss?://' },
  parse: (value) => {
    if (!isRedisAddress(value)) throw new Error('must be an address that begins with redis:// or rediss://');
    return value;
  },
};

/** Options of what the gateway remembers for all visitors. */
export const cacheOptions = {
  cache: {
    flag: 'cache',
    env: 'PRESSQL_CACHE',
    placeholder: 'true|false',
    default: true,
    sentence:
      'Whether the gateway remembers what visitors read. Signed-in users always read from WordPress. --no-cache switches it off.',
    ...boolean,
  },
  cacheSize: {
    flag: 'cache-size',
    env: 'PRESSQL_CACHE_SIZE',
    placeholder: 'BYTES',
    default: 128 * 1024 * 1024,
    sentence: 'Memory that the documents and lists of the cache may take.',
    ...wholeNumber(1024 * 1024),
  },
  answerCacheSize: {
    flag: 'answer-cache-size',
    env: 'PRESSQL_ANSWER_CACHE_SIZE',
    placeholder: 'BYTES',
    default: 64 * 1024 * 1024,
    sentence: 'Memory that whole answers may take. 0 keeps none.',
    ...wholeNumber(0),
  },
  httpMaxAge: {
    flag: 'http-max-age',
    env: 'PRESSQL_HTTP_MAX_AGE',
    placeholder: 'SECONDS',
    default: 60,
    sentence:
      "Seconds for which browsers and CDNs may use visitors' answers to GET without asking again. They do not learn of changes.",
    ...wholeNumber(0),
  },
  httpStale: {
    flag: 'http-stale',
    env: 'PRESSQL_HTTP_STALE',
    placeholder: 'SECONDS',
    default: 60,
    sentence: 'Seconds after that, in which they may still use the answer while they ask for a new one.',
    ...wholeNumber(0),
  },
  httpMaxAges: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: {},
    sentence:
      'Shorter times for answers with a resource in them, in seconds: `{ "comment": 5, "post": 30 }`.',
    ...fileOnly<Readonly<Record<string, number>>>(areSeconds, byName(seconds)),
  },
  cacheTagSize: {
    flag: 'cache-tag-size',
    env: 'PRESSQL_CACHE_TAG_SIZE',
    placeholder: 'N',
    default: 1000,
    sentence:
      'Maximum number of characters of `X-GraphQL-Keys`, `Cache-Tag` and `Surrogate-Key` each. nginx accepts 4 KB of headers in all, unless `proxy_buffer_size` says otherwise.',
    ...wholeNumber(100, 8192),
  },
  cacheDir: {
    flag: 'cache-dir',
    env: 'PRESSQL_CACHE_DIR',
    placeholder: 'FOLDER',
    default: null,
    sentence:
      'Folder in which the gateway keeps a copy of its cache, so that it can start and answer while WordPress is down.',
    ...anyText,
  },
  redis: {
    flag: null,
    env: 'PRESSQL_REDIS',
    placeholder: 'URL',
    default: null,
    sentence:
      'Redis or Valkey, through which several gateways of one site share their cache: `redis://user:password@host:6379/0`, or `rediss:` for TLS.',
    isSecret: true,
    ...redisAddress,
  },
  redisPrefix: {
    flag: 'redis-prefix',
    env: 'PRESSQL_REDIS_PREFIX',
    placeholder: 'TEXT',
    default: 'pressql',
    sentence: 'Begins all keys in Redis. Gateways with different prefixes share nothing.',
    ...anyText,
  },
  redisTimeout: {
    flag: 'redis-timeout',
    env: 'PRESSQL_REDIS_TIMEOUT',
    placeholder: 'MS',
    default: 200,
    sentence:
      'Milliseconds for one command of Redis. If Redis takes longer, the gateway works alone until Redis answers in time again.',
    ...wholeNumber(10, 10_000),
  },
  ages: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: null,
    sentence:
      'Seconds for which the cache counts, by resource; * stands for all others: `{ "post": { "fresh": 60, "staleWhileRevalidate": 600, "staleIfError": 86400 } }`.',
    ...fileOnly<AgesByResource>(
      isAges,
      byName(objectOf({ fresh: seconds, staleWhileRevalidate: seconds, staleIfError: seconds })),
    ),
  },
} satisfies Options;

const ageNames: readonly string[] = ['fresh', 'staleWhileRevalidate', 'staleIfError'];

function areSeconds(value: unknown): value is Readonly<Record<string, number>> {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (seconds) => typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0,
    )
  );
}

function isAges(value: unknown): value is AgesByResource {
  return isRecord(value) && Object.values(value).every(isAge);
}

function isAge(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([name, seconds]) =>
        ageNames.includes(name) && typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0,
    )
  );
}
