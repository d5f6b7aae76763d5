// node scripts/read-wpgraphql.mjs ENDPOINT-OR-SDL-FILE VERSION [--header 'Authorization: …'] [--without REGEXP]
// Writes docs/wpgraphql-VERSION.json: the names and types in WPGraphQL's schema, for `npm run differences`.
// `--without` leaves out the names of custom post types and taxonomies: 'book|genre'.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildClientSchema, buildSchema, getIntrospectionQuery } from 'graphql';
import { shapeOf } from './differences/shape.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { header: { type: 'string' }, without: { type: 'string' } },
});
const [source, version] = positionals;
if (!source || !version)
  throw new Error('Two arguments are needed: an endpoint or an SDL file, and the version of WPGraphQL.');

const schema = /^https?:/.test(source) ? await introspect(source) : buildSchema(readFileSync(source, 'utf8'));
const shape = shapeOf(schema, values.without ? new RegExp(values.without, 'i') : null);
const lines = Object.entries(shape).map(([name, type]) => `${JSON.stringify(name)}:${JSON.stringify(type)}`);
writeFileSync(new URL(`../docs/wpgraphql-${version}.json`, import.meta.url), `{\n${lines.join(',\n')}\n}\n`);

async function introspect(endpoint) {
  const [name, value] = values.header?.split(/:\s*/) ?? [];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(name && { [name]: value }) },
    body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? 'The endpoint did not answer the introspection query.');
  return buildClientSchema(data);
}
