// node bench/build.mjs [types] [meta keys per type]: measures the CPU time that the schema of a site with many post types
// takes to build. It needs `npm run build`, but no WordPress.
import { builtInIntegrations } from '../dist/integrations/built-in.js';
import { buildSchema, reservedNames } from '../dist/schema/build.js';
import { readJsonSchema } from '../dist/site/json-schema.js';
import { collectionsOf, nameCollections } from '../dist/site/resources.js';
import { stockSite } from '../dist/site/stock.js';

const [types = 200, keys = 20] = process.argv.slice(2).map(Number);
const names = Array.from({ length: types }, (_, index) => `kind_${index}`);
const rows = names.map((name) => [name, { slug: name, name: `${name}s`, rest_base: `${name}s` }]);
const collections = collectionsOf({ types: Object.fromEntries(rows), taxonomies: {}, routes: {} });
const place = { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'integer' } } };
const fields = Array.from({ length: keys }, (_, index) => [`key_${index}`, place]);
const meta = readJsonSchema({ type: 'object', properties: Object.fromEntries(fields) });
const withMeta = (row) => ({
  ...row,
  properties: new Set([...row.properties, 'meta']),
  customFields: new Map([['meta', meta]]),
});
const { resources } = nameCollections(
  collections.map((row) => (row.kind === 'content' ? withMeta(row) : row)),
  { reserved: reservedNames(builtInIntegrations) },
);
const site = { ...stockSite(), resources };
for (let turn = 0; turn < 3; turn++) {
  const before = process.cpuUsage();
  const schema = buildSchema(site, { integrations: builtInIntegrations });
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(2);
  console.log(
    `${types} types × ${keys} keys: ${seconds} s of CPU, ${Object.keys(schema.getTypeMap()).length} types`,
  );
}
