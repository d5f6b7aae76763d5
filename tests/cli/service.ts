import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The folder of this project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const running: ChildProcess[] = [];

/** Ends all services that a test has started. */
export async function endServices(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** The command as a service, in a process of its own. */
export interface Service {
  readonly child: ChildProcess;
  readonly origin: string;
  /** Everything that it has printed. */
  output(): string;
  /** Resolves when it has printed a text. */
  printed(text: string | RegExp): Promise<void>;
  readonly exited: Promise<number | null>;
}

/** Starts the command as a service manager does: without npm and without a terminal. */
export async function startService(url: string, ...flags: readonly string[]): Promise<Service> {
  const port = await freePort();
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(process.execPath, [main, url, '--port', String(port), ...flags], { cwd: root, env });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const output = () => text;
  return {
    child,
    origin: `http://localhost:${port}`,
    output,
    printed: async (wanted) => {
      while (!text.match(wanted)) {
        if (child.exitCode !== null) throw new Error(`It ended: ${text}`);
        await pause(30);
      }
    },
    exited,
  };
}

/** Returns a port that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Resolves after some milliseconds. */
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
