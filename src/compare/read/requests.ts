import { isRecord, parseJson } from '../../values/json.ts';
import { safeDecode } from '../../values/url-text.ts';
import { isHole, type Piece } from './pieces.ts';

/**
 * Returns the document inside a text that is a whole request: the `query` of a JSON body, or the parameter `query` of an
 * address. Returns the text itself if it is no request.
 */
export function documentInRequest(pieces: readonly Piece[]): readonly Piece[] {
  return documentInJson(pieces) ?? documentInAddress(pieces) ?? pieces;
}

/** Marks the place of a hole inside JSON, with two characters that Unicode reserves for private use. */
const mark = (index: number) => `\uE000${index}\uE001`;

function documentInJson(pieces: readonly Piece[]): readonly Piece[] | null {
  const text = pieces.map((piece, index) => (isHole(piece) ? mark(index) : piece.text)).join('');
  if (!/^\s*\[?\s*\{[\s\S]*"query"\s*:/.test(text)) return null;
  // A hole in place of a whole JSON value makes the text invalid JSON. null in its place makes it valid.
  const query = queryOfBody(text) ?? queryOfBody(text.replaceAll(/(?<=[:,[]\s*)\uE000\d+\uE001/g, 'null'));
  return query === null ? null : restoreHoles(query, pieces);
}

function queryOfBody(text: string): string | null {
  const [body] = [parseJson(text)].flat();
  return isRecord(body) && typeof body['query'] === 'string' ? body['query'] : null;
}

function restoreHoles(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const written = pieces.find((piece) => !isHole(piece));
  if (!written || isHole(written)) return pieces;
  return text.split(/\uE000(\d+)\uE001/).flatMap((part, index) => {
    const piece = pieces[Number(part)];
    if (index % 2 === 1) return piece ? [piece] : [];
    return [{ ...written, text: part, spansLines: false }];
  });
}

/** Returns the document in an address: `/graphql?query={posts{nodes{id}}}`. */
function documentInAddress(pieces: readonly Piece[]): readonly Piece[] | null {
  const start = pieces.findIndex((piece) => !isHole(piece) && /[?&]query=/.test(piece.text));
  if (start === -1) return null;
  const found: Piece[] = [];
  for (const [index, piece] of pieces.slice(start).entries()) {
    if (isHole(piece)) {
      found.push(piece);
      continue;
    }
    const value = index === 0 ? piece.text.replace(/^[\s\S]*?[?&]query=/, '') : piece.text;
    const [text = '', ...rest] = value.split('&');
    const decoded = safeDecode(text.replaceAll('+', ' '));
    found.push({ ...piece, text: decoded, spansLines: piece.spansLines && !text.includes('%') });
    if (rest.length > 0) break;
  }
  return found;
}
