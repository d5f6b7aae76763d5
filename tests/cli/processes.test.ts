import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * The command as a process of its own, as shells and npm run it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A server that says how often it was asked, and has nothing. */
let server: Server;
let port = 0;
let asked = 0;
beforeAll(async () => {
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: root });
  server = createServer((_request, response) => {
    asked++;
    response.writeHead(404).end();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}, 60_000);
afterAll(() => server.close());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (...argv: readonly string[]) => spawn(process.execPath, [main, ...argv], { cwd: root });
const printed = (child: ChildProcess) => {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  return texts;
};
const run = async (...argv: readonly string[]): Promise<Ended> => {
  const child = start(...argv);
  const texts = printed(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
};

describe('a command', () => {
  it.each([
    ['schema'],
    ['schema', '--json'],
    ['--help'],
    ['--version'],
    ['doctor', 'http://127.0.0.1:9'],
    ['compare', 'http://127.0.0.1:9/graphql', 'README.md'],
  ])('%s %s ends quietly when nobody reads what it prints', async (...argv) => {
    const child = start(...argv);
    child.stdout.destroy();
    const texts = printed(child);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBeLessThan(3);
    expect(texts.stderr).not.toMatch(/EPIPE|^ +at /m);
  });

  it.each([
    ['http://reader:s3cr@t@127.0.0.1:9'],
    ['reader:s3cr@t@127.0.0.1:9'],
    ['http://reader:s3cr/t@127.0.0.1:9'],
    ['doctor', 'http://reader:s3cr@t@127.0.0.1:9'],
    ['schema', 'http://reader:100%s3cr@127.0.0.1:9'],
    ['compare', 'http://reader:s3cr/t@127.0.0.1:9/graphql', 'src'],
    ['a.example', 'http://reader:s3cr@b.example'],
    ['a.example', '--frontend-url', 'ftp://reader:s3cr@b.example'],
  ])('shows no password: %s %s', async (...argv) => {
    const free = argv.length === 1 ? ['--port', '0'] : [];
    const { code, stdout, stderr } = await run(...argv, ...free);
    expect(code).toBeGreaterThan(0);
    expect(stdout + stderr).not.toMatch(/s3cr|t@127/);
    expect(stdout + stderr).not.toMatch(/URIError|^ +at /m);
  });

  it.each([[`http://localhost:PORT`], ['demo']])(
    'looks for a free port before all else: %s',
    async (target) => {
      asked = 0;
      const { code, stderr } = await run(target.replace('PORT', String(port)), '--port', String(port));
      expect([code, stderr]).toEqual([
        1,
        `Port ${port} is in use. Choose another with --port, or 0 for any free one.\n`,
      ]);
      expect(asked).toBe(0);
    },
  );
});

describe('npm run demo', () => {
  /** Whether something listens at an address. */
  const answers = (url: string) =>
    new Promise<boolean>((resolve) => {
      const { hostname, port: number } = new URL(url);
      const socket = connect(Number(number), hostname, () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });

  /** Starts it and ends it; resolves when neither answers any more. */
  const ended = async (end: (npm: number) => void) => {
    // A process group of its own, as a terminal makes one.
    const npm = spawn('npm', ['run', 'demo', '--', '--port', '0'], { cwd: root, detached: true });
    const texts = printed(npm);
    while (!texts.stdout.includes('Ctrl-C stops')) {
      if (npm.exitCode !== null) throw new Error(texts.stderr);
      await pause();
    }
    const urls = [...texts.stdout.matchAll(/(?:GraphQL|WordPress) +(http:\S+)/g)].map(([, url = '']) => url);
    expect(await Promise.all(urls.map(answers))).toEqual([true, true]);
    end(npm.pid ?? 0);
    while ((await Promise.all(urls.map(answers))).includes(true)) await pause();
  };

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves neither gateway nor WordPress behind when npm gets %s',
    (signal) => ended((npm) => process.kill(npm, signal)),
    120_000,
  );

  it('leaves nothing behind after Ctrl-C', () => ended((npm) => process.kill(-npm, 'SIGINT')), 120_000);
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
