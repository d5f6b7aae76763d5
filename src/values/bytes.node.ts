import { Buffer } from 'node:buffer';

/** Returns the UTF-8 bytes of a text in Base64 (RFC 4648, section 4). */
export function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Returns the UTF-8 bytes of a text, or bytes, in Base64 for addresses and file names, without padding (RFC 4648, section 5). */
export function toBase64Url(value: string | Uint8Array): string {
  return Buffer.from(value).toString('base64url');
}

/** Returns the UTF-8 text of Base64 in either alphabet. Skips characters that belong to neither. */
export function fromBase64(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8');
}

/** Returns the number of UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** Returns the UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(text);
}

/** Returns the UTF-8 text of bytes that may come in parts. Bytes that are no UTF-8 become U+FFFD. */
export function utf8Of(parts: readonly Uint8Array[]): string {
  return joined(parts).toString('utf8');
}

/** Returns bytes, which may come in parts, as a text with one character for each. */
export function latin1Of(parts: readonly Uint8Array[]): string {
  return joined(parts).toString('latin1');
}

/** Returns the bytes of a text that has one character for each. */
export function bytesOfLatin1(text: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(text, 'latin1');
}

/** Returns a text as the value of a header, which the host sends as its UTF-8 bytes. Node writes one byte for each character. */
export function headerValueOf(text: string): string {
  return latin1Of([bytesOf(text)]);
}

function joined(parts: readonly Uint8Array[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first
    ? Buffer.from(first.buffer, first.byteOffset, first.byteLength)
    : Buffer.concat(parts);
}
