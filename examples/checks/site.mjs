// Builds and serves an example that is a site with a server of its own.
import { join } from 'node:path';
import { npm, run, start, waitFor } from './processes.mjs';

/**
 * Builds a site and starts it, with the gateway that it reads from.
 *
 * @param server - the program that the build has made, in the folder of the example
 * @returns the site's address, and a function that builds again and returns what the build prints
 */
export async function startSite({ app, site, newer, startGateway, freePort }, server) {
  const [gatewayPort, port] = [await freePort(), await freePort()];
  const base = `http://localhost:${port}`;
  const endpoint = `http://localhost:${gatewayPort}/graphql`;
  const env = {
    ...newer.env,
    GRAPHQL_URL: endpoint,
    NUXT_GRAPHQL_URL: endpoint,
    WORDPRESS_URL: site.url,
    // For `pressql codegen`: the embedded WordPress answers one request at a time.
    PRESSQL_TIMEOUT: '60000',
    HOST: '127.0.0.1',
    PORT: String(port),
    ORIGIN: base,
  };
  await startGateway(gatewayPort);
  const build = () => run(npm, ['run', 'build'], { cwd: app, env });
  await build();
  start(newer.node, [join(app, server)], { cwd: app, env });
  await waitFor('the site', async () => (await fetch(base)).ok);
  return { base, build };
}

export const article = '/2026/11/the-lighthouse-learns-a-new-word/';

/** The same pages are in all news sites. */
export const pages = {
  '/': { heading: 'Today' },
  [article]: { heading: 'The lighthouse learns a new word: “two”' },
  '/category/town/harbour/': { heading: 'Harbour' },
  '/tag/cats-%f0%9f%90%88/': { heading: 'Cats 🐈' },
  '/author/noor/': { heading: 'Noor El-Amin' },
  '/about/newsroom/': { heading: 'The newsroom' },
  '/search/?q=lamp': { heading: 'Search' },
  '/no/such/page/': { heading: 'There is nothing at this address', status: 404 },
};

/** What the picture in the README shows. */
export const views = (base) => [
  { url: `${base}/`, width: 1280 },
  { url: base + article, width: 390 },
  { url: base + article, width: 390, colorScheme: 'dark' },
];

/** Lets comments appear without an editor. */
export const allowComments = ({ php }) =>
  php("update_option('comment_moderation', 0); update_option('comment_previously_approved', 0);");

/** Posts a comment by the form of an article, and again, which WordPress refuses. */
export async function postComments(browser, url) {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await post(page);
  await page.getByText('Your comment is online.').waitFor();
  await page.locator('.comments ol').getByText('I have counted three blinks.').waitFor();
  await post(page);
  await page
    .locator('.comments .error')
    .getByText(/duplicate/i)
    .waitFor();
  await page.close();
  console.log('✓ a comment, and why WordPress refuses its twin');
}

async function post(page) {
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.test');
  await page.getByLabel('Comment', { exact: true }).fill('I have counted three blinks.');
  await page.getByRole('button', { name: 'Post comment' }).click();
}
