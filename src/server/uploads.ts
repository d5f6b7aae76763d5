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
import { leftEarly, type Parameters, parametersOf, withinLimit } from './operations.ts';

/** Limits of a request with files. */
export interface UploadOptions {
  /** Largest size in bytes of a part that is not a file. */
  readonly maxRequestSize: number;
  /** Largest size in bytes of all files together. */
  readonly maxUploadTotal: number;
  /** Largest size in bytes of the files of all requests at the same time. */
  readonly maxUploadSpace: number;
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
  /** Makes Yoga execute the operations that {@link Uploads.answer} has read. */
  readonly plugin: Plugin;
  /** Reads a request with files, calls `next` with a JSON request in its place, and deletes the files after the response. */
  answer(request: Request, next: (request: Request) => Promise<Response>): Promise<Response>;
}

/**
 * Creates the support for requests with files.
 *
 * @param options - limits; a request that exceeds one gets an error with status 413, or 503 if the files of other requests
 *   take the space
 */
export function createUploads(options: UploadOptions): Uploads {
  const parsers = new WeakMap<Request, () => Received>();
  const space = createSpace(options.maxUploadSpace);
  return {
    plugin: {
      onRequestParse({ request, setRequestParser }) {
        const parser = parsers.get(request);
        if (parser) setRequestParser(parser);
      },
    },
    async answer(request, next) {
      const spool = createSpool(options.files);
      const share = space.share();
      try {
        const headers = new Headers(request.headers);
        headers.delete('content-length');
        headers.set('content-type', 'application/json');
        const { url, method, signal } = request;
        const jsonRequest = new Request(url, { method, headers, body: '{}', signal });
        parsers.set(jsonRequest, await parserFor(receive(request, { spool, share }, options)));
        return await next(jsonRequest);
      } finally {
        await spool.empty();
        share.free();
      }
    },
  };
}

/** The space that a request takes of that for the files of all requests. */
interface SpaceShare {
  /** Whether this many more bytes fit. */
  fits(bytes: number): boolean;
  /** Takes space for bytes that have arrived. */
  take(bytes: number): void;
  /** Gives back all that was taken. */
  free(): void;
}

/** Counts the bytes of all requests. A request takes what has arrived, since it can declare any length. */
function createSpace(most: number): { share(): SpaceShare } {
  let used = 0;
  return {
    share() {
      let own = 0;
      return {
        fits: (bytes) => used + bytes <= most,
        take(bytes) {
          own += bytes;
          used += bytes;
        },
        free() {
          used -= own;
          own = 0;
        },
      };
    },
  };
}

/** The operations of a request: one, or a batch. */
type Received = Parameters | Parameters[];

/**
 * Waits for the operations, and returns a parser for Yoga that returns them. If reading fails, the parser throws the error,
 * so that Yoga answers as it does to any malformed request.
 */
async function parserFor(receiving: Promise<Received>): Promise<() => Received> {
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
  { spool, share }: { spool: Spool; share: SpaceShare },
  { maxRequestSize, maxUploadTotal, mostOperations }: UploadOptions,
): Promise<Received> {
  const maxBytes = maxUploadTotal + maxRequestSize;
  const allTooLarge = () =>
    tooLarge(`The files of a request may have ${maxUploadTotal} bytes together (maxUploadTotal).`);
  // A client learns that its request is too large before it sends the whole body.
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw allTooLarge();
  if (!share.fits(declared)) throw noSpace();
  const fields = new Map<string, string>();
  const files = new Map<string, Promise<FileToSend>>();
  const streams: Readable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const form = formReader(request, maxRequestSize);
      form.on('field', (name, value, _isNameTruncated, isTruncated) => {
        if (isTruncated) reject(tooLarge(`The part "${name}" has more than ${maxRequestSize} bytes.`));
        else fields.set(name, value);
      });
      form.on('file', (field, content, name, _encoding, type) => {
        const file = spool.store({ name: name || 'file', type: type || 'application/octet-stream' }, content);
        files.set(field, file);
        streams.push(content);
        file.catch(reject);
      });
      form.on('filesLimit', () => reject(tooLarge(`A request may have ${limits.maxUploadedFiles} files.`)));
      form.on('finish', resolve);
      form.on('error', (error) => reject(malformed(error instanceof Error ? error.message : String(error))));
      if (!request.body) return reject(malformed('it is empty'));
      const body = Readable.fromWeb(request.body as NodeReadableStream);
      streams.push(body);
      body.on('error', (error) => reject(request.signal.aborted ? leftEarly() : error));
      let size = 0;
      body.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        if (size > maxBytes) reject(allTooLarge());
        else if (!share.fits(chunk.length)) reject(noSpace());
        else share.take(chunk.length);
      });
      body.pipe(form);
    });
    const storedFiles = new Map<string, FileToSend>();
    for (const [field, file] of files) storedFiles.set(field, await file);
    return withinLimit(withFiles(fields, storedFiles), mostOperations);
  } catch (error) {
    // Stops reading the request, and waits until no file is being written: the caller then deletes all files.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(files.values());
    throw error instanceof FileTooLarge ? tooLarge(error.message) : error;
  }
}

/**
 * Creates a parser of the multipart body.
 *
 * @throws GraphQLError if the `Content-Type` header has no boundary
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
 * Returns the operations, with each file at the paths that `map` lists for it: `variables.file`, or `0.variables.file` in a
 * batch.
 *
 * @throws GraphQLError if `operations` or `map` is malformed, or if `map` names a file that the request lacks
 */
function withFiles(fields: ReadonlyMap<string, string>, files: ReadonlyMap<string, FileToSend>): Received {
  const operations = jsonOf(fields, 'operations');
  for (const [field, paths] of Object.entries(jsonOf(fields, 'map'))) {
    const file = files.get(field);
    if (!file) throw malformed(`\`map\` names the file "${field}", which isn't there`);
    for (const path of Array.isArray(paths) ? paths : []) setFile(operations, String(path), file);
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
    // The error below is for invalid JSON too.
  }
  throw malformed(`\`${name}\` isn't a JSON object`);
}

/**
 * Replaces the value at a path like `variables.input.file` with a file. The specification requires the value null.
 *
 * @throws GraphQLError if the path does not exist or its value is not null
 */
function setFile(operations: Record<string, unknown>, path: string, file: FileToSend): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let parent: unknown = operations;
  for (const key of keys) parent = ownProperty(parent, key);
  if ((!isRecord(parent) && !Array.isArray(parent)) || ownProperty(parent, last) !== null) {
    throw malformed(`\`map\` leads to "${path}", where \`operations\` has no null`);
  }
  Object.defineProperty(parent, last, { value: file, enumerable: true, writable: true, configurable: true });
}

/** Returns the value of an object's or array's own property. Returns undefined if the property does not exist. */
function ownProperty(value: unknown, key: string): unknown {
  const hasKey = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return hasKey ? (value as Record<string, unknown>)[key] : undefined;
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

function noSpace(): GraphQLError {
  const seconds = String(Math.ceil(limits.overloadPause / 1000));
  return new GraphQLError(
    'The gateway has no space for more files now, because other requests upload as much as it may store (maxUploadSpace). Send this again in a few seconds.',
    { extensions: { code: 'OVERLOADED', http: { status: 503, headers: { 'Retry-After': seconds } } } },
  );
}
