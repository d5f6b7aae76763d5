import type { AcfJson } from './acf/definitions/files.ts';
import { integrationOptions } from './options.ts';

/** Options of the built-in integrations where there are no files: with the content of a file in place of its path. */
export interface ContentOptions {
  /** The content of ACF's JSON, not its path: import it. @default ACF's fields have names of their own */
  readonly acf?: Exclude<AcfJson, string> | undefined;
}

/** The keys of options that may be the path of a file. */
export const pathOptions: readonly string[] = Object.keys(integrationOptions);
