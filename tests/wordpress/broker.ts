import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type DemoPermalinks, type DemoWordPress, startDemoWordPress } from '../../src/demo/wordpress.ts';

/*
 * Lends running WordPresses to test files: to start one takes seconds, to reset one takes milliseconds. Vitest runs this
 * file in its main process, once for all test files.
 */

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the broker. */
    siteBroker: string;
  }
}

interface Lent {
  readonly permalinks: DemoPermalinks;
  readonly wordpress: DemoWordPress;
}

/** WordPresses that nobody uses and that are kept running. Each takes some 300 MB. */
const mostIdle = 4;

/** Starts the broker, and returns the function that ends it with all that it started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sites = createPool();
  const server = createServer((request, response) => {
    answer(sites, request).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  project.provide('siteBroker', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    await sites.close();
  };
}

async function answer(sites: Pool, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://broker');
  if (pathname === '/lend') {
    const { url, version, users } = await sites.lend(searchParams.get('permalinks') as DemoPermalinks);
    return { url, version, users };
  }
  await sites.takeBack(searchParams.get('url') ?? '');
  return {};
}

interface Pool {
  /** Resolves to a WordPress with the demo content that nobody else uses. */
  lend(permalinks: DemoPermalinks): Promise<DemoWordPress>;
  /** Takes one back, whatever it holds now. */
  takeBack(url: string): Promise<void>;
  close(): Promise<void>;
}

function createPool(): Pool {
  const lent = new Map<string, Lent>();
  let idle: readonly Lent[] = [];
  return {
    async lend(permalinks) {
      const found = idle.find((one) => one.permalinks === permalinks);
      idle = idle.filter((one) => one !== found);
      const one = found ?? { permalinks, wordpress: await startDemoWordPress({ permalinks, control: true }) };
      lent.set(one.wordpress.url, one);
      if (found) await reset(one.wordpress);
      return one.wordpress;
    },
    async takeBack(url) {
      const one = lent.get(url);
      if (!one) return;
      lent.delete(url);
      const [oldest, ...others] = [...idle, one];
      const isFull = others.length >= mostIdle;
      idle = isFull ? others : [...idle, one];
      if (isFull) await oldest?.wordpress.close();
    },
    close: async () => {
      await Promise.all([...lent.values(), ...idle].map(({ wordpress }) => wordpress.close()));
    },
  };
}

async function reset({ url }: DemoWordPress): Promise<void> {
  const response = await fetch(`${url}/__control/reset`, { method: 'POST' });
  if (!response.ok) throw new Error(`${url} could not be reset: ${await response.text()}`);
}
