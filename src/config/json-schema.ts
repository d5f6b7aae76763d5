import { options } from './options.ts';
import { definitions } from './shapes.ts';
import type { JsonSchema } from './values.ts';

/** Returns the JSON Schema of config files. Editors complete and check `pressql.config.json` with it. */
export function configSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The config file of PressQL',
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'The address of this schema, for editors.' },
      ...Object.fromEntries(
        options.map(({ key, sentence, schema, default: standard }) => [
          key,
          { description: sentence, ...schema, ...(standard === null ? {} : { default: standard }) },
        ]),
      ),
    },
    additionalProperties: false,
    definitions,
  };
}
