import { toBase64Url } from '#platform/values/bytes';

/**
 * Returns a random text that nobody can guess, of letters, digits, `-` and `_`.
 *
 * @param bytes - of randomness; each three become four characters
 */
export function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}
