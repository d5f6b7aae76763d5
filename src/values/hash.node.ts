import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How the bytes of a hash are written. */
export type HashEncoding = 'hex' | 'base64' | 'base64url';

/** Returns the SHA-256 of a text, or of its parts one after the other (FIPS 180-4). */
export function sha256(text: string | readonly (string | Uint8Array)[], encoding: HashEncoding): string {
  const hash = createHash('sha256');
  for (const part of typeof text === 'string' ? [text] : text) hash.update(part);
  return hash.digest(encoding);
}

/** Returns the SHA-1 of a text, for digests that nobody has a reason to forge. */
export function sha1(text: string, encoding: HashEncoding): string {
  return createHash('sha1').update(text).digest(encoding);
}

/** Returns the HMAC-SHA256 of a text (RFC 2104) in hexadecimal digits. */
export function hmacSha256(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Whether two texts are equal. Takes the same time for all texts of one length. */
export function isEqualInConstantTime(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
