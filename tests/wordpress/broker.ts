import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type DemoPermalinks, type DemoWordPress, startDemoWordPress } from '../../src/demo/wordpress.ts';

/*
 * The broker lends running WordPresses to test files, because a start takes seconds and a reset takes milliseconds. Vitest
 * runs this file once, in its main process.
 */

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the broker. */
    siteBroker: string;
  }
}

/** A WordPress that the broker started. */
interface Lent {
  readonly permalinks: DemoPermalinks;
  readonly wordpress: DemoWordPress;
}

/** Largest number of unused WordPresses that keep running. Each takes about 300 MB of memory. */
const mostIdle = 4;

/** Starts the broker. Returns a function that stops the broker and every WordPress. */
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

/** Answers `/lend` with a WordPress. Takes a WordPress back for any other path. */
async function answer(sites: Pool, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://broker');
  if (pathname === '/lend') {
    const { url, version, users } = await sites.lend(searchParams.get('permalinks') as DemoPermalinks);
    return { url, version, users };
  }
  await sites.takeBack(searchParams.get('url') ?? '');
  return {};
}

/** The WordPresses of the broker. */
interface Pool {
  /** Resolves to a WordPress that no other test file uses. It has the demo content. */
  lend(permalinks: DemoPermalinks): Promise<DemoWordPress>;
  /** Takes a WordPress back. `lend` resets it before the next use. */
  takeBack(url: string): Promise<void>;
  /** Stops every WordPress. */
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

/**
 * Restores the demo content of a WordPress.
 *
 * @throws Error if WordPress refuses
 */
async function reset({ url }: DemoWordPress): Promise<void> {
  const response = await fetch(`${url}/__control/reset`, { method: 'POST' });
  if (!response.ok) throw new Error(`${url} could not be reset: ${await response.text()}`);
}
