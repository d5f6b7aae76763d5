import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config/errors.ts';
import { isRecord } from '../values/json.ts';
import { codegenConfig } from './codegen-config.ts';
import { schemaFile } from './commands.ts';
import type { Terminal } from './print.ts';

/** What to generate. */
export interface CodegenCommand {
  readonly folder: string;
  /** The folder for the client. Undefined if the operator named none. */
  readonly out: string | undefined;
  /** Globs of documents. None if the operator named none. */
  readonly documents: readonly string[];
  /** Returns the site's schema as SDL. */
  readonly schema: () => Promise<string>;
}

/** The packages that write the client. They belong to the frontend, which chooses their version. */
const packages = ['@graphql-codegen/cli', '@graphql-codegen/client-preset'];

/** Names of GraphQL Code Generator's own config files. */
const configNames = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json', 'yml', 'yaml'].map(
  (end) => `codegen.${end}`,
);

/**
 * Writes the schema of a site, and runs GraphQL Code Generator with it: by the frontend's own config file if there is one,
 * otherwise with its client preset.
 *
 * @returns the exit code of GraphQL Code Generator
 * @throws ConfigError if GraphQL Code Generator is not installed
 */
export async function runCodegen(command: CodegenCommand, terminal: Terminal): Promise<number> {
  const { folder, out, documents, schema } = command;
  const [generator] = packages.map((name) => folderOf(name, folder));
  const missing = packages.filter((name) => folderOf(name, folder) === undefined);
  if (generator === undefined || missing.length > 0) throw new ConfigError(howToInstall(missing, folder));
  writeFileSync(resolve(folder, schemaFile), await schema());
  terminal.line(`${terminal.paint.good('✓')} ${schemaFile}`);
  const own = configNames.find((name) => existsSync(resolve(folder, name)));
  const isOwn = own !== undefined && out === undefined && documents.length === 0;
  const place = mkdtempSync(join(tmpdir(), 'pressql-codegen-'));
  try {
    const file = join(place, 'codegen.json');
    const config = codegenConfig({ out, documents, schema: schemaFile });
    if (!isOwn) writeFileSync(file, JSON.stringify(config));
    const code = await run(binaryOf(generator), ['--config', isOwn ? own : file, '--silent'], folder);
    if (code !== 0) return code;
    const written = isOwn ? `the files that ${own} names` : Object.keys(config.generates).join(', ');
    terminal.line(`${terminal.paint.good('✓')} ${written}`);
    return 0;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Returns the folder of an installed package, in the current folder or one above it. */
function folderOf(name: string, folder: string): string | undefined {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const found = join(place, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (place === dirname(place)) return undefined;
  }
}

function binaryOf(folder: string): string {
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: unknown };
  const path = isRecord(bin) ? bin['graphql-codegen'] : bin;
  return join(folder, String(path));
}

async function run(binary: string, args: readonly string[], folder: string): Promise<number> {
  const child = spawn(process.execPath, [binary, ...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** How package managers install what only developers need, by their lock file. */
const installers: readonly (readonly [file: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm add --save-dev'],
  ['yarn.lock', 'yarn add --dev'],
  ['bun.lock', 'bun add --dev'],
  ['bun.lockb', 'bun add --dev'],
];

/** Returns a sentence and the command that installs packages with the package manager of a folder. */
export function howToInstall(missing: readonly string[], folder: string): string {
  const [, command] = installers.find(([file]) => existsSync(resolve(folder, file))) ?? [];
  return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed. GraphQL Code Generator writes the client:
  ${command ?? 'npm install --save-dev'} ${missing.join(' ')}`;
}
