import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { GraphQLError } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import type { FileToSend } from '../wordpress/rest.ts';
import { createSpool, FileTooLarge, type Spool, type SpoolOptions } from '../wordpress/spool.ts';
import type { Plugin } from './graphql-yoga.ts';
import { type Parameters, parametersOf, withinLimit } from './operations.ts';

/** What is taken of a request with files. */
export interface UploadOptions {
  /** Bytes of what isn't a file. */
  readonly maxRequestSize: number;
  /** Operations of one request. */
  readonly mostOperations: number;
  readonly files: SpoolOptions;
}

/** Whether a request is in the form of the GraphQL multipart request specification. */
export function hasFiles({ method, headers }: Request): boolean {
  return method === 'POST' && /^multipart\/form-data\s*;/i.test(headers.get('content-type') ?? '');
}

/**
 * Requests with files (GraphQL multipart request specification). Their files wait on disk, not in memory, until the
 * answer is there. The body is read by {@link Uploads.answer}; the plugin gives Yoga what was in it.
 */
export interface Uploads {
  readonly plugin: Plugin;
  answer(request: Request, next: (request: Request) => Promise<Response>): Promise<Response>;
}

/** @param options - a request beyond their limits is refused with 413 */
export function createUploads(options: UploadOptions): Uploads {
  const received = new WeakMap<Request, () => Received>();
  return {
    plugin: {
      onRequestParse({ request, setRequestParser }) {
        const read = received.get(request);
        if (read) setRequestParser(read);
      },
    },
    async answer(request, next) {
      const spool = createSpool(options.files);
      try {
        const headers = new Headers(request.headers);
        headers.delete('content-length');
        headers.set('content-type', 'application/json');
        const { url, method, signal } = request;
        const plain = new Request(url, { method, headers, body: '{}', signal });
        received.set(plain, await reading(receive(request, spool, options)));
        return await next(plain);
      } finally {
        await spool.empty();
      }
    },
  };
}

/** What was in a request: an operation, or a list of them. */
type Received = Parameters | Parameters[];

/** Gives what was received, or fails as receiving it did: then Yoga answers as it does whenever a request can't be read. */
async function reading(receiving: Promise<Received>): Promise<() => Received> {
  try {
    const operations = await receiving;
    return () => operations;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function receive(
  request: Request,
  spool: Spool,
  { maxRequestSize, mostOperations }: UploadOptions,
): Promise<Received> {
  const fields = new Map<string, string>();
  const files = new Map<string, Promise<FileToSend>>();
  const open: Readable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const form = formReader(request, maxRequestSize);
      form.on('field', (name, value, _isNameCut, isCut) => {
        if (isCut) reject(tooLarge(`The part "${name}" has more than ${maxRequestSize} bytes.`));
        else fields.set(name, value);
      });
      form.on('file', (field, content, name, _encoding, type) => {
        const file = spool.store({ name: name || 'file', type: type || 'application/octet-stream' }, content);
        files.set(field, file);
        open.push(content);
        file.catch(reject);
      });
      form.on('filesLimit', () => reject(tooLarge(`A request may have ${limits.maxUploadedFiles} files.`)));
      form.on('finish', resolve);
      form.on('error', (error) => reject(malformed(error instanceof Error ? error.message : String(error))));
      if (!request.body) return reject(malformed('it is empty'));
      const body = Readable.fromWeb(request.body as NodeReadableStream);
      open.push(body);
      body.on('error', reject);
      body.pipe(form);
    });
    const taken = new Map<string, FileToSend>();
    for (const [field, file] of files) taken.set(field, await file);
    return withinLimit(withFiles(fields, taken), mostOperations);
  } catch (error) {
    // What is left of the request isn't waited for.
    for (const stream of open) stream.destroy();
    await Promise.allSettled(files.values());
    throw error instanceof FileTooLarge ? tooLarge(error.message) : error;
  }
}

/** @throws GraphQLError where the request doesn't say what is between its parts */
function formReader({ headers }: Request, maxRequestSize: number): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { 'content-type': headers.get('content-type') ?? '' },
      limits: { fieldSize: maxRequestSize, fields: 10, files: limits.maxUploadedFiles, headerPairs: 100 },
    });
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}

/** The operations with their files where `map` says: at `variables.file`, or in a list at `0.variables.file`. */
function withFiles(fields: ReadonlyMap<string, string>, files: ReadonlyMap<string, FileToSend>): Received {
  const operations = jsonOf(fields, 'operations');
  for (const [field, paths] of Object.entries(jsonOf(fields, 'map'))) {
    const file = files.get(field);
    if (!file) throw malformed(`\`map\` names the file "${field}", which isn't there`);
    for (const path of Array.isArray(paths) ? paths : []) place(operations, String(path), file);
  }
  return parametersOf(operations) ?? {};
}

function jsonOf(fields: ReadonlyMap<string, string>, name: string): Record<string, unknown> {
  const text = fields.get(name);
  if (text === undefined) throw malformed(`it has no part \`${name}\``);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below, like what is JSON but no object.
  }
  throw malformed(`\`${name}\` isn't a JSON object`);
}

/** Puts a file where a path leads: `variables.input.file`. By the specification there is a null until then. */
function place(operations: Record<string, unknown>, path: string, file: FileToSend): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at: unknown = operations;
  for (const key of keys) at = own(at, key);
  if ((!isRecord(at) && !Array.isArray(at)) || own(at, last) !== null) {
    throw malformed(`\`map\` leads to "${path}", where \`operations\` has no null`);
  }
  Object.defineProperty(at, last, { value: file, enumerable: true, writable: true, configurable: true });
}

function own(value: unknown, key: string): unknown {
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isThere ? (value as Record<string, unknown>)[key] : undefined;
}

function malformed(problem: string): GraphQLError {
  return new GraphQLError(`The request isn't a GraphQL multipart request: ${problem}.`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

function tooLarge(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'REQUEST_ENTITY_TOO_LARGE', http: { status: 413 } },
  });
}
