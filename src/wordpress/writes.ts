import { headerValueOf } from '#platform/values/bytes';
import { limits } from '../values/limits.ts';
import { WordPressError } from './errors.ts';
import type { FileToSend, Write } from './rest.ts';

/** Returns whether a value is a file to send. */
export function isFileToSend(value: unknown): value is FileToSend {
  return typeof value === 'object' && value !== null && 'read' in value && 'size' in value;
}

/** Returns the body, headers and timeout of the request for a write. */
export function writePayload({ body, file }: Write) {
  if (file) {
    return {
      body: file.read(),
      timeout: limits.maxUploadTimeout,
      headers: {
        'content-type': file.type,
        'content-length': String(file.size),
        'content-disposition': dispositionOf(file.name),
      },
    };
  }
  if (!body) return { headers: {} };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** Awaits the answer to a write. If WordPress forbids the write, the error advises the client to sign in. */
export async function withSignInAdvice<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof WordPressError) || error.kind !== 'forbidden') throw error;
    throw new WordPressError('forbidden', error.message, {
      advice: 'Sign in as a user with permission for this.',
      ...error.details,
    });
  }
}

/** Returns `attachment; filename="…"`, the only form that WordPress reads. WordPress sanitizes the name itself. */
function dispositionOf(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[\p{Cc}"\\/]/gu, '-');
  return `attachment; filename="${headerValueOf(plain)}"`;
}
