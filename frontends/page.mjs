// The page docs/compatibility.md, made from results.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { grants } from './modes.mjs';
import { starters } from './starters.mjs';

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
  const results = readResults();
  const measured = starters.filter(({ name }) => results[name]);
  const [first] = measured;
  const { wordpress, wpgraphql } = results[first.name];
  const rows = measured.map((starter) => row(starter, results[starter.name]));
  writeFileSync(file('../docs/compatibility.md'), page(rows, { wordpress, wpgraphql }));
}

function row(starter, { pages, modes }) {
  const { name, framework, repository, commit, folder, differs = '' } = starter;
  const address = `https://github.com/${repository}/tree/${commit}${folder ? `/${folder}` : ''}`;
  const cells = [
    `[${name}](${address})`,
    framework,
    share(modes.plain, pages),
    share(modes.tuned, pages),
    differs,
  ];
  return `| ${cells.join(' | ')} |`;
}

function share({ runs, equal, equalOutsideOfNav }, pages) {
  if (!runs) return 'does not run';
  const but = equalOutsideOfNav > equal ? ` (${equalOutsideOfNav} but for \`<nav>\`)` : '';
  return `${equal} of ${pages}${but}`;
}

const page = (rows, { wordpress, wpgraphql }) => `# Compatibility

\`npm run frontends\` generates this page. It builds published frontends over WPGraphQL ${wpgraphql} and over PressQL, in front of the same
WordPress ${wordpress} with the demo's content, and reads up to 60 pages of each. The numbers are pages that are equal.

| frontend | framework | plain | tuned | what differs in plain |
|---|---|---|---|---|
${rows.join('\n')}

- **plain** is \`pressql https://site.example\`, and nothing else.
- **tuned** has a [service credential](permissions.md#grants) with the grants \`${grants}\`.
- A page counts if its status over WPGraphQL is 200. It is **equal** if status, texts, elements and attributes are, in this order.
  Scripts, styles and times of the build are left out, and so is what a browser fetches later.
- A frontend **runs** if its build ends and all these pages have the status 200 over PressQL, too.
- The code of the frontends is unchanged, but for the address of the endpoint where they read it from no variable.
- Menus are the main difference without a credential: WPGraphQL shows visitors the menus that have a place in the theme, and
  WordPress' REST API does not. A frontend with a menu then shows an empty one on all its pages. The number in parentheses leaves
  the elements \`<nav>\` out.
- The site has no posts with a password and no tags with an emoji, because several frontends cannot build such sites, whatever the
  endpoint is.

## Your own frontend

[\`pressql compare\`](comparing.md) compares the answers to the queries of your frontend, with your site. To compare whole pages of
another published frontend, add a row to \`frontends/starters.mjs\`.
`;
