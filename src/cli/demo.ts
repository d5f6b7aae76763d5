import type { Settings } from '../config/options.ts';
import { type DemoWordPress, startDemoWordPress } from '../demo/wordpress.ts';
import { grants } from '../loading/access/grants.ts';
import { checkPlace } from '../server/node.ts';
import type { Terminal } from './print.ts';
import { placeOf, serve } from './serve.ts';

/** Starts the WordPress that runs inside Node, and serves it. */
export async function demo(settings: Settings, terminal: Terminal): Promise<void> {
  await checkPlace(placeOf(settings));
  terminal.note('Starting a WordPress with demo content. The first time takes about half a minute.');
  const wordpress = await startDemoWordPress({ onProgress: (text) => terminal.note(`  ${text}`) });
  try {
    await serve(
      wordpress.url,
      { ...shownToVisitors(wordpress), ...settings },
      terminal,
      signingIn(wordpress),
    );
  } finally {
    await wordpress.close();
  }
}

/** How to write to the demo: nobody else can reach it, and it forgets everything. */
function signingIn({ users }: DemoWordPress): readonly string[] {
  const admin = users['admin'];
  if (!admin) return [];
  const pair = Buffer.from(`${admin.username}:${admin.applicationPassword}`).toString('base64');
  return ['Signed in as administrator: in GraphiQL under Headers', `{ "Authorization": "Basic ${pair}" }`];
}

/** The demo's menus, settings and theme are for everybody. */
function shownToVisitors({ users }: DemoWordPress): Settings {
  const admin = users['admin'];
  return admin
    ? {
        serviceCredential: `${admin.username}:${admin.applicationPassword}`,
        grants: Object.keys(grants),
      }
    : {};
}
