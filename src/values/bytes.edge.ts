/* The functions of `bytes.node.ts` without Node's Buffer. */

const encoder = new TextEncoder();

export function toBase64(text: string): string {
  return btoa(latin1Of([encoder.encode(text)]));
}

export function toBase64Url(value: string | Uint8Array): string {
  const bytes = typeof value === 'string' ? encoder.encode(value) : value;
  return btoa(latin1Of([bytes]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

export function fromBase64(encoded: string): string {
  const [digits = ''] = encoded.split('=', 1);
  const standard = digits
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  // A single digit at the end has too few bits for a byte, and `atob` refuses it.
  const whole = standard.length % 4 === 1 ? standard.slice(0, -1) : standard;
  return utf8Of([bytesOfLatin1(atob(whole))]);
}

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

export function utf8Of(parts: readonly Uint8Array[]): string {
  // As Node's Buffer, it keeps a byte order mark.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

/** The largest number of arguments of one call. */
const chunk = 8192;

export function latin1Of(parts: readonly Uint8Array[]): string {
  let text = '';
  for (const part of parts)
    for (let at = 0; at < part.length; at += chunk)
      text += String.fromCharCode(...part.subarray(at, at + chunk));
  return text;
}

/** Cloudflare writes headers in UTF-8. Other hosts write one byte for each character, as the Fetch standard says. */
export function headerValueOf(text: string): string {
  const isCloudflare = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
  return isCloudflare ? text : latin1Of([bytesOf(text)]);
}

export function bytesOfLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
