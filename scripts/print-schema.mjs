// npm run schema: writes the schema of a WordPress without plugins to schema/, and the names that it reserves.
import { writeFileSync } from 'node:fs';
import { schemaText } from '../dist/cli/schema.js';
import { builtInIntegrations } from '../dist/integrations/built-in.js';
import { namesWith } from '../dist/schema/build.js';
import { namesTable } from '../dist/schema/reserved.js';

const files = { 'schema.graphql': 'sdl', 'possible-types.json': 'possible-types' };

for (const [name, form] of Object.entries(files)) {
  writeFileSync(new URL(`../schema/${name}`, import.meta.url), await schemaText(undefined, {}, form));
}

const { plurals, ...names } = namesTable(namesWith(builtInIntegrations));
const rows = [
  ...Object.entries(names).map(([key, text]) => `  ${key}: \`\n${lines(text)}\`,`),
  '  plurals: {',
  ...Object.entries(plurals).map(([key, text]) => `    ${key}: \`\n${lines(text)}\`,`),
  '  },',
];
writeFileSync(
  new URL('../src/integrations/reserved-names.ts', import.meta.url),
  `import type { NamesTable } from '../schema/reserved.ts';

/** The names that no resource of a site may have, with the built-in integrations. \`npm run schema\` makes them. */
export const builtInNames: NamesTable = {
${rows.join('\n')}
};
`,
);

/** Breaks a text between words into lines of at most 130 characters. */
function lines(text) {
  return text.replace(/(.{1,130})(?: |$)/g, '$1\n');
}
