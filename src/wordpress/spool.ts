import type { FileToSend } from './rest.ts';

/**
 * The progress of an upload to WordPress.
 *
 * @example
 * const onUpload = ({ name, sent, size }: UploadProgress) => console.log(`${name}: ${sent} of ${size} bytes`);
 */
export interface UploadProgress {
  readonly name: string;
  /** Size of the file in bytes. */
  readonly size: number;
  /** Bytes sent so far. */
  readonly sent: number;
}

/** Options of {@link createSpool}. */
export interface SpoolOptions {
  /** Bytes of one file. */
  readonly maxSize: number;
  /** Called for each chunk that is sent. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Stores files before they are sent: WordPress needs their size first. */
export interface Spool {
  /**
   * Stores a file and returns it.
   *
   * @throws FileTooLarge if it has more than `maxSize` bytes
   */
  store(file: Pick<FileToSend, 'name' | 'type'>, content: AsyncIterable<Uint8Array>): Promise<FileToSend>;
  /** Deletes all files. */
  empty(): Promise<void>;
}

/** The error for a file of more than `maxSize` bytes. */
export class FileTooLarge extends Error {
  constructor(name: string, limit: number) {
    super(
      `The file ${JSON.stringify(name)} has more than ${limit} bytes, the limit of the gateway (maxUploadSize).`,
    );
    this.name = 'FileTooLarge';
  }
}
