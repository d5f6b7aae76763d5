import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { isRecord, text } from '../wordpress/document.ts';

/** How the site's addresses look, and whether its server rewrites them (see the package's README). */
export type DemoPermalinks = 'pretty' | 'index.php' | 'plain';

/** How the demo is started. */
export interface DemoOptions {
  /** Port of the WordPress. @default any free one */
  readonly port?: number;
  /** @default 'pretty' */
  readonly permalinks?: DemoPermalinks;
  /** Whether it can be reset and made to run PHP over HTTP: for tests. @default false */
  readonly control?: boolean;
  /** Told what happens until it is ready, a sentence each time. */
  readonly onProgress?: (text: string) => void;
}

/** Somebody who can sign in with an application password. */
export interface DemoUser {
  readonly username: string;
  readonly applicationPassword: string;
}

/** A WordPress of one's own, in a child process. */
export interface DemoWordPress {
  /** `http://127.0.0.1:9400` */
  readonly url: string;
  readonly version: string;
  /** By role: `admin`, `editor`, `author`, `contributor`, `subscriber`. */
  readonly users: Readonly<Record<string, DemoUser>>;
  /** Ends it; its data is gone. */
  close(): Promise<void>;
}

/** The package that runs WordPress. It is never imported, only run: it is under another licence. */
const server = '@pressql/demo-wordpress/server';

/** Milliseconds that the child has to end. */
const grace = 5000;

/** Lines of what the child printed that an error shows. */
const shownLines = 8;

/**
 * Starts the demo WordPress. The first start on a machine fetches WordPress and takes about half a minute.
 *
 * @throws Error with a sentence where it isn't at hand, or doesn't come up
 */
export async function startDemoWordPress(options: DemoOptions = {}): Promise<DemoWordPress> {
  const { port = 0, permalinks = 'pretty', control = false, onProgress } = options;
  const flags = ['--port', String(port), '--permalinks', permalinks, ...(control ? ['--control'] : [])];
  const child = fork(locate(), flags, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      printed.push(...chunk.split('\n').filter(Boolean));
      printed.splice(0, printed.length - shownLines);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    // PHP may be busy, and hears nothing meanwhile.
    const deadline = setTimeout(() => child.kill('SIGKILL'), grace);
    await ended;
    clearTimeout(deadline);
  };
  return new Promise((resolve, reject) => {
    const fail = (sentence: string) => reject(new Error([sentence, ...printed].join('\n')));
    child.once('error', (error) => fail(`The demo WordPress can't be started: ${error.message}`));
    child.once('exit', (code) => fail(`The demo WordPress ended before it was ready (exit code ${code}).`));
    child.on('message', (message) => {
      const words = text(message, 'text') ?? text(message, 'message') ?? '';
      switch (text(message, 'type')) {
        case 'progress':
          onProgress?.(words);
          break;
        case 'failed':
          fail(words);
          break;
        case 'ready': {
          const users = isRecord(message) ? message['users'] : undefined;
          resolve({
            url: text(message, 'url') ?? '',
            version: text(message, 'version') ?? '',
            users: usersOf(users),
            close,
          });
        }
      }
    });
  });
}

function usersOf(users: unknown): Readonly<Record<string, DemoUser>> {
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

function locate(): string {
  try {
    return createRequire(import.meta.url).resolve(server);
  } catch {
    throw new Error(
      "The demo comes with PressQL's repository, not with its package: clone it and run npm install && npm run demo. " +
        'To serve a site, name it: pressql https://site.example',
    );
  }
}
