// What the Astro example promises.
import assert from 'node:assert/strict';
import { visit } from './browser.mjs';
import { measure } from './lighthouse.mjs';
import { waitFor } from './processes.mjs';
import { saveScreenshot } from './screenshot.mjs';
import { article, pages, startSite, views } from './site.mjs';

export async function checkAstro(context) {
  const { app, site, browser, flags, save } = context;
  const { base, build } = await startSite(context, 'dist/server/entry.mjs');
  await visit(browser, base, { origins: [base, site.url], pages });
  console.log('✓ every page');
  if (flags.screenshot) await saveScreenshot(browser, save('screenshot.png'), views(base));
  if (flags.lighthouse) await measure(base + article, { cwd: app });

  const slug = 'the-lighthouse-learns-a-new-word';
  const id = await site.php(`echo get_page_by_path('${slug}', OBJECT, 'post')->ID;`);
  await site.php(
    `wp_insert_comment(array('comment_post_ID' => ${id}, 'comment_author' => 'Ben', 'comment_content' => 'Written after the build.', 'comment_approved' => 1));`,
  );
  const page = await browser.newPage();
  const isShown = async () => {
    await page.goto(base + article, { waitUntil: 'networkidle' });
    return page.getByText('Written after the build.').isVisible();
  };
  const seconds = await waitFor('the comment', isShown, 120);
  console.log(`✓ a comment that is newer than the build, after ${seconds.toFixed(1)} s`);

  await site.php(`wp_update_post(array('ID' => ${id}, 'post_title' => 'The lighthouse says three'));`);
  // The gateway looks for changes every few seconds.
  await page.waitForTimeout(15_000);
  assert.match(await build(), /60 entries, 1 new or changed, 0 removed/);
  await page.goto(base + article);
  assert.equal(await page.locator('h1').innerText(), 'The lighthouse says three');
  console.log('✓ a build that loads one changed article');
}
