/** A content coding in which the gateway stores answers (RFC 9110, "Content Codings"). */
export type Encoding = 'br' | 'gzip';

/** The encodings, the smallest first. */
export const encodings = ['br', 'gzip'] as const satisfies readonly Encoding[];

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
