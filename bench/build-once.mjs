// node bench/build-once.mjs TYPES: builds the schema of a site with so many post types, once. Prints time, CPU and memory as JSON.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { builtInIntegrations } from '../dist/integrations/built-in.js';
import { buildSchema, reservedNames } from '../dist/schema/build.js';
import { readJsonSchema } from '../dist/site/json-schema.js';
import { collectionsOf, nameCollections } from '../dist/site/resources.js';
import { stockSite } from '../dist/site/stock.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const metaFields = 20;
const kinds = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'array', items: { type: 'string' } },
  { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'integer' } } },
];
const names = Array.from({ length: Number(process.argv[2]) }, (_, index) => `kind_${index}`);
const types = names.map((name) => [name, { slug: name, name: `${name}s`, rest_base: `${name}s` }]);
const collections = collectionsOf({ types: Object.fromEntries(types), taxonomies: {}, routes: {} });
const { resources } = nameCollections(collections.map(withMeta), {
  reserved: reservedNames(builtInIntegrations),
});
const site = { ...stockSite(), resources };

collectGarbage();
const heap = process.memoryUsage().heapUsed;
const before = process.cpuUsage();
const start = performance.now();
const schema = buildSchema(site, { integrations: builtInIntegrations });
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(before);
collectGarbage();
const megabytes = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
const count = Object.keys(schema.getTypeMap()).length;
console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, megabytes, names: count }));

/** Gives a post type meta fields of its own. */
function withMeta(collection, number) {
  if (collection.kind !== 'content') return collection;
  const fields = Array.from({ length: metaFields }, (_, index) => [
    `key_${number}_${index}`,
    kinds[index % kinds.length],
  ]);
  const meta = readJsonSchema({ type: 'object', properties: Object.fromEntries(fields) });
  return {
    ...collection,
    properties: new Set([...collection.properties, 'meta']),
    customFields: new Map([['meta', meta]]),
  };
}
