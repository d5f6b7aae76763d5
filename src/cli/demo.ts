import type { Settings } from '../config/options.ts';
import { type DemoWordPress, startDemoWordPress } from '../demo/wordpress.ts';
import { grants } from '../loading/access/grants.ts';
import { checkAddress } from '../server/node.ts';
import type { Terminal } from './print.ts';
import { listenPlace } from './run-service.ts';
import { serve } from './serve.ts';

const highestPort = 65_535;

/** Starts the demo WordPress, which runs inside Node, and serves it until the process gets a signal to stop. */
export async function demo(settings: Settings, terminal: Terminal): Promise<void> {
  const place = listenPlace(settings);
  await checkAddress(place);
  terminal.note('Starting a WordPress with demo content. The first time takes about half a minute.');
  const wordpress = await startDemoWordPress({
    port: await portAfter(place.port),
    onProgress: (text) => terminal.note(`  ${text}`),
  });
  try {
    await serve(
      {
        url: wordpress.url,
        settings: { ...grantEverything(wordpress), ...settings },
        extraLines: signInLines(wordpress),
        readAgain: null,
      },
      terminal,
    );
  } finally {
    await wordpress.close();
  }
}

/**
 * Returns the port after the gateway's, so that pages that a frontend has built find their pictures after the next start, too. 0,
 * for any free port, if something else uses it.
 */
async function portAfter(port: number): Promise<number> {
  if (port === 0 || port === highestPort) return 0;
  try {
    await checkAddress({ port: port + 1, host: '127.0.0.1' });
    return port + 1;
  } catch {
    return 0;
  }
}

/** Returns lines that show how to sign in. The demo is reachable from this machine only, and stores nothing. */
function signInLines({ users }: DemoWordPress): readonly string[] {
  const admin = users['admin'];
  if (!admin) return [];
  return [
    'To see what the administrator sees, press "Me" in GraphiQL, and sign in:',
    `  user ${admin.username}, application password ${admin.applicationPassword}`,
  ];
}

/** Returns settings that let visitors read the demo's menus, settings and theme. */
function grantEverything({ users }: DemoWordPress): Settings {
  const admin = users['admin'];
  if (!admin) return {};
  return {
    serviceCredential: `${admin.username}:${admin.applicationPassword}`,
    grants: Object.keys(grants),
  };
}
