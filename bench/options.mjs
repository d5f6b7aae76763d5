// Options of the benchmarks.
import { parseArgs } from 'node:util';

/**
 * Returns the options of a benchmark: `--url` and further ones with their defaults. Numbers are parsed.
 *
 * @throws Error if the address of a WordPress is missing
 */
export function readOptions(defaults) {
  const known = { url: undefined, wpgraphql: undefined, ...defaults };
  const options = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' }]));
  const { values } = parseArgs({ options });
  if (!values.url) throw new Error('The address of a WordPress is missing: --url http://localhost:8080');
  const parsed = Object.entries(values).map(([name, value]) => [
    name,
    typeof known[name] === 'number' ? Number(value) : value,
  ]);
  return { ...known, ...Object.fromEntries(parsed) };
}
