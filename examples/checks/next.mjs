// What the Next example promises.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { visit } from './browser.mjs';
import { measure } from './lighthouse.mjs';
import { npm, run, start, waitFor } from './processes.mjs';
import { saveScreenshot } from './screenshot.mjs';

const article = '/2026/11/the-lighthouse-learns-a-new-word/';

export async function checkNext({ app, site, browser, flags, startGateway, freePort, save }) {
  const [gatewayPort, port] = [await freePort(), await freePort()];
  const base = `http://localhost:${port}`;
  const { username, applicationPassword } = site.users.editor;
  const env = {
    GRAPHQL_URL: `http://localhost:${gatewayPort}/graphql`,
    REVALIDATE_URL: `${base}/api/revalidate/`,
    REVALIDATE_SECRET: 'a secret of the examples',
    PREVIEW_SECRET: 'another secret',
    PREVIEW_CREDENTIAL: `${username}:${applicationPassword}`,
  };
  const open = await startGateway(gatewayPort, env);
  await run(npm, ['run', 'build'], { cwd: app, env });
  await open.stop();
  // From here on, the gateway runs the documents of the frontend and no others.
  const trusted = ['--production', '--trusted-documents', 'gql/persisted-documents.json', '--log', 'text'];
  const gateway = await startGateway(gatewayPort, env, trusted);
  start(
    process.execPath,
    [join(app, 'node_modules', 'next', 'dist', 'bin', 'next'), 'start', '-p', String(port)],
    {
      cwd: app,
      env,
    },
  );
  await waitFor('Next', async () => (await fetch(base)).ok);

  await visit(browser, base, {
    origins: [base, site.url],
    pages: {
      '/': { heading: 'Today' },
      [article]: { heading: 'The lighthouse learns a new word: “two”' },
      '/2026/09/the-smallest-museum/': { heading: await titleOf('the-smallest-museum') },
      '/category/town/harbour/': { heading: 'Harbour' },
      '/tag/fog/': { heading: 'Fog' },
      '/author/noor/': { heading: 'Noor El-Amin' },
      '/about/newsroom/': { heading: 'The newsroom' },
      '/search/?q=lamp': { heading: 'Search' },
      '/no/such/page/': { heading: 'There is nothing at this address', status: 404 },
    },
  });
  console.log('✓ every page');
  if (flags.screenshot)
    await saveScreenshot(browser, save('screenshot.png'), [
      { url: `${base}/`, width: 1280 },
      { url: base + article, width: 390 },
      { url: base + article, width: 390, colorScheme: 'dark' },
    ]);
  if (flags.lighthouse) await measure(base + article, { cwd: app });

  const headline = 'The lighthouse says three';
  await site.php(
    `wp_update_post(array('ID' => ${await idOf('the-lighthouse-learns-a-new-word')}, 'post_title' => '${headline}'));`,
  );
  for (const path of [article, '/', '/category/town/harbour/', '/author/author/']) {
    const seconds = await waitFor(`the new headline at ${path}`, () => shows(path, headline), 90);
    console.log(`✓ a new headline at ${path}, after ${seconds.toFixed(1)} s and without a build`);
  }

  await site.php(
    "wp_update_nav_menu_item(wp_get_nav_menu_object('Footer')->term_id, 0, array('menu-item-type' => 'custom', 'menu-item-title' => 'Imprint', 'menu-item-url' => '/imprint/', 'menu-item-status' => 'publish'));",
  );
  const seconds = await waitFor('the new item of the menu', () => shows('/', 'Imprint'), 90);
  console.log(`✓ a new item in a menu, after ${seconds.toFixed(1)} s`);

  await site.php("update_option('comment_moderation', 0); update_option('comment_previously_approved', 0);");
  const page = await browser.newPage();
  await page.goto(base + article);
  await comment(page, 'I have counted three blinks.');
  await page.getByText('Your comment is online.').waitFor();
  await page.locator('.comments ol').getByText('I have counted three blinks.').waitFor();
  await waitFor('the comment', () => shows(article, 'I have counted three blinks.'), 30);
  await comment(page, 'I have counted three blinks.');
  await page.locator('.comments .error').waitFor();
  assert.match(await page.locator('.comments .error').innerText(), /duplicate/i);
  console.log('✓ a comment, and why WordPress refuses its twin');

  const draft = await site.php(
    "echo wp_insert_post(array('post_title' => 'Not yet', 'post_content' => 'Tomorrow.', 'post_status' => 'draft', 'post_author' => 1));",
  );
  await page.goto(`${base}/api/preview/?secret=wrong&id=${draft}`);
  assert.equal((await page.goto(`${base}/api/preview/?secret=wrong&id=${draft}`))?.status(), 401);
  await page.goto(`${base}/api/preview/?secret=${encodeURIComponent(env.PREVIEW_SECRET)}&id=${draft}`);
  await page.getByRole('heading', { name: 'Not yet' }).waitFor();
  const reader = await browser.newContext();
  const other = await reader.newPage();
  await other.goto(`${base}/preview/${draft}/`);
  await other.getByText('There is nothing at this address').waitFor();
  await page.getByRole('button', { name: 'Leave the preview' }).click();
  await page.waitForURL(`${base}/`);
  console.log('✓ a draft, for editors only');

  assert.doesNotMatch(gateway.output(), /DOCUMENT_NOT_TRUSTED|PERSISTED_QUERY_NOT_FOUND/);
  console.log('✓ persisted queries only');

  async function shows(path, text) {
    return (await (await fetch(base + path)).text()).includes(text);
  }

  function idOf(slug) {
    return site.php(`echo get_page_by_path('${slug}', OBJECT, 'post')->ID;`);
  }

  async function titleOf(slug) {
    return JSON.parse(
      await site.php(
        `echo wp_json_encode(html_entity_decode(get_the_title(${await idOf(slug)}), ENT_QUOTES));`,
      ),
    );
  }

  async function comment(page, text) {
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail').fill('ada@example.test');
    await page.getByLabel('Comment', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Post comment' }).click();
  }
}
