import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a signed request. */
export const signatureHeader = 'X-PressQL-Signature';
export const timestampHeader = 'X-PressQL-Timestamp';

/** Returns the signature of a request: HMAC-SHA256 of `timestamp.body`, as `sha256=` and hexadecimal digits. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Compares two signatures in constant time. */
export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
