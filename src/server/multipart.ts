import type { FileToSend } from '../wordpress/rest.ts';
import type { Spool } from '../wordpress/spool.ts';

/** The parts of a multipart request, by name. */
export interface Parts {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, FileToSend>;
}

/** Limits and places of {@link Parts}. */
export interface PartsOptions {
  /** Largest size in bytes of a part that is not a file. */
  readonly maxRequestSize: number;
  /** Stores the files. */
  readonly spool: Spool;
  /**
   * Called with the size of each chunk that arrives.
   *
   * @throws GraphQLError if the request may send no more
   */
  readonly onChunk: (bytes: number) => void;
}
