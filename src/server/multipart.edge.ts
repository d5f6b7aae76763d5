import { byteLength } from '#platform/values/bytes';
import { limits } from '../values/limits.ts';
import type { FileToSend } from '../wordpress/rest.ts';
import type { Parts, PartsOptions } from './multipart.ts';
import { leftEarly } from './operations.ts';
import { malformed, partTooLarge, tooManyFiles, uploadError } from './upload-errors.ts';

/**
 * Reads a multipart request as a whole, with the parser of the host, and passes its files to the spool.
 *
 * @throws GraphQLError if the request is malformed or exceeds a limit
 */
export async function readParts(
  request: Request,
  { maxRequestSize, spool, onChunk }: PartsOptions,
): Promise<Parts> {
  const fields = new Map<string, string>();
  const files = new Map<string, FileToSend>();
  for (const [name, value] of await formOf(request, onChunk)) {
    if (typeof value === 'string') {
      if (byteLength(value) > maxRequestSize) throw partTooLarge(name, maxRequestSize);
      fields.set(name, value);
      continue;
    }
    if (files.size >= limits.maxUploadedFiles) throw tooManyFiles();
    const file = { name: value.name || 'file', type: value.type || 'application/octet-stream' };
    files.set(name, await stored(spool.store(file, value.stream())));
  }
  return { fields, files };
}

async function formOf(request: Request, onChunk: (bytes: number) => void): Promise<FormData> {
  if (!request.body) throw malformed('it is empty');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    // A loop that ends early cancels the body.
    for await (const chunk of request.body) {
      onChunk(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    throw request.signal.aborted ? leftEarly() : error;
  }
  const whole = new Blob(chunks);
  // The blob has a copy, and an instance has 128 MB for all.
  chunks.length = 0;
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  try {
    return await new Response(whole, { headers }).formData();
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
}

async function stored(file: Promise<FileToSend>): Promise<FileToSend> {
  try {
    return await file;
  } catch (error) {
    throw uploadError(error);
  }
}
