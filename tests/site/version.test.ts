import { expect, it } from 'vitest';
import { readPageSettings } from '../../src/site/page-settings.ts';
import { isMadeByWordPress, versionInFeed, versionInHtml } from '../../src/site/version.ts';
import { rootInHtml } from '../../src/wordpress/links.ts';

it.each([
  [
    'its generator',
    '<meta name="generator" content="WordPress 7.1.1" />',
    { version: '7.1.1', source: 'generator' },
  ],
  [
    'a generator before it',
    '<meta name="generator" content="WooCommerce 9.1"><meta content="WordPress 6.1-beta2" name="generator">',
    { version: '6.1-beta2', source: 'generator' },
  ],
  [
    'its own files',
    "<link href='/wp-includes/css/dist/block-library/style.min.css?ver=6.1.9' />",
    { version: '6.1.9', source: 'assets' },
  ],
  ["another library's file", "<script src='/wp-includes/js/jquery/jquery.min.js?ver=3.7.1'>", null],
  ['a plugin alone', '<meta name="generator" content="Elementor 3.20">', null],
  ['nothing', '<p>WordPress 7.1.1 is out!</p>', null],
])('a page that shows %s', (_, page, version) => {
  expect(versionInHtml(page)).toEqual(version);
});

it('a feed shows its version', () => {
  const feed = '<rss><channel><generator>https://wordpress.org/?v=6.4.3</generator>';
  expect(versionInFeed(feed)).toEqual({ version: '6.4.3', source: 'feed' });
  expect(versionInFeed('<rss>')).toBeNull();
});

// Time quadratic to the length would be minutes.
it.each([
  '<meta ',
  '<meta generator ',
  `${'<meta name=generator '.repeat(20)}>`,
  '<link ',
  '<html ',
  'wp.date.setSettings({ ',
  '<meta name="generator" content="WordPress',
])('a page of %s alone is read in time linear to its length', (part) => {
  const page = part.repeat(256_000 / part.length);
  expect([versionInHtml(page), isMadeByWordPress(page), rootInHtml(page)]).toEqual([null, false, null]);
  expect(readPageSettings(page)).toMatchObject({ language: null, dateFormat: null });
});

it.each([
  ['<link href="/wp-content/themes/x/style.css">', true],
  ["<link rel='https://api.w.org/' href='/wp-json/'>", true],
  ['<meta name="generator" content="WordPress">', true],
  ['<img src="/wp-content/uploads/2026/05/a.jpg">', false],
  ['<p>We moved away from WordPress and its wp-content folder.</p>', false],
])('%s: %s', (page, expected) => {
  expect(isMadeByWordPress(page)).toBe(expected);
});
