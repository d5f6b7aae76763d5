import type { AgesByResource } from '../cache/ages.ts';
import { isRecord } from '../values/json.ts';
import type { Options } from './option.ts';
import { anyText, boolean, fileOnly, wholeNumber } from './values.ts';

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
  cacheDir: {
    flag: 'cache-dir',
    env: 'PRESSQL_CACHE_DIR',
    placeholder: 'FOLDER',
    default: null,
    sentence:
      'Folder in which the gateway keeps a copy of its cache, so that it can start and answer while WordPress is down.',
    ...anyText,
  },
  ages: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: null,
    sentence:
      'Seconds for which the cache counts, by resource; * stands for all others: `{ "post": { "fresh": 60, "staleWhileRevalidate": 600, "staleIfError": 86400 } }`.',
    ...fileOnly<AgesByResource>(isAges),
  },
} satisfies Options;

const ageNames: readonly string[] = ['fresh', 'staleWhileRevalidate', 'staleIfError'];

function isAges(value: unknown): value is AgesByResource {
  return isRecord(value) && Object.values(value).every(isAge);
}

function isAge(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([name, seconds]) => ageNames.includes(name) && typeof seconds === 'number' && seconds >= 0,
    )
  );
}
