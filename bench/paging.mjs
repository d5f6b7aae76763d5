// node bench/paging.mjs --url URL: pages through all posts while nothing is cached. It fails unless every page has every post
// once, always in the same order.
import { startGateway } from './gateway.mjs';
import { readOptions } from './options.mjs';
import { readAllPages } from './pages.mjs';
import { findRestRoot, readRest } from './rest.mjs';
import { saveResults } from './results.mjs';

const options = readOptions({});
const root = await findRestRoot(options.url);
const { headers } = await readRest(root, 'posts', { per_page: '1', _fields: 'id' });
const total = Number(headers.get('x-wp-total'));

const gateway = await startGateway(options.url, ['--no-cache', '--log', 'none']);
const rows = [];
let order;
let isComplete = true;
try {
  for (const size of [100, 37]) {
    for (const direction of ['forward', 'backward']) {
      const { ids, pages, ms } = await readAllPages(gateway.endpoint, direction, size);
      order ??= ids.join();
      isComplete &&= ids.length === total && new Set(ids).size === total && ids.join() === order;
      rows.push([`${direction} by ${size}`, String(pages), (ms / pages).toFixed(0)]);
    }
  }
} finally {
  await gateway.close();
}
if (!isComplete) process.exitCode = 1;
saveResults('paging', {
  title: 'Paging, nothing cached',
  notes: [
    isComplete
      ? 'Every page had every post once, always in the same order.'
      : 'WRONG: posts are missing or in another order.',
  ],
  tables: [{ title: `All ${total} posts`, columns: ['', 'pages', 'ms per page'], rows }],
});
