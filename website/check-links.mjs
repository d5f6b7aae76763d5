// node check-links.mjs: follows every link of the built site to pages, files and headings. Links to other hosts are left out.
import { LinkChecker } from 'linkinator';

const port = 9151;
const { links } = await new LinkChecker().check({
  path: 'dist',
  port,
  recurse: true,
  checkFragments: true,
  linksToSkip: async (url) => new URL(url).port !== String(port),
  concurrency: 50,
});
const broken = links.filter(({ state }) => state === 'BROKEN');
for (const { url, parent, status, failureDetails } of broken)
  console.error(`${parent}\n  → ${url} (${failureDetails?.[0]?.message ?? status})`);
const checked = links.filter(({ state }) => state === 'OK').length;
console.log(`${checked} links are good, ${broken.length} are broken`);
// A site without links was not read.
if (broken.length > 0 || checked < 500) process.exitCode = 1;
