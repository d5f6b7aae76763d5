import { byteLength, latin1Of as bytesAsLatin1, bytesOf, utf8Of } from '#platform/values/bytes';
import { GraphQLError } from '../packages/graphql.ts';
import { leftEarly } from './operations.ts';

/** The bodies of requests that are or were read, so that each is read once. */
const bodies = new WeakMap<Request, Promise<string>>();

/** The bodies of requests that were read before the request was made. */
const readBefore = new WeakMap<Request, string>();

/** The text of an answer. A long one is in parts of bytes, so that nobody has to copy it as a whole. */
export type AnswerText = string | readonly Uint8Array[];

/** The texts of answers, so that nobody has to read a stream to get them. */
const answers = new WeakMap<Response, AnswerText>();

/**
 * Returns the body of a request. Counts its bytes while they arrive, because the header may lack the length or lie. Yoga's
 * own limit (`maxRequestBodySize`) copies each body into a new stream and a new request, which takes longer than all else
 * that it does.
 *
 * @throws GraphQLError if the body is larger than `maxBytes`, or if the client leaves while it sends the body
 */
export function textOf(request: Request, maxBytes: number): Promise<string> {
  const known = bodies.get(request);
  if (known) return known;
  const text = readText(request, maxBytes);
  // Several callers may wait for the text, or none.
  text.catch(() => undefined);
  bodies.set(request, text);
  return text;
}

/** Notes the body of a request that the caller has read already. */
export function noteText(request: Request, text: string): void {
  readBefore.set(request, text);
}

/** A response that remembers its text; see {@link answerTextOf}. */
export class TextResponse extends Response {
  constructor(body?: BodyInit | null, init?: ResponseInit) {
    super(body, init);
    if (typeof body === 'string') answers.set(this, body);
  }
}

/** Returns a text as one string, which is a copy of a long one. */
export function stringOf(text: AnswerText): string {
  return typeof text === 'string' ? text : utf8Of(text);
}

/** Returns the length of a text: characters, or the bytes of a long one. */
export function lengthOf(text: AnswerText): number {
  return typeof text === 'string' ? text.length : text.reduce((sum, { length }) => sum + length, 0);
}

/** Returns the bytes of a text, one per character. */
export function latin1Of(text: AnswerText): string {
  return bytesAsLatin1(typeof text === 'string' ? [bytesOf(text)] : text);
}

/** Returns a response with a text; see {@link answerTextOf}. */
export function textResponse(text: AnswerText, init: ResponseInit): Response {
  if (typeof text === 'string') return new TextResponse(text, init);
  const parts = text.values();
  // The parts are not copied: whoever reads the stream gets them one by one.
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const response = new Response(stream, init);
  answers.set(response, text);
  return response;
}

/** Returns the text of a response. Returns null if it may be a stream or has no text. */
export function answerTextOf(response: Response): AnswerText | null {
  return answers.get(response) ?? null;
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const length = request.headers.get('content-length');
  // Several lengths, joined by commas, are an attempt to smuggle a request (RFC 9112, "Content-Length").
  if (length !== null && !/^\d+$/.test(length)) throw invalidLength();
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const known = readBefore.get(request);
  if (known !== undefined && byteLength(known) <= maxBytes) return known;
  if (known !== undefined) throw tooLarge(maxBytes);
  if (!request.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of request.body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (!request.signal.aborted) throw error;
    throw leftEarly();
  }
  if (bytes > maxBytes) throw tooLarge(maxBytes);
  return text + decoder.decode();
}

function invalidLength(): GraphQLError {
  return new GraphQLError('The header Content-Length is no number.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

function tooLarge(maxBytes: number): GraphQLError {
  return new GraphQLError(
    `The request has more than ${maxBytes} bytes. Send less, or ask the operator to raise \`maxRequestSize\`.`,
    { extensions: { code: 'REQUEST_ENTITY_TOO_LARGE', http: { status: 413 } } },
  );
}
