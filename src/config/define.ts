import type { Settings } from './options.ts';

/**
 * The content of a config file. Its keys are the rows of `src/config/options.ts`.
 *
 * @example
 * const config: Config = { url: 'https://site.example', port: 8080 };
 */
export interface Config extends Settings {
  /** The address of the JSON Schema, for editors. */
  readonly $schema?: string | undefined;
}

/**
 * Returns its argument. Editors complete and check the options in it, in `pressql.config.ts` and `pressql.config.js`.
 *
 * @example
 * export default defineConfig({ url: 'https://site.example', corsOrigins: ['https://shop.example'] });
 */
export function defineConfig(config: Config): Config {
  return config;
}
