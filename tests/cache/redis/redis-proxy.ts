import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A proxy before Redis. */
export interface RedisProxy {
  readonly url: string;
  close(): void;
}

/**
 * Starts a proxy that delays commands. Each connection keeps the order of its commands.
 *
 * @param delayOf - returns the milliseconds by which commands come late at Redis, from the text of one or more commands
 */
export async function startRedisProxy(
  redis: string,
  delayOf: (commands: string) => number,
): Promise<RedisProxy> {
  const server = createServer((socket) => {
    const target = connect(Number(new URL(redis).port), '127.0.0.1');
    let last = Promise.resolve();
    socket.on('data', (data) => {
      const delay = delayOf(data.toString('latin1'));
      last = last.then(async () => {
        if (delay > 0) await pause(delay);
        if (target.writable) target.write(data);
      });
    });
    target.pipe(socket);
    for (const [one, other] of [[socket, target] as const, [target, socket] as const])
      one.on('error', () => undefined).on('close', () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `redis://127.0.0.1:${port}`, close: () => void server.close() };
}
