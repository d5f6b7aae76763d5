import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Entry, isEntry } from '../store.ts';

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

/** Returns the entry in a text from Redis. Returns undefined if the text is no entry. */
export function unpack(text: unknown): Entry | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const json = text.startsWith(mark)
      ? inflateRawSync(Buffer.from(text.slice(1), 'base64')).toString()
      : text;
    const entry: unknown = JSON.parse(json);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
