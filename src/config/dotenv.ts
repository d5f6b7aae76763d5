import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';

/** Returns the variables in the file `.env` of a folder. Returns none if there is no such file. */
export function readDotenv(folder: string): Readonly<Record<string, string | undefined>> {
  const path = join(folder, '.env');
  return existsSync(path) ? parse(readFileSync(path)) : {};
}
