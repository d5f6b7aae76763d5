import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { changesFor, type SchemaChange } from '../compare/check/changes.ts';
import { type DocumentProblem, problemsOf } from '../compare/check/validate.ts';
import { count, wrapText } from '../compare/print/words.ts';
import { type FoundDocuments, findDocuments } from '../compare/read/documents.ts';
import { CompareError } from '../compare/read/errors.ts';
import { readSources } from '../compare/read/files.ts';
import { ConfigError } from '../config/errors.ts';
import { buildSchema, type GraphQLSchema } from '../packages/graphql.ts';
import type { Terminal } from './print.ts';

/** The documents of a frontend, and where to print what is wrong with them. */
export interface DocumentsCommand {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** The current folder. */
  readonly folder: string;
  readonly isJson: boolean;
  /** Returns the site's current schema. It is read after the documents: a wrong path ends the command sooner. */
  readonly schema: () => Promise<GraphQLSchema>;
}

/**
 * Validates a frontend's documents against the schema of its site.
 *
 * @returns the exit code: 0 if all are valid, 1 if not
 * @throws ConfigError if there are no documents
 */
export async function runCheck(command: DocumentsCommand, terminal: Terminal): Promise<number> {
  const found = readDocuments(command, 'check');
  const problems = problemsOf(found, await command.schema());
  const isValid = problems.length === 0;
  if (command.isJson) print({ version: 1, isValid, documents: found.documents.length, problems }, terminal);
  else {
    for (const problem of problems) terminal.line(problemText(problem, terminal));
    const all = count(found.documents.length, 'document');
    const { paint } = terminal;
    terminal.line(
      isValid
        ? `${paint.good('✓')} ${all} checked. The site's schema has everything that they ask for.`
        : `${paint.bad('✗')} ${count(problems.length, 'problem')} in ${all}.`,
    );
  }
  return isValid ? 0 : 1;
}

/**
 * Reports which changes of a site's schema concern a frontend's documents.
 *
 * @param against - the file with the schema that the documents were written for
 * @returns the exit code: 0 if no change breaks a document, 1 if one does
 * @throws ConfigError if there are no documents, or the file has no schema
 */
export async function runDiff(
  command: DocumentsCommand & { readonly against: string },
  terminal: Terminal,
): Promise<number> {
  const before = readSchema(command.against, command.folder);
  const { documents } = readDocuments(command, 'diff');
  const changes = changesFor(documents, { before, after: await command.schema() });
  const breaking = changes.filter(({ level }) => level === 'breaking').length;
  const isCompatible = breaking === 0;
  if (command.isJson) print({ version: 1, isCompatible, documents: documents.length, changes }, terminal);
  else {
    for (const change of changes) terminal.line(changeText(change, terminal));
    const { paint } = terminal;
    const all = count(documents.length, 'document');
    terminal.line(
      isCompatible
        ? `${paint.good('✓')} No change since ${command.against} breaks one of ${all}.`
        : `${paint.bad('✗')} ${count(breaking, 'change')} since ${command.against} ${breaking === 1 ? 'breaks' : 'break'} documents.`,
    );
  }
  return isCompatible ? 0 : 1;
}

/**
 * Reads a schema from a file.
 *
 * @throws ConfigError if it cannot be read, or is no schema
 */
export function readSchema(file: string, folder: string): GraphQLSchema {
  try {
    return buildSchema(readFileSync(resolve(folder, file), 'utf8'), { assumeValid: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      `There is no schema in ${file}: ${reason}\nWrite one: pressql schema https://site.example > ${file}`,
    );
  }
}

function readDocuments({ paths, folder }: DocumentsCommand, command: string): FoundDocuments {
  const example = `pressql ${command} src`;
  if (paths.length === 0) throw new ConfigError(`Name files or folders with documents: ${example}`);
  try {
    const files = readSources(paths, folder);
    const found = findDocuments(files);
    if (found.documents.length + found.unread.length > 0) return found;
    throw new ConfigError(
      `There is no GraphQL document in ${paths.join(', ')} (${count(files.length, 'file')} read). Name .graphql files, source files with gql\`…\` in them, or their folders.`,
    );
  } catch (error) {
    if (error instanceof CompareError) throw new ConfigError(`${error.message} ${error.advice}`);
    throw error;
  }
}

function problemText(
  { file, line, name, message, advice }: DocumentProblem,
  { paint, width }: Terminal,
): string {
  const text = wrapText([message, advice].filter(Boolean).join(' '), '    ', '    ', width);
  return `${paint.bad('✗')} ${paint.bold(`${file}:${line}`)}  ${paint.dim(name)}\n${text}`;
}

function changeText({ level, description, documents }: SchemaChange, { paint, width }: Terminal): string {
  const sign = level === 'breaking' ? paint.bad('✗') : paint.note('!');
  const places = documents.map(({ file, line, name }) => `    ${paint.dim(`${file}:${line}  ${name}`)}`);
  return [`${sign} ${wrapText(description, '', '  ', width)}`, ...places].join('\n');
}

function print(report: object, { out }: Terminal): void {
  out.write(`${JSON.stringify(report, null, 2)}\n`);
}
