// Looks at pages in Chromium.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** Starts Chromium without a window. It makes no requests of its own. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

const isIdle = (page) => page.waitForLoadState('networkidle');

/** Widths and colours in which each page is looked at. */
const views = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];

/**
 * Opens pages and fails if one has another status or heading, complains in the console, asks a third party for something, or
 * is wider than the window.
 *
 * @param pages - by path: the text of `h1`, and the status if it is not 200
 * @param origins - whom the pages may ask
 * @param isReady - waits until a page is ready; by default, until it asks for nothing more
 */
export async function visit(browser, base, { pages, origins, isReady = isIdle }) {
  for (const { width, colorScheme } of views) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    for (const [path, { heading, status = 200 }] of Object.entries(pages)) {
      const page = await context.newPage();
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // Chromium reports the status of the page itself, too.
        if (message.type() === 'error' && status === 200) complaints.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith('data:') && !origins.includes(new URL(url).origin))
          complaints.push(`asks for ${url}`);
      });
      const response = await page.goto(base + path);
      await isReady(page);
      const place = `${path} at ${width} px`;
      assert.equal(response?.status(), status, place);
      assert.equal(await page.locator('h1').innerText(), heading, place);
      assert.deepEqual(complaints, [], place);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${place}: width`);
      await page.close();
    }
    await context.close();
  }
}
