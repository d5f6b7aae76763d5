import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type SchemaForm, schemaText } from '../../src/cli/schema.ts';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { builtInNames } from '../../src/integrations/reserved-names.ts';
import { namesWith, reservedNames } from '../../src/schema/build.ts';
import { namesFrom } from '../../src/schema/reserved.ts';

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

it('the table of reserved names is up to date (npm run schema), and is what gateways use', () => {
  const made = namesWith(builtInIntegrations);
  expect(namesFrom(builtInNames), 'src/integrations/reserved-names.ts is stale: npm run schema').toEqual(
    made,
  );
  expect(reservedNames([...builtInIntegrations])).toEqual(made);
  expect(reservedNames(builtInIntegrations.slice(1)).types.size).toBeLessThan(made.types.size);
});
