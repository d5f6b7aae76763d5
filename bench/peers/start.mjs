// Starts peers: other servers that answer the benchmark's query.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../gateway.mjs';

/** Starts a script of this folder with the folder of the installed packages, and further arguments. */
export function startPeer(script, { folder }, ...given) {
  return startServer([fileURLToPath(new URL(script, import.meta.url)), folder, ...given]);
}

/** Writes an answer to a file in the folder of the installed packages, for the peers to read. Returns the file. */
export function writeAnswer({ folder }, answer) {
  const file = join(folder, 'answer.json');
  writeFileSync(file, answer);
  return file;
}
