// npm run frontends -- [NAME…]: builds published frontends over WPGraphQL and over PressQL, in front of the same WordPress, compares
// their pages, and writes docs/compatibility.md.
// Flags: --wpgraphql FOLDER has the plugin WPGraphQL, as it is released. --mirrors DIR has bare repositories (<owner>+<name>/repo)
// to clone instead of GitHub's. --work DIR keeps copies of the frontends, --keep also WordPress. --port N is the first of two ports:
// 8881, or that of the WordPress that is kept.
// --theme FOLDER has a theme for WordPress. Without it, a classic theme prints all menus.
// --limit N is the most pages of one frontend. --mode MODE compares one mode and writes nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newerNode } from '../examples/checks/node.mjs';
import { stopStack } from '../tools/stack/stack.mjs';
import { compareFrontend } from './compare.mjs';
import { modes } from './modes.mjs';
import { readResults, writePage, writeResults } from './page.mjs';
import { startSite, withContent } from './site.mjs';
import { starters } from './starters.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    wpgraphql: { type: 'string' },
    theme: { type: 'string' },
    mirrors: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'pressql-frontends') },
    port: { type: 'string' },
    limit: { type: 'string', default: '60' },
    mode: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const names = starters.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0)
  throw new Error(`There is no frontend ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
if (!flags.wpgraphql) throw new Error('The flag --wpgraphql is missing: the folder of the plugin WPGraphQL.');

mkdirSync(flags.work, { recursive: true, mode: 0o755 });
const port = flags.port === undefined ? undefined : Number(flags.port);
const { wpgraphql, theme } = flags;
const site = await startSite(join(flags.work, 'site'), { wpgraphql, theme, port });
try {
  const { env } = await newerNode(flags.work);
  const options = {
    site,
    work: flags.work,
    mirrors: flags.mirrors,
    path: env.PATH ?? process.env.PATH,
    port: site.port + 1,
    limit: Number(flags.limit),
    modes: flags.mode ? [flags.mode] : Object.keys(modes).slice(1),
  };
  for (const starter of starters.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  )) {
    try {
      await withContent(site, starter.content, () => measure(starter, options));
    } catch (error) {
      process.exitCode = 1; // it does not run over WPGraphQL, or cannot be had: the others may
      console.error(`${starter.name}: ${error.message}`);
    }
  }
} finally {
  if (!flags.keep) await stopStack(site.dir);
}

/** Compares one frontend. Writes all differences to the work folder, and the numbers to the page. */
async function measure(starter, options) {
  const { pages, empty, modes: compared } = await compareFrontend(starter, options);
  writeFileSync(join(options.work, `${starter.name}.json`), JSON.stringify(compared, null, 2));
  const numbers = Object.fromEntries(
    Object.entries(compared).map(([mode, { runs, equal, equalOutsideOfNav }]) => [
      mode,
      { runs, equal, equalOutsideOfNav },
    ]),
  );
  console.log(starter.name, pages, `${empty} empty`, JSON.stringify(numbers));
  if (flags.mode) return;
  const result = { ...site.versions, commit: starter.commit, pages, empty, modes: numbers };
  writeResults({ ...readResults(), [starter.name]: result });
  writePage();
}
