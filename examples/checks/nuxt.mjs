// What the Nuxt example promises.
import { visit } from './browser.mjs';
import { measure } from './lighthouse.mjs';
import { saveScreenshot } from './screenshot.mjs';
import { allowComments, article, pages, postComments, startSite, views } from './site.mjs';

export async function checkNuxt(context) {
  const { app, site, browser, flags, save } = context;
  const { base } = await startSite(context, '.output/server/index.mjs');
  await visit(browser, base, { origins: [base, site.url], pages });
  console.log('✓ every page');
  if (flags.screenshot) await saveScreenshot(browser, save('screenshot.png'), views(base));
  if (flags.lighthouse) await measure(base + article, { cwd: app });
  await allowComments(site);
  await postComments(browser, base + article);
}
