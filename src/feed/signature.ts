import { hmacSha256 } from '#platform/values/hash';

/** The header with the signature of a request; see {@link signatureOf}. */
export const signatureHeader = 'X-PressQL-Signature';
/** The header with the time of a request, in seconds since 1970. */
export const timestampHeader = 'X-PressQL-Timestamp';

/** Returns the signature of a request: `sha256=` and the HMAC-SHA256 (RFC 2104) of `timestamp.body` in hexadecimal digits. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${hmacSha256(secret, `${timestamp}.${body}`)}`;
}
