// Writes the table of options into the README: `npm run options`.
import { readFileSync, writeFileSync } from 'node:fs';
import { optionsTable } from '../dist/config/table.js';

const readme = new URL('../README.md', import.meta.url);
const text = readFileSync(readme, 'utf8');
writeFileSync(
  readme,
  text.replace(/(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/, `$1${optionsTable()}\n$2`),
);
