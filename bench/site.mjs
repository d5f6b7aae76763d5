// node bench/site.mjs start|stop [--wpgraphql FOLDER]: starts or stops a native WordPress with 2,000 posts, on Debian's
// packages. FOLDER contains the plugin WPGraphQL, which the site then activates.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { embeddedWordPress } from '../tools/stack/embedded.mjs';
import { startStack, stopStack } from '../tools/stack/stack.mjs';
import { installSite, runPhp, runScript } from '../tools/stack/wordpress.mjs';
import { activateWPGraphQL } from '../tools/stack/wpgraphql.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'pressql-bench') },
    port: { type: 'string', default: '8871' },
    wordpress: { type: 'string' },
    wpgraphql: { type: 'string' },
  },
});

const commands = { start, stop: () => stopStack(options.dir) };
const command = commands[positionals[0]];
if (!command) throw new Error('The command is missing: node bench/site.mjs start --port 8871, or stop');
await command();

async function start() {
  mkdirSync(options.dir);
  const stack = await startStack({
    dir: options.dir,
    wordpress: options.wordpress ?? embeddedWordPress(),
    scripts: fileURLToPath(new URL('php', import.meta.url)),
    sites: [{ name: 'bench', permalinks: '/%postname%/', rewrites: true, port: Number(options.port) }],
    workers: 8,
  });
  const [site] = stack.sites;
  installSite(stack, site);
  runScript(stack, site, 'seed.php');
  if (options.wpgraphql) activateWPGraphQL(stack, site, options.wpgraphql);
  const password = `echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'Benchmarks'])[0];`;
  const user = `${runPhp(stack, site, 'echo get_userdata(1)->user_login;')}:${runPhp(stack, site, password)}`;
  const description = runPhp(stack, site, 'echo $wp_version, " with ", wp_count_posts()->publish, " posts";');
  console.log(
    `WordPress ${description} at http://127.0.0.1:${site.port}, user ${user}; its files and logs are in ${options.dir}`,
  );
}
