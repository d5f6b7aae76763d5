import { WordPressError } from './errors.ts';
import type { FileToSend, Write } from './rest.ts';

/** Whether a value is a file on its way. */
export function isFileToSend(value: unknown): value is FileToSend {
  return typeof value === 'object' && value !== null && 'read' in value && 'size' in value;
}

/** Milliseconds for a file to be sent, and for WordPress to make an image's sizes. */
const fileTimeout = 300_000;

/** A write as a request carries it. */
export function writePayload({ body, file }: Write) {
  if (file) {
    return {
      body: file.read(),
      timeout: fileTimeout,
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

/** What a write gives; where WordPress refused it to whoever asked, with what to do about it. */
export async function withSignInAdvice<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof WordPressError) || error.kind !== 'forbidden') throw error;
    throw new WordPressError('forbidden', error.message, {
      advice: 'Sign in as a user whom WordPress lets do this.',
      ...error.details,
    });
  }
}

/** `attachment; filename="…"`: WordPress reads that form alone, and makes the name fit for files itself. */
function dispositionOf(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[\p{Cc}"\\/]/gu, '-');
  // Header values are bytes: the name goes as the bytes of its UTF-8.
  return `attachment; filename="${Buffer.from(plain, 'utf8').toString('latin1')}"`;
}
