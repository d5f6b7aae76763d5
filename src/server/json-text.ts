import { byteLength, bytesOf } from '#platform/values/bytes';
import { turns } from '#platform/values/loop';
import { limits } from '../values/limits.ts';
import { jsonParts } from './json-parts.ts';
import type { AnswerText } from './texts.ts';

/** A value that is written as JSON already. */
export class JsonText {
  readonly text: AnswerText;

  constructor(text: AnswerText) {
    this.text = text;
  }

  /** Whether it is in parts. */
  get isLong(): boolean {
    return typeof this.text !== 'string';
  }
}

/** Options of {@link writeJson}. */
export interface WriteOptions {
  /** The operation, for its turns. */
  readonly operation: object;
  readonly signal: AbortSignal;
  /** The bytes that are left for this value, and for others that are written at the same time. */
  readonly room: { bytes: number };
}

/**
 * Writes a value as JSON in turns of the event loop, and takes its bytes out of the room. Returns null if there is too little
 * room. What it took is free again then.
 *
 * @throws the reason of the signal if it aborts
 */
export async function writeJson(
  value: unknown,
  { operation, signal, room }: WriteOptions,
): Promise<JsonText | null> {
  const long: Uint8Array[] = [];
  let short: string[] = [];
  let length = 0;
  let bytes = 0;
  for (const part of jsonParts(value)) {
    const size = byteLength(part);
    if (size > room.bytes) {
      room.bytes += bytes;
      return null;
    }
    bytes += size;
    room.bytes -= size;
    short.push(part);
    length += part.length;
    if (length > limits.maxAnswerPart) {
      long.push(bytesOf(short.join('')));
      short = [];
      length = 0;
    }
    if (turns.hasTime()) continue;
    await turns.wait(operation);
    signal.throwIfAborted();
  }
  const last = short.join('');
  return new JsonText(long.length > 0 ? [...long, bytesOf(last)] : last);
}

/** Returns a result as JSON. Its data may be JSON already. */
export function resultText(result: object): AnswerText {
  const pieces: AnswerText[] = [];
  let separator = '{';
  for (const [key, value] of Object.entries(result)) {
    const json = value instanceof JsonText ? value.text : JSON.stringify(value);
    if (json === undefined || key === 'stringify') continue;
    pieces.push(`${separator}${JSON.stringify(key)}:`, json);
    separator = ',';
  }
  return joined([...pieces, separator === '{' ? '{}' : '}']);
}

/** Returns texts as one. Does not copy the parts of long ones. */
export function joined(texts: readonly AnswerText[]): AnswerText {
  if (texts.every((each) => typeof each === 'string')) return texts.join('');
  return texts.flatMap((each) => (typeof each === 'string' ? [bytesOf(each)] : each));
}
