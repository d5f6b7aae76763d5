import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import type { DemoPermalinks, DemoUser, DemoWordPress } from '../../src/demo/wordpress.ts';

/** A real WordPress that a test file has to itself until it closes it. */
export interface TestSite {
  readonly url: string;
  /** Ends with `/wp-json/`, `/index.php/wp-json/` or `/?rest_route=/`. */
  readonly restRoot: string;
  readonly version: string;
  readonly permalinks: DemoPermalinks;
  readonly users: Readonly<Record<string, DemoUser>>;
  /** Runs PHP (without `<?php`) inside of WordPress, as the administrator; its output. */
  php(code: string): Promise<string>;
  /** The same for code that prints JSON. */
  phpJson<T>(code: string): Promise<T>;
  /**
   * Installs PHP code (without `<?php`) as a must-use plugin, in place of the one installed before, and writes the
   * rewrite rules anew. `reset` removes it.
   */
  plugin(code: string): Promise<void>;
  /** Puts the demo content back. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A WordPress that runs elsewhere, as the file describes it that `PRESSQL_TEST_SITE` names. Test files that run at the
 * same time must not share one: `{worker}` in the name stands for the number of vitest's worker.
 */
interface ExternalSite {
  readonly version: string;
  readonly users: Readonly<Record<string, DemoUser>>;
  /** The style that tests get which name none. */
  readonly permalinks: DemoPermalinks;
  /** The same WordPress in each style of permalinks. */
  readonly sites: Readonly<Record<DemoPermalinks, ExternalAddress>>;
}

interface ExternalAddress {
  readonly url: string;
  readonly restRoot: string;
  /** Reads PHP from its standard input, prints what it prints. */
  readonly phpCommand: readonly string[];
  /** Puts the demo content back. */
  readonly resetCommand: readonly string[];
}

const restRoots: Readonly<Record<DemoPermalinks, string>> = {
  pretty: '/wp-json/',
  'index.php': '/index.php/wp-json/',
  plain: '/?rest_route=/',
};

/** Starts a WordPress with the demo content. */
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
      // In a request of its own, in which WordPress has loaded the plugin.
      await bare.php('flush_rewrite_rules(false);');
    },
  };
}

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

/** Asks the broker (`broker.ts`) for a WordPress, or gives one back. */
async function askBroker(address: string): Promise<Omit<DemoWordPress, 'close'>> {
  const response = await fetch(address, { method: 'POST' });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return JSON.parse(body) as Omit<DemoWordPress, 'close'>;
}

function readExternal(): ExternalSite | null {
  const file = process.env['PRESSQL_TEST_SITE']?.replace('{worker}', process.env['VITEST_POOL_ID'] ?? '1');
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as ExternalSite) : null;
}

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
