// Measures a page as Lighthouse does.
import assert from 'node:assert/strict';
import { run } from './processes.mjs';

/** Fails if a page has less than 95 points in a category. */
export async function measure(url, { cwd }) {
  const flagsOfChrome = '--chrome-flags=--headless --no-sandbox --disable-gpu';
  const args = ['--yes', 'lighthouse@12', url, '--output=json', '--quiet', flagsOfChrome];
  const env = { CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
  const { categories } = JSON.parse(await run('npx', args, { cwd, env }));
  for (const { title, score } of Object.values(categories)) {
    console.log(`  ${title}: ${Math.round(score * 100)}`);
    assert.ok(score >= 0.95, `${title} has less than 95 points`);
  }
  console.log('✓ Lighthouse');
}
