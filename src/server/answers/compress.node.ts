import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Encoding, encodings } from './encodings.ts';

/** Smaller answers are not compressed: they fit into one packet. */
const leastBytes = 1024;

const compressors: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      // Level 11 takes a hundred times as long and saves another tenth.
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/**
 * Returns a body in each encoding that makes it smaller. Returns an empty map for a short body. Node compresses in its pool of
 * threads.
 *
 * @param body - the bytes, one per character, as in the result
 */
export async function compressed(body: string): Promise<ReadonlyMap<Encoding, string>> {
  const results = new Map<Encoding, string>();
  if (body.length < leastBytes) return results;
  const bytes = Buffer.from(body, 'latin1');
  for (const encoding of encodings) {
    const result = await compressors[encoding](bytes);
    if (result.length < bytes.length) results.set(encoding, result.toString('latin1'));
  }
  return results;
}
