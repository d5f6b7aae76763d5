// node .ci/tally.mjs <folder>: prints the sums of the JSON reports of all vitest runs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.tests.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const sum = (count) => reports.reduce((total, report) => total + count(report), 0);

if (reports.length > 0) {
  const passed = sum(({ numPassedTests }) => numPassedTests);
  const failed = sum((report) => report.numFailedTests + brokenFiles(report));
  const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}

/** Returns the number of files that failed outside of their tests. No test counts these failures. */
function brokenFiles({ testResults }) {
  const isBroken = ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  return testResults.filter(isBroken).length;
}
