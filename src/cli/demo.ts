import type { Settings } from '../config/options.ts';
import { type DemoWordPress, startDemoWordPress } from '../demo/wordpress.ts';
import { grants } from '../loading/access/grants.ts';
import { checkAddress } from '../server/node.ts';
import type { Terminal } from './print.ts';
import { listenPlace, serve } from './serve.ts';

/** Starts the demo WordPress, which runs inside Node, and serves it until the process gets a signal to stop. */
export async function demo(settings: Settings, terminal: Terminal): Promise<void> {
  await checkAddress(listenPlace(settings));
  terminal.note('Starting a WordPress with demo content. The first time takes about half a minute.');
  const wordpress = await startDemoWordPress({ onProgress: (text) => terminal.note(`  ${text}`) });
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
