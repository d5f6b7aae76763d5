import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header with the signature of a request; see {@link signatureOf}. */
export const signatureHeader = 'X-PressQL-Signature';
/** The header with the time of a request, in seconds since 1970. */
export const timestampHeader = 'X-PressQL-Timestamp';

/** Returns the signature of a request: `sha256=` and the HMAC-SHA256 (RFC 2104) of `timestamp.body` in hexadecimal digits. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Whether two signatures are equal. Takes the same time for all signatures of one length. */
export function isSameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
