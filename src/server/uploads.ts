import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { GraphQLError } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import { parseShallowJson } from '../values/json-depth.ts';
import { limits } from '../values/limits.ts';
import type { FileToSend } from '../wordpress/rest.ts';
import { createSpool, FileTooLarge, type Spool, type SpoolOptions } from '../wordpress/spool.ts';
import type { Plugin } from './graphql-yoga.ts';
import { type Parameters, parametersOf, withinLimit } from './operations.ts';

/** Limits of a request with files. */
export interface UploadOptions {
  /** Largest size in bytes of a part that is not a file. */
  readonly maxRequestSize: number;
  /** Largest size in bytes of all files together. */
  readonly maxUploadTotal: number;
  /** Largest number of operations in one request. */
  readonly mostOperations: number;
  readonly files: SpoolOptions;
}

/** Whether a request is a multipart request, as the GraphQL multipart request specification defines it. */
export function hasFiles({ method, headers }: Request): boolean {
  return method === 'POST' && /^multipart\/form-data\s*;/i.test(headers.get('content-type') ?? '');
}

/**
 * Support for requests with files (GraphQL multipart request specification). Files are stored on disk, not in memory,
 * until the request is answered.
 */
export interface Uploads {
  /** Passes the operations that {@link Uploads.answer} read to Yoga. */
  readonly plugin: Plugin;
  /** Reads the body of a request with files, calls `next` with a request without files, and then deletes the files. */
  answer(request: Request, next: (request: Request) => Promise<Response>): Promise<Response>;
}

/**
 * Creates the support for requests with files.
 *
 * @param options - limits; a request that exceeds one gets an error with status 413
 */
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

/** The contents of a request: one operation, or a batch. */
type Received = Parameters | Parameters[];

/**
 * Waits for the operations, and returns a function that returns them. If they cannot be read, the function throws the
 * error, so that Yoga answers it like any other malformed request.
 */
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

/**
 * Reads a multipart request, and stores its files in the spool.
 *
 * @throws GraphQLError if the request is malformed or exceeds a limit
 */
async function receive(
  request: Request,
  spool: Spool,
  { maxRequestSize, maxUploadTotal, mostOperations }: UploadOptions,
): Promise<Received> {
  const most = maxUploadTotal + maxRequestSize;
  const allTooLarge = () =>
    tooLarge(`The files of a request may have ${maxUploadTotal} bytes together (maxUploadTotal).`);
  // A client that declares too much need not send it.
  if (Number(request.headers.get('content-length') ?? 0) > most) throw allTooLarge();
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
      let size = 0;
      body.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        if (size > most) reject(allTooLarge());
      });
      body.pipe(form);
    });
    const taken = new Map<string, FileToSend>();
    for (const [field, file] of files) taken.set(field, await file);
    return withinLimit(withFiles(fields, taken), mostOperations);
  } catch (error) {
    // The rest of the request is not read.
    for (const stream of open) stream.destroy();
    await Promise.allSettled(files.values());
    throw error instanceof FileTooLarge ? tooLarge(error.message) : error;
  }
}

/**
 * Creates the parser of a multipart body.
 *
 * @throws GraphQLError if the content type of the request names no boundary
 */
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

/**
 * Returns the operations with each file at its paths in `map`. A path is like `variables.file`, or `0.variables.file` in
 * a batch.
 *
 * @throws GraphQLError if `operations` or `map` is malformed, or if `map` names a missing file
 */
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
    const value = parseShallowJson(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Invalid JSON gets the error below, as JSON that is no object does.
  }
  throw malformed(`\`${name}\` isn't a JSON object`);
}

/**
 * Sets a file at a path like `variables.input.file`. The specification requires a null there before.
 *
 * @throws GraphQLError if the path does not exist or has another value
 */
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

/** Returns the own property of an object or array. Returns undefined if there is none. */
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
