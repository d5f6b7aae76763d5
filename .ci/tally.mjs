// node .ci/tally.mjs <folder>: adds up the JSON reports of all vitest runs into one closing line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.tests.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

if (reports.length > 0) {
  const skipped = sum('numPendingTests') + sum('numTodoTests');
  console.log(`\n${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${skipped} skipped`);
}
