// The page docs/compatibility.md, made from results.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { grants } from './modes.mjs';
import { leftOut, starters } from './starters.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const resultsFile = file('results.json');

/** Returns the kept results, by the name of the frontend. */
export function readResults() {
  return existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
}

/** Keeps the results. */
export function writeResults(results) {
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
}

/** Writes the page from the kept results. */
export function writePage() {
  writeFileSync(file('../docs/compatibility.md'), compatibilityPage(starters, readResults()));
}

/**
 * Returns the page. It leaves out frontends whose result is one of another commit, because the row links to the code.
 *
 * @param {readonly import('./starters.mjs').Starter[]} frontends
 * @param {object} results by the name of the frontend
 */
export function compatibilityPage(frontends, results) {
  const measured = frontends.filter(({ name, commit }) => results[name]?.commit === commit);
  const versions = [...new Set(measured.map(({ name }) => versionsOf(results[name])))];
  const rows = measured.map((starter) => row(starter, results[starter.name], versions.length > 1));
  return page(rows, versions.length === 1 ? versions[0] : null);
}

const versionsOf = ({ wordpress, wpgraphql, theme }) =>
  `WordPress ${wordpress} and WPGraphQL ${wpgraphql}${theme ? `, theme ${theme}` : ''}`;

function row(starter, result, hasVersions) {
  const { pages, empty = 0, modes } = result;
  const shown = pages - empty;
  const { name, framework, repository, commit, folder, differs = '' } = starter;
  const address = `https://github.com/${repository}/tree/${commit}${folder ? `/${folder}` : ''}`;
  const cells = [
    `[${name}](${address})`,
    framework,
    share(modes.plain, shown),
    share(modes.tuned, shown),
    [differs, ...(empty > 0 ? [`${empty} more ${empty === 1 ? 'page is' : 'pages are'} empty`] : [])]
      .filter(Boolean)
      .join('. '),
    ...(hasVersions ? [versionsOf(result)] : []),
  ];
  return `| ${cells.join(' | ')} |`;
}

function share({ runs, equal, equalOutsideOfNav }, pages) {
  if (!runs) return 'does not run';
  const but = equalOutsideOfNav > equal ? ` (${equalOutsideOfNav} but for \`<nav>\`)` : '';
  return `${equal} of ${pages}${but}`;
}

/** @param {string | null} versions Null if the rows have several. */
const page = (rows, versions) => `# Compatibility

\`npm run frontends\` generates this page. It builds published frontends over WPGraphQL and over PressQL, in front of the same WordPress
with the demo's content, and reads up to 60 pages of each. The numbers are pages that are equal${versions ? `, with ${versions}` : ''}.
Frontends of \`frontends/starters.mjs\` that are missing here have not been measured yet.

| frontend | framework | plain | tuned | what differs in plain |${versions ? '' : ' versions |'}
|---|---|---|---|---|${versions ? '' : '---|'}
${rows.join('\n')}

- **plain** is \`pressql https://site.example\`, and nothing else.
- **tuned** has a [service credential](permissions.md#grants) with the grants \`${grants}\`.
- A page counts if its status over WPGraphQL is 200 and it is not empty. It is **equal** if status, texts, elements and attributes are, in this order.
  Scripts and styles are left out, and so are the times at which feeds and sitemaps were built, and what a browser fetches later.
- A page is **empty** if its text has no words of the site, because a browser fetches them later, or because a frontend has written the
  page itself. It would be equal whatever the endpoint answers, so it does not count.
- A frontend **runs** if its build ends and all these pages have the status 200 over PressQL, too.
- The code of the frontends is unchanged, but for the address of the endpoint where they read it from no variable.
- WPGraphQL shows visitors the menus that have a place in the theme, and WordPress' REST API does not. Without a credential, PressQL
  reads [the menus that the theme prints](permissions.md#menus-that-the-theme-prints). The theme "Classic menus", written for this
  comparison (\`frontends/php/theme\`), prints all of its menus. **With a theme that prints none, such as a block theme, a frontend in
  plain shows an empty menu on all its pages.**
- A number in parentheses leaves the elements \`<nav>\` out.
- The site has no posts with a password and no tags with an emoji, because several frontends cannot build such sites, whatever the
  endpoint is.

## Frontends that are not compared

Their pages do not build with this WordPress, not even over WPGraphQL, or a comparison of them would say nothing about the endpoint.

${leftOut.map(([frontend, why]) => `- ${frontend}: ${why}`).join('\n')}

## Your own frontend

[\`pressql compare\`](comparing.md) compares the answers to the queries of your frontend, with your site. To compare whole pages of
another published frontend, add a row to \`frontends/starters.mjs\`.
`;
