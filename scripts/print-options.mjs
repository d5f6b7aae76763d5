// npm run options: writes the table of options and the usage of the command into docs/configuration.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { help } from '../dist/cli/arguments.js';
import { optionsTable } from '../dist/config/table.js';

const page = new URL('../docs/configuration.md', import.meta.url);
const usage = /^Usage\n([\s\S]*?)\n\n/m.exec(help())?.[1].replaceAll(/^ {2}/gm, '');

/** The generated parts of the page. Each pattern has a group for the text before its part and one for the text after it. */
const parts = [
  [/(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/, optionsTable()],
  [/(```text usage\n)[\s\S]*?(```)/, usage],
];

let text = readFileSync(page, 'utf8');
for (const [pattern, part] of parts) {
  if (!pattern.test(text)) throw new Error(`docs/configuration.md does not contain ${pattern.source}.`);
  text = text.replace(pattern, (_all, before, after) => `${before}${part}\n${after}`);
}
writeFileSync(page, text);
