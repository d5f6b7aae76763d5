import { safeDecode } from '../../values/url-text.ts';
import { isHole, type Piece } from './pieces.ts';

/**
 * The document that a text carries in the form of a request: the `query` of a JSON body or of an address.
 * The text itself where it carries none.
 */
export function unpacked(pieces: readonly Piece[]): readonly Piece[] {
  return fromJson(pieces) ?? fromAddress(pieces) ?? pieces;
}

const mark = (index: number) => `\uE000${index}\uE001`;

function fromJson(pieces: readonly Piece[]): readonly Piece[] | null {
  const text = pieces.map((piece, index) => (isHole(piece) ? mark(index) : piece.text)).join('');
  if (!/^\s*\[?\s*\{[\s\S]*"query"\s*:/.test(text)) return null;
  const query = queryIn(text) ?? queryIn(text.replaceAll(/(?<=[:,[]\s*)\uE000\d+\uE001/g, 'null'));
  return query === null ? null : split(query, pieces);
}

function queryIn(text: string): string | null {
  try {
    const json: unknown = JSON.parse(text);
    const [body]: unknown[] = Array.isArray(json) ? json : [json];
    const isBody = typeof body === 'object' && body !== null && 'query' in body;
    return isBody && typeof body.query === 'string' ? body.query : null;
  } catch {
    return null;
  }
}

function split(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const written = pieces.find((piece) => !isHole(piece));
  if (!written || isHole(written)) return pieces;
  return text.split(/\uE000(\d+)\uE001/).flatMap((part, index) => {
    const piece = pieces[Number(part)];
    if (index % 2 === 1) return piece ? [piece] : [];
    return [{ ...written, text: part, spansLines: false }];
  });
}

/** An address that names a document: `/graphql?query={posts{nodes{id}}}`. */
function fromAddress(pieces: readonly Piece[]): readonly Piece[] | null {
  const start = pieces.findIndex((piece) => !isHole(piece) && /[?&]query=/.test(piece.text));
  const found: Piece[] = [];
  for (const [index, piece] of pieces.slice(Math.max(start, 0)).entries()) {
    if (start === -1) return null;
    if (isHole(piece)) {
      found.push(piece);
      continue;
    }
    const value = index === 0 ? piece.text.replace(/^[\s\S]*?[?&]query=/, '') : piece.text;
    const [text = '', ...rest] = value.split('&');
    found.push({
      ...piece,
      text: safeDecode(text.replaceAll('+', ' ')),
      spansLines: piece.spansLines && !text.includes('%'),
    });
    if (rest.length > 0) break;
  }
  return found;
}
