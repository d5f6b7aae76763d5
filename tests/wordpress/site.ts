import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import type { DemoPermalinks, DemoUser, DemoWordPress } from '../../src/demo/wordpress.ts';

/** A real WordPress. One test file uses it alone until it calls `close`. */
export interface TestSite {
  readonly url: string;
  /** Ends with `/wp-json/`, `/index.php/wp-json/` or `/?rest_route=/`. */
  readonly restRoot: string;
  readonly version: string;
  readonly permalinks: DemoPermalinks;
  readonly users: Readonly<Record<string, DemoUser>>;
  /** Runs PHP (without `<?php`) in WordPress as the administrator. Returns its output. */
  php(code: string): Promise<string>;
  /**
   * Runs PHP (without `<?php`) in WordPress as the administrator. Returns the value of the JSON that it prints.
   *
   * @throws Error if the output is not JSON
   */
  phpJson<T>(code: string): Promise<T>;
  /**
   * Installs PHP code (without `<?php`) as a must-use plugin, and flushes the rewrite rules. The code replaces that of an
   * earlier call. `reset` removes it.
   */
  plugin(code: string): Promise<void>;
  /** Restores the demo content. */
  reset(): Promise<void>;
  /** Gives the WordPress back to the broker. */
  close(): Promise<void>;
}

/**
 * A WordPress that the test run did not start. The JSON file at the path `PRESSQL_TEST_SITE` describes it. Test files that
 * run in parallel must not share it: in the path, `{worker}` is replaced by the number of vitest's worker.
 */
interface ExternalSite {
  readonly version: string;
  readonly users: Readonly<Record<string, DemoUser>>;
  /** The permalink style for tests that select none. */
  readonly permalinks: DemoPermalinks;
  /** The addresses of the WordPress, by permalink style. */
  readonly sites: Readonly<Record<DemoPermalinks, ExternalAddress>>;
}

/** The WordPress with one permalink style. */
interface ExternalAddress {
  readonly url: string;
  readonly restRoot: string;
  /** A command that runs the PHP from its standard input and prints the output. */
  readonly phpCommand: readonly string[];
  /** A command that restores the demo content. */
  readonly resetCommand: readonly string[];
}

/** Path and query of the REST API, by permalink style. */
const restRoots: Readonly<Record<DemoPermalinks, string>> = {
  pretty: '/wp-json/',
  'index.php': '/index.php/wp-json/',
  plain: '/?rest_route=/',
};

/**
 * Returns a WordPress with the demo content: the external one if `PRESSQL_TEST_SITE` is set, otherwise one of the broker.
 */
export async function startSite(options: { permalinks?: DemoPermalinks } = {}): Promise<TestSite> {
  const external = readExternal();
  const { permalinks = external?.permalinks ?? 'pretty' } = options;
  const bare = external ? await useExternal(external, permalinks) : await startEmbedded(permalinks);
  return {
    ...bare,
    permalinks,
    phpJson: async <T>(code: string) => {
      const output = await bare.php(code);
      try {
        return JSON.parse(output) as T;
      } catch {
        throw new Error(`PHP printed no JSON: ${output.slice(0, 500)}`);
      }
    },
    plugin: async (code) => {
      const encoded = Buffer.from(code).toString('base64');
      await bare.php(`update_option('pressql_test_plugin', base64_decode('${encoded}'));`);
      // WordPress loads the plugin at the start of a request, so this call is a separate request.
      await bare.php('flush_rewrite_rules(false);');
    },
  };
}

/** Returns two sites with the same content and ids. An external WordPress has one for each permalink style. */
export async function startTwoSites(): Promise<readonly [TestSite, TestSite]> {
  // One after the other: the sites of an external WordPress share the files that a start restores.
  const first = await startSite({ permalinks: 'pretty' });
  return [first, await startSite({ permalinks: 'index.php' })];
}

/** A site without the members that `startSite` adds. */
type BareSite = Omit<TestSite, 'permalinks' | 'phpJson' | 'plugin'>;

async function startEmbedded(permalinks: DemoPermalinks): Promise<BareSite> {
  const broker = inject('siteBroker');
  const { url, version, users } = await askBroker(`${broker}/lend?permalinks=${permalinks}`);
  const control = async (action: string, body: string) => {
    const response = await fetch(`${url}/__control/${action}`, { method: 'POST', body });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  return {
    url,
    restRoot: url + restRoots[permalinks],
    version,
    users,
    php: (code) => control('php', code),
    reset: async () => void (await control('reset', '')),
    close: async () => void (await askBroker(`${broker}/take-back?url=${url}`)),
  };
}

/**
 * Sends a request to the broker (`broker.ts`), which lends a WordPress or takes one back.
 *
 * @throws Error if the broker cannot start or reset a WordPress
 */
async function askBroker(address: string): Promise<Omit<DemoWordPress, 'close'>> {
  const response = await fetch(address, { method: 'POST' });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body) as Omit<DemoWordPress, 'close'>;
}

/** Reads the description of the external WordPress. Returns null if `PRESSQL_TEST_SITE` is not set. */
function readExternal(): ExternalSite | null {
  const file = process.env['PRESSQL_TEST_SITE']?.replace('{worker}', process.env['VITEST_POOL_ID'] ?? '1');
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as ExternalSite) : null;
}

/** Resets the external WordPress and returns it. */
async function useExternal(external: ExternalSite, permalinks: DemoPermalinks): Promise<BareSite> {
  const { version, users, sites } = external;
  const { url, restRoot, phpCommand, resetCommand } = sites[permalinks];
  const reset = async () => void (await run(resetCommand, ''));
  await reset();
  return {
    url,
    restRoot,
    version,
    users,
    php: (code) => run(phpCommand, code),
    reset,
    close: async () => {},
  };
}

/**
 * Runs a command with some input. Returns its standard output.
 *
 * @throws Error if the command fails
 */
function run(command: readonly string[], input: string): Promise<string> {
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command.join(' ')}: ${stderr || error.message}${stdout}`));
      else resolve(stdout);
    });
    child.stdin?.end(input);
  });
}
