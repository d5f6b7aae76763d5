import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { noteRead } from '../values/read-files.ts';
import { type TrustedDocuments, trustedDocumentsOf, type WrongManifest } from './trusted-documents.ts';

/**
 * Returns the documents of a manifest in a file, and no others; see {@link trustedDocumentsOf}.
 *
 * @param file - path of the manifest
 * @throws TypeError if the file cannot be read, or is no manifest
 */
export function readTrustedDocuments(file: string): TrustedDocuments {
  const wrong: WrongManifest = (problem) => new TypeError(`\`trustedDocuments\`: ${file} ${problem}.`);
  noteRead('trustedDocuments', [resolve(file)]);
  return trustedDocumentsOf(parsed(readText(file, wrong), wrong), wrong);
}

/** The problems of files, by Node's error code. */
const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
};

function readText(file: string, wrong: WrongManifest): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw wrong(fileProblems[code] ?? `cannot be read (${code})`);
  }
}

function parsed(text: string, wrong: WrongManifest): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
