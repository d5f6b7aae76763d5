// Measures a page as Lighthouse does.
import assert from 'node:assert/strict';
import { run } from './processes.mjs';

const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];

/**
 * Fails if a page has less than 95 points in a category. Points of performance depend on what else the machine does, so a page
 * with too few is measured twice more, and the median counts: https://github.com/GoogleChrome/lighthouse/blob/main/docs/variability.md
 */
export async function measure(url, { cwd }) {
  const first = await pointsOf(url, { cwd });
  const runs = isGood(first) ? [first] : [first, await pointsOf(url, { cwd }), await pointsOf(url, { cwd })];
  for (const title of Object.keys(first)) {
    const points = runs.map((run) => run[title]).sort((a, b) => a - b);
    const median = points[Math.floor(points.length / 2)];
    assert.ok(median >= 95, `${title} has ${points.join(', ')} points`);
  }
  console.log('✓ Lighthouse');
}

const isGood = (points) => Object.values(points).every((value) => value >= 95);

async function pointsOf(url, { cwd }) {
  const flagsOfChrome = '--chrome-flags=--headless --no-sandbox --disable-gpu';
  const args = ['--yes', 'lighthouse@12', url, '--output=json', '--quiet', flagsOfChrome];
  const env = { CHROME_PATH: process.env.CHROMIUM ?? '/usr/bin/chromium' };
  const { audits, categories } = JSON.parse(await run('npx', args, { cwd, env }));
  const points = Object.fromEntries(
    Object.values(categories).map(({ title, score }) => [title, Math.round(score * 100)]),
  );
  console.log(
    `  ${Object.entries(points)
      .map((pair) => pair.join(' '))
      .join(', ')}`,
  );
  console.log(`  ${metrics.map((name) => `${audits[name].title} ${audits[name].displayValue}`).join(', ')}`);
  const missed = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9).map(({ id }) => id),
  );
  if (missed.length > 0) console.log(`  short of full points: ${[...new Set(missed)].join(', ')}`);
  return points;
}
