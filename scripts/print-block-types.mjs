// npm run block-types: writes the block types of the demo's WordPress to src/content/blocks/core-types.ts.
import { writeFileSync } from 'node:fs';
import { startDemoWordPress } from '../dist/demo/wordpress.js';

const wordpress = await startDemoWordPress();
try {
  const { username, applicationPassword } = wordpress.users.admin;
  const authorization = `Basic ${btoa(`${username}:${applicationPassword}`)}`;
  const types = await read('wp/v2/block-types?context=edit');
  const rows = types
    .filter(({ name }) => name.startsWith('core/'))
    .map(rowOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(
    new URL('../src/content/blocks/core-types.ts', import.meta.url),
    [
      `// Written by \`npm run block-types\` from the block types of WordPress ${wordpress.version}. Do not edit.`,
      "import type { BlockTypeRow } from './block-type.ts';",
      '',
      "/** The block types of WordPress, from the `block.json` of each and what WordPress adds for the block's supports. */",
      'export const coreTypeRows: readonly BlockTypeRow[] = [',
      ...rows.map((row) => `  ${JSON.stringify(row)},`),
      '];',
      '',
    ].join('\n'),
  );

  async function read(path) {
    const response = await fetch(new URL(`wp-json/${path}`, `${wordpress.url}/`), {
      headers: { authorization },
    });
    if (!response.ok) throw new Error(`WordPress answers ${response.status}: ${await response.text()}`);
    return response.json();
  }
} finally {
  await wordpress.close();
}

function rowOf({ name, category, api_version: apiVersion, is_dynamic: isDynamic, supports, attributes }) {
  const [plain, others] = [{}, {}];
  for (const [key, schema] of Object.entries(attributes ?? {})) {
    const kept = keptOf(schema);
    if (Object.keys(kept).join() === 'type')
      plain[kept.type] = [plain[kept.type], key].filter(Boolean).join(' ');
    else others[key] = kept;
  }
  return { name, category, apiVersion, isDynamic, hasAnchor: supports?.anchor === true, plain, others };
}

/** Returns what of an attribute decides on its type and value. */
function keptOf(schema) {
  const { type, default: fallback, source, selector, attribute, multiline, query, items } = schema;
  return JSON.parse(
    JSON.stringify({
      // A list of types has no field in the graph.
      type: typeof type === 'string' ? type : undefined,
      default: fallback,
      ...(source ? { source, selector, attribute, multiline } : {}),
      ...(query && source
        ? { query: Object.fromEntries(Object.entries(query).map(([k, v]) => [k, keptOf(v)])) }
        : {}),
      ...(items ? { items: keptOf(items) } : {}),
    }),
  );
}
