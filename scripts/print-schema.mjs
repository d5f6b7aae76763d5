// npm run schema: writes the schema of a WordPress without plugins to schema/.
import { writeFileSync } from 'node:fs';
import { schemaText } from '../dist/cli/schema.js';

const files = { 'schema.graphql': 'sdl', 'possible-types.json': 'possible-types' };

for (const [name, form] of Object.entries(files)) {
  writeFileSync(new URL(`../schema/${name}`, import.meta.url), await schemaText(undefined, {}, form));
}
