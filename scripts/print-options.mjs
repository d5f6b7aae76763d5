// npm run options: writes the table of options into the document that has the markers for it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { optionsTable } from '../dist/config/table.js';

const markers = /(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/;

const files = ['README.md', 'docs/configuration.md']
  .map((path) => new URL(`../${path}`, import.meta.url))
  .filter((file) => existsSync(file) && markers.test(readFileSync(file, 'utf8')));
if (files.length === 0)
  throw new Error('No document has the markers <!-- options --> and <!-- /options -->.');
for (const file of files) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(markers, `$1${optionsTable()}\n$2`));
}
