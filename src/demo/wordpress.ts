import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { isRecord } from '../values/json.ts';
import { text } from '../wordpress/document.ts';

/**
 * The permalink style of the demo, which also decides whether its server rewrites addresses. The README of the package
 * `demo-wordpress` explains the styles.
 */
export type DemoPermalinks = 'pretty' | 'index.php' | 'plain';

/** Options of {@link startDemoWordPress}. */
export interface DemoOptions {
  /** Port of the WordPress. @default any free port */
  readonly port?: number;
  /** @default 'pretty' */
  readonly permalinks?: DemoPermalinks;
  /** Whether clients can reset it and run PHP in it over HTTP. Only for tests. @default false */
  readonly control?: boolean;
  /** Called with a sentence for each step of the start. */
  readonly onProgress?: (text: string) => void;
}

/** A user of the demo, with an application password to sign in with. */
export interface DemoUser {
  readonly username: string;
  readonly applicationPassword: string;
}

/** A running demo WordPress, in a child process. */
export interface DemoWordPress {
  /** `http://127.0.0.1:9400` */
  readonly url: string;
  readonly version: string;
  /** By role: `admin`, `editor`, `author`, `contributor`, `subscriber`. */
  readonly users: Readonly<Record<string, DemoUser>>;
  /** Stops it and deletes its data. */
  close(): Promise<void>;
}

/** The program that runs WordPress. It is run and never imported, because its licence (GPL) is not ours. */
const server = '@pressql/demo-wordpress/server';

/** Milliseconds that the child process gets to stop by itself. */
const stopTimeout = 5000;

/** Number of the child's last output lines that an error quotes. */
const quotedLines = 8;

/**
 * Starts the demo WordPress. The first start on a machine downloads WordPress and takes about half a minute.
 *
 * @throws Error if the demo is not installed, or if it does not start
 */
export async function startDemoWordPress(options: DemoOptions = {}): Promise<DemoWordPress> {
  const { port = 0, permalinks = 'pretty', control = false, onProgress } = options;
  const flags = ['--port', String(port), '--permalinks', permalinks, ...(control ? ['--control'] : [])];
  const child = fork(serverPath(), flags, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output.push(...chunk.split('\n').filter(Boolean));
      output.splice(0, output.length - quotedLines);
    });
  }
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    // While PHP runs, the child does not handle signals.
    const deadline = setTimeout(() => child.kill('SIGKILL'), stopTimeout);
    await exited;
    clearTimeout(deadline);
  };
  return new Promise((resolve, reject) => {
    const fail = (sentence: string) => reject(new Error([sentence, ...output].join('\n')));
    child.once('error', (error) => fail(`The demo WordPress could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`The demo WordPress exited before it was ready (exit code ${code}).`));
    child.on('message', (message) => {
      const sentence = text(message, 'text') ?? text(message, 'message') ?? '';
      switch (text(message, 'type')) {
        case 'progress':
          onProgress?.(sentence);
          break;
        case 'failed':
          fail(sentence);
          break;
        case 'ready': {
          const users = isRecord(message) ? message['users'] : undefined;
          resolve({
            url: text(message, 'url') ?? '',
            version: text(message, 'version') ?? '',
            users: readUsers(users),
            close,
          });
        }
      }
    });
  });
}

function readUsers(users: unknown): Readonly<Record<string, DemoUser>> {
  if (!isRecord(users)) return {};
  return Object.fromEntries(
    Object.entries(users).map(([role, user]) => [
      role,
      {
        username: text(user, 'username') ?? '',
        applicationPassword: text(user, 'applicationPassword') ?? '',
      },
    ]),
  );
}

function serverPath(): string {
  try {
    return createRequire(import.meta.url).resolve(server);
  } catch {
    throw new Error(
      'The demo is part of the PressQL repository, not of the npm package. Clone the repository and run ' +
        'npm install && npm run demo. To serve a site, name it: pressql https://site.example',
    );
  }
}
