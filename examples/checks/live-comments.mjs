// What the page with live comments promises.
import { join } from 'node:path';
import { breakable } from './breakable.mjs';
import { visit } from './browser.mjs';
import { npm, run, start, waitFor } from './processes.mjs';
import { saveScreenshot } from './screenshot.mjs';

const headline = 'The lighthouse learns a new word: “two”';

export async function checkLiveComments({ app, site, browser, flags, newer, startGateway, freePort, save }) {
  const [gatewayPort, port] = [await freePort(), await freePort()];
  const base = `http://localhost:${port}`;
  const line = await breakable(gatewayPort);
  const gateway = `http://localhost:${line.port}`;
  const env = { ...newer.env, VITE_GRAPHQL_URL: `${gateway}/graphql` };
  await startGateway(gatewayPort, { PRESSQL_CORS_ORIGINS: base });
  try {
    await run(npm, ['run', 'build'], { cwd: app, env });
    const vite = join(app, 'node_modules', 'vite', 'bin', 'vite.js');
    start(newer.node, [vite, 'preview', '--port', String(port), '--strictPort'], { cwd: app, env });
    await waitFor('Vite', async () => (await fetch(base)).ok);

    const first = await open();
    const second = await open();
    await site.php(
      "update_option('comment_moderation', 0); update_option('comment_previously_approved', 0);",
    );
    await write(first, 'I have counted two blinks.');
    await first.getByText('Your comment is online.').waitFor();
    const begin = Date.now();
    await shown(second, 'I have counted two blinks.');
    console.log(`✓ a comment in a second window, after ${((Date.now() - begin) / 1000).toFixed(1)} s`);

    await write(first, 'I have counted two blinks.');
    await first.getByText(/duplicate/i).waitFor();
    console.log('✓ why WordPress refuses its twin');

    line.break();
    await second.getByText('Connection lost').waitFor();
    const post = await site.php("echo get_posts(array('numberposts' => 1))[0]->ID;");
    await site.php(
      `wp_insert_comment(array('comment_post_ID' => ${post}, 'comment_author' => 'Ben', 'comment_content' => 'Written during the break.', 'comment_approved' => 1));`,
    );
    // From here on, it is an event of the past.
    await waitFor('the comment in the gateway', async () => {
      const query = `{ post(id: ${post}, idType: DATABASE_ID) { comments(first: 5) { nodes { content } } } }`;
      const url = `http://localhost:${gatewayPort}/graphql?${new URLSearchParams({ query })}`;
      return (await (await fetch(url)).text()).includes('during the break');
    });
    line.repair();
    await shown(second, 'Written during the break.');
    await second.getByText('Live', { exact: true }).waitFor();
    console.log('✓ a comment that was written while the connection was broken');
    await first.close();
    await second.close();

    // An open stream is no idle network, so this comes without `networkidle`.
    await visit(browser, base, {
      origins: [base, gateway],
      pages: { '/': { heading: headline } },
      isReady: (page) => page.getByText('Live', { exact: true }).waitFor(),
    });
    if (flags.screenshot)
      await saveScreenshot(
        browser,
        save('screenshot.png'),
        [
          { width: 1000, colorScheme: 'light' },
          { width: 390, colorScheme: 'light' },
          { width: 390, colorScheme: 'dark' },
        ].map((view) => ({
          ...view,
          url: base,
          prepare: (page) => page.locator('#comments li').last().waitFor(),
        })),
      );
  } finally {
    line.close();
  }

  async function open() {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(base);
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  }

  function shown(page, text) {
    return page.locator('#comments').getByText(text).waitFor();
  }

  async function write(page, text) {
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('E-mail').fill('ada@example.test');
    await page.getByLabel('Comment', { exact: true }).fill(text);
    await page.getByRole('button', { name: 'Post comment' }).click();
  }
}
