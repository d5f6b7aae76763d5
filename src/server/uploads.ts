import { readParts } from '#platform/server/multipart';
import { createSpool } from '#platform/wordpress/spooling';
import { isRecord } from '../values/json.ts';
import { parseShallowJson } from '../values/json-depth.ts';
import type { FileToSend } from '../wordpress/rest.ts';
import type { Spool, SpoolOptions } from '../wordpress/spool.ts';
import type { Plugin } from './graphql-yoga.ts';
import { type Parameters, parametersOf, withinLimit } from './operations.ts';
import { malformed, noSpace, tooLarge } from './upload-errors.ts';

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
 * Support for requests with files (GraphQL multipart request specification). Files are stored until the request is answered.
 * Node stores them on disk, not in memory.
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
  let size = 0;
  const { fields, files } = await readParts(request, {
    maxRequestSize,
    spool,
    onChunk(bytes) {
      size += bytes;
      if (size > maxBytes) throw allTooLarge();
      if (!share.fits(bytes)) throw noSpace();
      share.take(bytes);
    },
  });
  return withinLimit(withFiles(fields, files), mostOperations);
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
