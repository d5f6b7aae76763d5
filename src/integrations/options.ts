import { acfOptions } from './acf/options.ts';

/** The options of the built-in integrations, as rows of `src/config/options.ts`. */
export const integrationOptions = { ...acfOptions };
