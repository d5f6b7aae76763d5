// node check-links.mjs [folder]: follows every link of the built site to pages, files and headings, but none to other hosts.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LinkChecker } from 'linkinator';

const port = 9151;
const [folder = 'dist'] = process.argv.slice(2);
// The site may be below a path, as on GitHub: https://pressql.github.io/pressql/.
const path = new URL(process.env.DOCS_URL ?? 'http://localhost/').pathname.replaceAll('/', '') || '.';
const serverRoot = path === '.' ? resolve(folder) : mkdtempSync(join(tmpdir(), 'pressql-site-'));
if (path !== '.') symlinkSync(resolve(folder), join(serverRoot, path));

const { links } = await new LinkChecker().check({
  path: `${path}/`,
  serverRoot,
  port,
  recurse: true,
  checkFragments: true,
  linksToSkip: async (url) => new URL(url).port !== String(port),
  concurrency: 50,
});
if (path !== '.') rmSync(serverRoot, { recursive: true });
const broken = links.filter(({ state }) => state === 'BROKEN');
for (const { url, parent, status, failureDetails } of broken)
  console.error(`${parent}\n  → ${url} (${failureDetails?.[0]?.message ?? status})`);
const checked = links.filter(({ state }) => state === 'OK').length;
console.log(`${checked} links are good, ${broken.length} are broken`);
// A site without links was not read.
if (broken.length > 0 || checked < 500) process.exitCode = 1;
