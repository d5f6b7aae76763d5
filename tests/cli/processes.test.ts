import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * The command in a separate process, as shells and npm run it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A server that counts its requests and answers each with 404. */
let server: Server;
let port = 0;
let requests = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    requests++;
    response.writeHead(404).end();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
}, 60_000);
afterAll(() => server.close());

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command outside of the terminal and npm that run the tests, with more variables. */
const startWith = (variables: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const { FORCE_COLOR: _force, NO_COLOR: _none, ...env } = process.env;
  return spawn(process.execPath, [main, ...argv], { cwd: root, env: { ...env, ...variables } });
};
const start = (...argv: readonly string[]) => startWith({}, ...argv);
const collectOutput = (child: ChildProcess) => {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  return texts;
};
const run = (...argv: readonly string[]) => runWith({}, ...argv);
const runWith = async (
  variables: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<Result> => {
  const child = startWith(variables, ...argv);
  const texts = collectOutput(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
};

describe('a command', () => {
  it.each([
    ['schema', '--json'],
    ['--help'],
    ['--version'],
    ['doctor', 'http://127.0.0.1:9'],
    ['compare', 'http://127.0.0.1:9/graphql', 'README.md'],
  ])('%s %s exits without an error when the reader of its output has gone', async (...argv) => {
    const child = start(...argv);
    child.stdout.destroy();
    const texts = collectOutput(child);
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
    ['compare', 'http://reader:s3cr/t@127.0.0.1:9/graphql', 'README.md'],
    ['a.example', 'http://reader:s3cr@b.example'],
    ['a.example', '--frontend-url', 'ftp://reader:s3cr@b.example'],
  ])('prints no password: %s %s', async (...argv) => {
    const child = start(...argv, ...(argv.length === 1 ? ['--port', '0'] : []));
    const texts = collectOutput(child);
    // A gateway goes on trying to reach its WordPress.
    child.stderr.on('data', () => texts.stderr.includes('tries again') && child.kill());
    await once(child, 'close');
    expect(texts.stdout + texts.stderr).not.toBe('');
    expect(texts.stdout + texts.stderr).not.toMatch(/s3cr|t@127/);
    expect(texts.stdout + texts.stderr).not.toMatch(/URIError|^ +at /m);
  });

  it.each([[`http://localhost:PORT`], ['demo']])(
    'checks the port before it sends requests: %s',
    async (target) => {
      requests = 0;
      const { code, stderr } = await run(target.replace('PORT', String(port)), '--port', String(port));
      expect([code, stderr]).toEqual([
        1,
        `Port ${port} is in use. Choose another with --port, or 0 for any free one.\n`,
      ]);
      expect(requests).toBe(0);
    },
  );

  it.each([[], ['doctor']])(
    'names the ways to name a site where nobody can be asked: %s',
    async (...argv) => {
      const { code, stdout, stderr } = await run(...argv);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^No WordPress site is named\./);
      for (const way of [
        `${['pressql', ...argv].join(' ')} https://`,
        'WORDPRESS_URL=',
        'pressql.config.ts',
        'pressql demo',
      ])
        expect(stderr).toContain(way);
    },
  );

  it('shows colours where it is told to, and none where NO_COLOR is set', async () => {
    expect((await run('--help')).stdout).not.toContain('\u001B');
    const coloured = await runWith({ FORCE_COLOR: '1' }, '--help');
    expect(coloured.stdout).toContain('\u001B[1mUsage:');
    expect((await runWith({ FORCE_COLOR: '1', NO_COLOR: '1' }, '--help')).stdout).not.toContain('\u001B');
  });

  it('ends if the port of the metrics is in use', async () => {
    const { code, stderr } = await run('http://127.0.0.1:9', '--port', '0', '--metrics-port', String(port));
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`Port ${port} is in use. Choose another with --metrics-port.\n`),
    ]);
  });
});

describe('npm run demo', () => {
  /** Returns whether a server listens at an address. */
  const isListening = (url: string) =>
    new Promise<boolean>((resolve) => {
      const { hostname, port: number } = new URL(url);
      const socket = connect(Number(number), hostname, () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });

  /**
   * Starts the demo, without the build before it, and stops it with `stop`. Resolves when neither the gateway nor
   * WordPress listens.
   */
  const startAndStop = async (stop: (npm: number) => void) => {
    // A separate process group, as in a terminal.
    const npm = spawn('npm', ['run', 'demo', '--ignore-scripts', '--', '--port', '0'], {
      cwd: root,
      detached: true,
    });
    const texts = collectOutput(npm);
    while (!texts.stdout.includes('Ctrl-C stops')) {
      if (npm.exitCode !== null) throw new Error(texts.stderr);
      await pause();
    }
    const urls = [...texts.stdout.matchAll(/(?:GraphQL|WordPress) +(http:\S+)/g)].map(([, url = '']) => url);
    expect(await Promise.all(urls.map(isListening))).toEqual([true, true]);
    stop(npm.pid ?? 0);
    while ((await Promise.all(urls.map(isListening))).includes(true)) await pause();
  };

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'stops the gateway and WordPress when npm gets %s',
    (signal) => startAndStop((npm) => process.kill(npm, signal)),
    120_000,
  );

  it('stops both after Ctrl-C', () => startAndStop((npm) => process.kill(-npm, 'SIGINT')), 120_000);
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
