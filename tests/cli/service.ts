import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Agent, createServer, type IncomingHttpHeaders, request } from 'node:http';
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

/** An answer of a service. */
export interface Got {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends a query, over a connection of the agent if there is one. Resolves to the answer, whatever its status is. */
export const ask = (origin: string, query: string, agent?: Agent) =>
  new Promise<Got>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(`${origin}/graphql`, { method: 'POST', headers, ...(agent ? { agent } : {}) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      );
      response.on('error', reject);
    })
      .on('error', reject)
      .end(JSON.stringify({ query }));
  });

/** Resolves to the status of an address. */
export const statusAt = async (url: string) => (await fetch(url)).status;
