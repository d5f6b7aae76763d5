// node bench/memory.mjs --url URL: the memory of 100,000 list items in the cache, and how long the gateway takes to start.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGateway } from './gateway.mjs';
import { queryEndpoint } from './http.mjs';
import { cpuOf } from './load.mjs';
import { spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { findRestRoot, readRest } from './rest.mjs';
import { saveResults, textOf } from './results.mjs';

const options = readOptions({ documents: 100_000, rounds: 5 });
const script = fileURLToPath(new URL('memory-once.mjs', import.meta.url));

const fields = 'id,date,slug,title.rendered,link,author,categories,tags,featured_media,modified_gmt';
const root = await findRestRoot(options.url);
const { json } = await readRest(root, 'posts', { per_page: '100', _fields: fields });
const file = join(tmpdir(), 'pressql-bench-items.json');
writeFileSync(file, JSON.stringify(json));
const filled = JSON.parse(
  execFileSync(process.execPath, [script, file, fields, String(options.documents)], { encoding: 'utf8' }),
);

const starts = [];
for (let round = 0; round < options.rounds; round += 1) {
  const gateway = await startGateway(options.url, ['--log', 'none'], { stderr: 'ignore' });
  const cpu = cpuOf(gateway.pid);
  const start = performance.now();
  await queryEndpoint(gateway.endpoint, '{ posts(first: 10) { nodes { title } } }');
  starts.push({ ms: gateway.ms, cpu, first: performance.now() - start });
  await gateway.close();
}
const of = (key) => textOf(spread(starts.map((each) => each[key])), 0);
saveResults('memory', {
  title: 'Memory and start',
  notes: [
    `${options.documents} documents with the fields \`${fields}\` of ${json.length} posts of the site, each under an id and a slug of its own, stored as the gateway stores answers. The heap is read after a garbage collection, before and after.`,
  ],
  tables: [
    {
      title: `${options.documents} list items in the cache`,
      columns: [
        'MB of heap',
        'MB by the estimate that bounds the cache',
        'documents left in a cache of the default size',
      ],
      rows: [[filled.heap.toFixed(0), filled.estimate.toFixed(0), String(filled.kept)]],
    },
    {
      title: 'Start, discovery of the site included',
      columns: ['ms until it serves', 'CPU in ms', 'ms of the first answer'],
      rows: [[of('ms'), of('cpu'), of('first')]],
    },
  ],
  targets: [
    {
      target: '100,000 documents of the size of a list item: ≤ 120 MB',
      measured: `${filled.heap.toFixed(0)} MB`,
      isMet: filled.heap <= 120 && filled.kept === options.documents,
    },
  ],
});
