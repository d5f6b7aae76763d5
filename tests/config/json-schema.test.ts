import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/config/json-schema.ts';
import { options } from '../../src/config/options.ts';
import { optionsTable } from '../../src/config/table.ts';

describe('the JSON Schema of config files', () => {
  it('is the one in the package (npm run options)', () => {
    const file = new URL('../../schema/pressql.config.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(configSchema())));
  });

  it('describes each option, and says what its value is', () => {
    for (const { key, sentence } of options) {
      expect(configSchema()).toHaveProperty(['properties', key, 'description'], sentence);
      const { type, enum: words } =
        (configSchema()['properties'] as Record<string, Record<string, unknown>>)[key] ?? {};
      expect(type ?? words, key).toBeDefined();
    }
  });

  it('allows no other keys', () => {
    expect(configSchema()['additionalProperties']).toBe(false);
  });
});

describe('the table of options', () => {
  it('shows defaults as the config file has them', () => {
    expect(optionsTable()).not.toContain('[object');
    expect(optionsTable()).toContain('| `httpMaxAges` |  |  | `{}` |');
  });
});
