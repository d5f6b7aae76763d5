import { expect, it } from 'vitest';
import { isMadeByWordPress, versionInFeed, versionInHtml } from '../../src/site/version.ts';

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

it.each([
  ['<link href="/wp-content/themes/x/style.css">', true],
  ["<link rel='https://api.w.org/' href='/wp-json/'>", true],
  ['<meta name="generator" content="WordPress">', true],
  ['<p>We moved away from WordPress and its wp-content folder.</p>', false],
])('%s: %s', (page, expected) => {
  expect(isMadeByWordPress(page)).toBe(expected);
});
