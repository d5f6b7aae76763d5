import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** A `redis-server` of a test, which holds everything in memory. */
export interface RedisServer {
  readonly url: string;
  /** Stops it from answering, although its connections stay open. */
  pause(): void;
  resume(): void;
  /** Ends it at once. Its data is lost. */
  kill(): Promise<void>;
  /** Starts it at the same port, without data. */
  restart(): Promise<void>;
  /** Sends a command with `redis-cli`. */
  ask(...command: readonly string[]): string;
  close(): Promise<void>;
}

/** Whether this machine has Redis. `.ci/run` requires it; elsewhere the tests that need it are skipped. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis && process.env['PRESSQL_TEST_REDIS'] === 'required')
  throw new Error('Tests need redis-server: apt-get install redis-server');
if (!hasRedis)
  console.warn('Skipped tests of many instances: they need redis-server (apt-get install redis-server)');

/** Starts a server at a free port. */
export async function startRedis(options: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort();
  let server = await start(port, options);
  const end = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGKILL');
      await ended;
    }
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill: end,
    async restart() {
      await end();
      server = await start(port, options);
    },
    ask: (...command) =>
      spawnSync('redis-cli', ['-p', String(port), ...command], { encoding: 'utf8' }).stdout.trim(),
    close: end,
  };
}

async function start(port: number, options: readonly string[]): Promise<ChildProcess> {
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server did not start')));
    server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve());
  });
  return server;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
