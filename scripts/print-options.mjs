// npm run options: writes the table of options and the usage of the command into docs/configuration.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { help } from '../dist/cli/arguments.js';
import { optionsTable } from '../dist/config/table.js';

const page = new URL('../docs/configuration.md', import.meta.url);
const usage = /^Usage\n([\s\S]*?)\n\n/m.exec(help())?.[1].replaceAll(/^ {2}/gm, '');

/** The parts of the page that are written, each with what comes before and behind it. */
const parts = [
  [/(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/, optionsTable()],
  [/(```text usage\n)[\s\S]*?(```)/, usage],
];

let text = readFileSync(page, 'utf8');
for (const [place, part] of parts) {
  if (!place.test(text)) throw new Error(`docs/configuration.md has no place for ${place.source}.`);
  text = text.replace(place, (_all, before, behind) => `${before}${part}\n${behind}`);
}
writeFileSync(page, text);
