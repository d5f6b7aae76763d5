import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Entry } from '../store.ts';

/** Entries with fewer characters are not compressed: that would take more time than it saves. */
const compressedFrom = 8 * 1024;

/** The first character of a compressed entry. An entry in JSON begins with a brace. */
const mark = 'z';

/** Returns an entry as a text for Redis. */
export function pack(entry: Entry): string {
  const text = JSON.stringify(entry);
  if (text.length < compressedFrom) return text;
  const compressed = mark + deflateRawSync(text, { level: 1 }).toString('base64');
  return compressed.length < text.length * 0.7 ? compressed : text;
}

/** Returns the JSON value of a text from {@link pack}. Returns undefined if the text is none. */
export function unpack(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    const json = text.startsWith(mark)
      ? inflateRawSync(Buffer.from(text.slice(1), 'base64')).toString()
      : text;
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
