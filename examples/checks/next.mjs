// What the Next example promises.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { visit } from './browser.mjs';
import { npm, run, start, waitFor } from './processes.mjs';

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
  if (flags.screenshot) await saveScreenshot();
  if (flags.lighthouse) await measure();

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

  /** Saves the front page and an article, wide and narrow, side by side. */
  async function saveScreenshot() {
    const shots = [];
    for (const [path, width, colorScheme] of [
      ['/', 1280, 'light'],
      [article, 390, 'light'],
      [article, 390, 'dark'],
    ]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const shot = await context.newPage();
      await shot.goto(base + path);
      await shot.waitForLoadState('networkidle');
      shots.push((await shot.screenshot()).toString('base64'));
      await context.close();
    }
    const sheet = await browser.newPage({ viewport: { width: 1100, height: 480 } });
    const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('');
    await sheet.setContent(
      `<style>body{margin:0;padding:20px;display:flex;gap:20px;background:#8a949b}img{height:440px;border-radius:6px}</style>${images}`,
    );
    await sheet.screenshot({ path: save('screenshot.png'), clip: { x: 0, y: 0, width: 1088, height: 480 } });
    await sheet.close();
  }

  async function measure() {
    const flagsOfChrome = '--chrome-flags=--headless --no-sandbox --disable-gpu';
    const args = ['--yes', 'lighthouse@12', base + article, '--output=json', '--quiet', flagsOfChrome];
    const chrome = { CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
    const { categories } = JSON.parse(await run('npx', args, { cwd: app, env: chrome }));
    for (const { title, score } of Object.values(categories)) {
      console.log(`  ${title}: ${Math.round(score * 100)}`);
      assert.ok(score >= 0.95, `${title} has less than 95 points`);
    }
    console.log('✓ Lighthouse');
  }
}
