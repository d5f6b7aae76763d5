// npm run bench -- --url URL [--wpgraphql ENDPOINT] [--user NAME:PASSWORD] [NAME …]: runs all benchmarks, or those that are named, one after
// the other. Together they write RESULTS.md.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, wpgraphql: { type: 'string' }, user: { type: 'string' } },
});
if (!values.url)
  throw new Error('The address of a WordPress is missing: npm run bench -- --url http://localhost:8080');

/** The benchmarks, and the options that each of them takes. */
const benchmarks = {
  cold: ['url', 'wpgraphql'],
  paging: ['url'],
  crowd: ['url', 'wpgraphql'],
  warm: ['url', 'wpgraphql'],
  unseen: ['url'],
  ...(values.user && { mix: ['url', 'user'], outage: ['url', 'user'] }),
  memory: ['url'],
  build: [],
};
const chosen = positionals.length > 0 ? positionals : Object.keys(benchmarks);
if (!values.user)
  console.log('Without --user NAME:PASSWORD, nobody edits the site, so the mix and the outage are left out.');
for (const name of chosen) {
  if (!benchmarks[name])
    throw new Error(`There is no benchmark ${name}; there are: ${Object.keys(benchmarks).join(', ')}`);
  const given = benchmarks[name].flatMap((option) => (values[option] ? [`--${option}`, values[option]] : []));
  const script = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [script, ...given], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
