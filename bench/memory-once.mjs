// node bench/memory-once.mjs FILE FIELDS COUNT: fills the cache with documents made from those of a file. Prints the megabytes of
// heap that they take, the estimate of the cache, and how many of them it kept, as JSON.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createChanges } from '../dist/cache/change-log.js';
import { storeDocuments } from '../dist/cache/document-store.js';
import { createMemoryStore } from '../dist/cache/memory-store.js';
import { createSharedCache } from '../dist/cache/shared-cache.js';
import { cacheOptions } from '../dist/config/cache-options.js';
import { stockSite } from '../dist/site/stock.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const [, , file, fields, count] = process.argv;
const items = JSON.parse(readFileSync(file, 'utf8'));
const resource = stockSite().resources.get('post');
const paths = new Set(fields.split(','));
const store = createMemoryStore(cacheOptions.cacheSize.default);
const changes = createChanges({ onError: console.error });
const reading = {
  cache: createSharedCache({ store, changes, ages: {}, watch: () => null }),
  prefix: 'site/visitor/',
};
await add(0, items.length);
const before = heap();
const estimate = store.bytes;
await add(items.length, Number(count));
console.log(
  JSON.stringify({ heap: heap() - before, estimate: (store.bytes - estimate) / 2 ** 20, kept: store.size }),
);

/** Stores documents in pages, each parsed from text as an answer of WordPress is. */
async function add(from, to) {
  for (let first = from; first < to; first += items.length) {
    const text = JSON.stringify(
      items.map((item, index) => ({ ...item, id: first + index + 1, slug: `${item.slug}-${first}` })),
    );
    const documents = new Map(JSON.parse(text).map((item) => [item.id, item]));
    await storeDocuments(reading, { resource, paths }, { documents, readAt: Date.now() });
  }
}

function heap() {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
