// npm run options: writes the tables of options and the usage of the command into the documentation, and the JSON Schema of
// config files.
import { readFileSync, writeFileSync } from 'node:fs';
import { requestedText } from '../dist/cli/arguments.js';
import { compareFlagsTable } from '../dist/cli/compare-flags.js';
import { configSchema } from '../dist/config/json-schema.js';
import { optionsTable } from '../dist/config/table.js';

/** The commands in `pressql --help`, each with its heading. */
const usage = /\n(Start:\n[\s\S]*?)\n\nOptions:/.exec(requestedText(['--help']))?.[1];

/** The generated parts. Each pattern has a group for the text before its part and one for the text after it. */
const parts = [
  ['configuration.md', /(<!-- options -->\n)[\s\S]*?(<!-- \/options -->)/, optionsTable()],
  ['configuration.md', /(```text usage\n)[\s\S]*?(```)/, usage],
  ['comparing.md', /(<!-- compare-flags -->\n)[\s\S]*?(<!-- \/compare-flags -->)/, compareFlagsTable()],
];

for (const [name, pattern, part] of parts) {
  const page = new URL(`../docs/${name}`, import.meta.url);
  const text = readFileSync(page, 'utf8');
  if (!pattern.test(text)) throw new Error(`docs/${name} does not contain ${pattern.source}.`);
  writeFileSync(
    page,
    text.replace(pattern, (_all, before, after) => `${before}${part}\n${after}`),
  );
}

writeFileSync(
  new URL('../schema/pressql.config.schema.json', import.meta.url),
  `${JSON.stringify(configSchema(), null, 2)}\n`,
);
