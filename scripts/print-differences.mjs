// npm run differences: writes docs/differences.md. With --check it only says whether the page is as it should be.
import { readFileSync, writeFileSync } from 'node:fs';
import { differencesPage } from './differences/page.mjs';

const file = new URL('../docs/differences.md', import.meta.url);
const page = differencesPage();
if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/differences.md is stale: run `npm run differences`.');
  process.exitCode = 1;
}
