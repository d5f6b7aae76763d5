import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A content coding in which the gateway stores answers (RFC 9110, "Content Codings"). */
export type Encoding = 'br' | 'gzip';

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

/** The encodings, the smallest first. */
const encodings = ['br', 'gzip'] as const;

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

/** Accepted encodings by header. Clients send few different headers. */
const chosen = new Map<string, readonly Encoding[]>();
/** The largest number of headers in memory. */
const mostChosen = 200;

/** Returns the encodings that a client accepts, the smallest first. Returns an empty list without the header. */
export function acceptedEncodings(acceptEncoding: string | null): readonly Encoding[] {
  if (acceptEncoding === null) return [];
  const known = chosen.get(acceptEncoding);
  if (known) return known;
  const accepted = readAccepted(acceptEncoding);
  if (chosen.size >= mostChosen) chosen.clear();
  chosen.set(acceptEncoding, accepted);
  return accepted;
}

function readAccepted(acceptEncoding: string): readonly Encoding[] {
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return encodings.filter((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0);
}
