import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { limits } from '../values/limits.ts';
import type { FileToSend } from '../wordpress/rest.ts';
import type { Parts, PartsOptions } from './multipart.ts';
import { leftEarly } from './operations.ts';
import { malformed, partTooLarge, tooManyFiles, uploadError } from './upload-errors.ts';

/**
 * Reads a multipart request, and stores its files in the spool while they arrive.
 *
 * @throws GraphQLError if the request is malformed or exceeds a limit. No file is then being written any more
 */
export async function readParts(
  request: Request,
  { maxRequestSize, spool, onChunk }: PartsOptions,
): Promise<Parts> {
  const fields = new Map<string, string>();
  const files = new Map<string, Promise<FileToSend>>();
  const streams: Readable[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const form = formReader(request, maxRequestSize);
      form.on('field', (name, value, _isNameTruncated, isTruncated) => {
        if (isTruncated) reject(partTooLarge(name, maxRequestSize));
        else fields.set(name, value);
      });
      form.on('file', (field, content, name, _encoding, type) => {
        const file = spool.store({ name: name || 'file', type: type || 'application/octet-stream' }, content);
        files.set(field, file);
        streams.push(content);
        file.catch(reject);
      });
      form.on('filesLimit', () => reject(tooManyFiles()));
      form.on('finish', resolve);
      form.on('error', (error) => reject(malformed(error instanceof Error ? error.message : String(error))));
      if (!request.body) return reject(malformed('it is empty'));
      const body = Readable.fromWeb(request.body as NodeReadableStream);
      streams.push(body);
      body.on('error', (error) => reject(request.signal.aborted ? leftEarly() : error));
      body.on('data', (chunk: Uint8Array) => {
        try {
          onChunk(chunk.length);
        } catch (error) {
          reject(error);
        }
      });
      body.pipe(form);
    });
    const storedFiles = new Map<string, FileToSend>();
    for (const [field, file] of files) storedFiles.set(field, await file);
    return { fields, files: storedFiles };
  } catch (error) {
    // Stops reading the request, and waits until no file is being written: the caller then deletes all files.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(files.values());
    throw uploadError(error);
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
