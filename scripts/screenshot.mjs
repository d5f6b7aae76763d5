// npm run screenshot: opens the explorer over the demo WordPress in Chromium, runs a query, and saves docs/graphiql.png.
// Runs the program in $CHROMIUM, by default /usr/bin/chromium.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startDemoWordPress } from '../dist/demo/wordpress.js';
import { createPressQL } from '../dist/index.js';
import { listen } from '../dist/server/node.js';

const site = await startDemoWordPress({ onProgress: console.log });
const pressql = await createPressQL({ url: site.url });
const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 });
  await page.goto(`${listener.origin}/graphql`);
  await page.getByRole('button', { name: 'Docs', exact: true }).click();
  await page.getByRole('button', { name: /^Query/ }).click();
  // The second answer shows what the gateway remembers.
  for (let times = 0; times < 2; times++) {
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('200 OK').waitFor();
  }
  await page.getByText('0 WordPress requests').waitFor();
  await page.mouse.move(0, 0);
  const path = fileURLToPath(new URL('../docs/graphiql.png', import.meta.url));
  await page.screenshot({ path });
  console.log('docs/graphiql.png');
} finally {
  await browser.close();
  await listener.close();
  await pressql.close();
  await site.close();
}
