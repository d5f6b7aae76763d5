import type { UploadProgress } from '../wordpress/spool.ts';

/** Returns the progress of an upload as text. Returns null when all of the file is sent. */
export function uploadText({ name, size, sent }: UploadProgress): string | null {
  if (sent >= size) return null;
  const percent = Math.floor((100 * sent) / size);
  return `  Uploading ${JSON.stringify(name.slice(0, 40))}: ${percent} % of ${(size / 2 ** 20).toFixed(1)} MB`;
}
