/* The functions of `hash.node.ts` without Node's crypto. Web Crypto hashes only asynchronously. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesOf, latin1Of, toBase64Url } from './bytes.edge.ts';
import type { HashEncoding } from './hash.node.ts';

const encodings: Readonly<Record<HashEncoding, (bytes: Uint8Array) => string>> = {
  hex: bytesToHex,
  base64: (bytes) => btoa(latin1Of([bytes])),
  base64url: toBase64Url,
};

export function sha256(text: string | readonly (string | Uint8Array)[], encoding: HashEncoding): string {
  const hash = nobleSha256.create();
  for (const part of typeof text === 'string' ? [text] : text)
    hash.update(typeof part === 'string' ? bytesOf(part) : part);
  return encodings[encoding](hash.digest());
}

export function sha1(text: string, encoding: HashEncoding): string {
  return encodings[encoding](nobleSha1(bytesOf(text)));
}

export function hmacSha256(secret: string, text: string): string {
  return bytesToHex(hmac(nobleSha256, bytesOf(secret), bytesOf(text)));
}

export function isEqualInConstantTime(one: string, other: string): boolean {
  const [a, b] = [bytesOf(one), bytesOf(other)];
  let difference = a.length ^ b.length;
  for (const [at, byte] of a.entries()) difference |= byte ^ (b[at] ?? 0);
  return difference === 0;
}
