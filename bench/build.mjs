// node bench/build.mjs: how long the schema of a site with many post types takes to build, with 20 meta fields of each type. It
// needs `npm run build`, but no WordPress. Each figure is the first build of a process, as at a start of the gateway.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { spread } from './measure.mjs';
import { saveResults, textOf } from './results.mjs';

const script = fileURLToPath(new URL('build-once.mjs', import.meta.url));
const rounds = 5;

const rows = [10, 50, 200].map((types) => {
  const builds = Array.from({ length: rounds }, () =>
    JSON.parse(execFileSync(process.execPath, [script, String(types)], { encoding: 'utf8' })),
  );
  const of = (key) => textOf(spread(builds.map((build) => build[key])), 0);
  return [String(types), of('ms'), of('cpu'), of('megabytes'), String(builds[0].names)];
});
saveResults('build', {
  title: 'Building the schema',
  notes: ['Texts, numbers, switches, lists and objects as meta fields; each type has its own.'],
  tables: [
    {
      title: 'Custom types with 20 meta fields each',
      columns: ['types', 'ms', 'CPU in ms', 'MB of heap that the schema takes', 'GraphQL types'],
      rows,
    },
  ],
});
