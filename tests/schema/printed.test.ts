import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type SchemaForm, schemaText } from '../../src/cli/schema.ts';

const files: readonly (readonly [string, SchemaForm])[] = [
  ['schema.graphql', 'sdl'],
  ['possible-types.json', 'possible-types'],
];

describe('schema/', () => {
  it.each(files)('%s is up to date (npm run schema)', async (name, form) => {
    const checkedIn = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
    expect(checkedIn === (await schemaText(undefined, {}, form)), `${name} is stale: npm run schema`).toBe(
      true,
    );
  });
});
