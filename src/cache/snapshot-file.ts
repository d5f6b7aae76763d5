import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isRecord, parseJson } from '../values/json.ts';

/** The version of the format. The gateway ignores files of another version. */
const format = 2;

/** The gateway writes so many characters at once. */
const partLength = 1024 * 1024;

/**
 * Writes JSON values to a file, one a line, between a line with the format and the site, and a line with a digest of all lines.
 * Writes them in parts, so that this does not block the event loop. Readers see the old file or the whole new one.
 */
export async function writeValues(file: string, url: string, values: Iterable<unknown>): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  const digest = createHash('sha256');
  const handle = await open(unfinished, 'w', 0o600);
  try {
    let part = '';
    const flush = async () => {
      digest.update(part);
      await handle.write(part);
      part = '';
    };
    part = `${JSON.stringify({ format, url })}\n`;
    for (const value of values) {
      part += `${JSON.stringify(value)}\n`;
      if (part.length >= partLength) await flush();
    }
    await flush();
    await handle.write(`${JSON.stringify({ digest: digest.digest('hex') })}\n`);
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * Returns the values of a file.
 *
 * @throws Error if the file is missing, belongs to another version or site, or is not whole
 */
export async function readValues(file: string, url: string): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  const digest = createHash('sha256');
  let last: string | null = null;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (last !== null) {
      digest.update(`${last}\n`);
      values.push(parseJson(last));
    }
    last = line;
  }
  const [head, ...rest] = values;
  if (!isRecord(head) || head['format'] !== format)
    throw new Error('it was written by another version of PressQL');
  if (head['url'] !== url) throw new Error(`it belongs to ${head['url']}`);
  const end = parseJson(last ?? '');
  if (!isRecord(end) || end['digest'] !== digest.digest('hex')) throw new Error('it is damaged');
  return rest;
}
