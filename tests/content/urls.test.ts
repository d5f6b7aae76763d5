import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { isExternal, pageUri, rewriteUrl, rewriteUrls, type UrlStyle } from '../../src/content/urls.ts';
import { siteOf } from '../site/site-of.ts';

const site = siteOf('https://wp.example');
const below = siteOf('https://wp.example/blog', { url: 'https://wp.example/blog/core' });
const ruled = (html: string, style: UrlStyle, of = site) =>
  rewriteUrls(parseHtml(html), { site: of, style, frontend: 'https://front.example' });

describe('links to pages of the site', () => {
  it.each([
    ['https://wp.example/2026/05/hello/', '/2026/05/hello/'],
    ['https://wp.example', '/'],
    ['https://wp.example/?p=12', '/?p=12'],
    ['//wp.example/about/#team', '/about/#team'],
    ['/about/', '/about/'],
    ['https://wp.example/index.php/2026/05/hello/', '/index.php/2026/05/hello/'],
    ['https://wp.example/old.html', '/old.html'],
    ['https://wp.example/caf%C3%A9/?a=1&b=2', '/caf%C3%A9/?a=1&b=2'],
  ])('%s is %s', (url, uri) => {
    expect(pageUri(site, url)).toBe(uri);
  });

  it.each([
    'https://other.example/',
    'https://wp.example/wp-content/uploads/2026/05/a.jpg',
    'https://wp.example/wp-content/uploads/folder/',
    'https://wp.example/wp-admin/',
    'https://wp.example/wp-json/wp/v2/posts',
    'https://wp.example/?rest_route=/wp/v2/posts',
    'https://wp.example/wp-login.php?action=register',
    'https://wp.example/feed/',
    'https://wp.example/category/harbour/feed/atom/',
    'https://wp.example/?feed=rss2',
    'https://wp.example/sitemap.xml',
    'https://wp.example/files/price-list.pdf#page=2',
    '#notes',
    'about/',
    '?p=12',
    'mailto:someone@wp.example',
    'tel:+351123',
    'javascript:alert(1)',
    'https://',
    '',
  ])('%s is not a link to a page', (url) => {
    expect(pageUri(site, url)).toBeNull();
  });

  it('are in the folder of the site', () => {
    expect(pageUri(below, 'https://wp.example/blog/about/')).toBe('/about/');
    expect(pageUri(below, '/blog/about/')).toBe('/about/');
    expect(pageUri(below, 'https://wp.example/about/')).toBeNull();
    expect(pageUri(below, 'https://wp.example/blog/core/wp-content/a/')).toBeNull();
  });

  it('differ from links to other hosts', () => {
    expect(isExternal(site, 'https://other.example/')).toBe(true);
    expect(isExternal(site, '//other.example/')).toBe(true);
    expect(isExternal(site, 'https://wp.example/wp-content/a.jpg')).toBe(false);
    expect(isExternal(site, 'mailto:a@b.example')).toBe(false);
    expect(isExternal(site, '#a')).toBe(false);
  });
});

describe('URLs in HTML', () => {
  const html = `<p CLASS=a  >One<br/><A  target=_blank
    href = 'https://wp.example/caf&#233;/?a=1&#038;b=2' >x</A> <a href=https://wp.example/about/>y</a>&nbsp;&lt;
    <img src="https://wp.example/wp-content/a.jpg" > <a href="https://wp.example">home</a><a href="/x/">z</a></i></p>`;

  it('are replaced, and nothing else changes', () => {
    expect(ruled(html, 'FRONTEND')).toBe(
      html
        .replace("'https://wp.example/caf&#233;", "'https://front.example/caf&#233;")
        .replace('href=https://wp.example/about/>', 'href="https://front.example/about/">')
        .replace('"https://wp.example">', '"https://front.example/">')
        .replace('"/x/"', '"https://front.example/x/"'),
    );
    expect(ruled(html, 'RELATIVE')).toBe(
      html
        .replace("'https://wp.example/caf&#233;", "'/caf&#233;")
        .replace('href=https://wp.example/about/>', 'href="/about/">')
        .replace('"https://wp.example">', '"/">'),
    );
    expect(ruled(html, 'SITE')).toBe(html);
  });

  it('become absolute, those of media too', () => {
    const media = `<img src="/a.jpg"><video poster='/p.jpg' src="//cdn.example/v.mp4"></video><a href="/x/">x</a><a href="y">y</a>`;
    expect(ruled(media, 'ABSOLUTE')).toBe(
      `<img src="https://wp.example/a.jpg"><video poster='https://wp.example/p.jpg' src="https://cdn.example/v.mp4"></video><a href="https://wp.example/x/">x</a><a href="y">y</a>`,
    );
    expect(ruled(media, 'FRONTEND')).toContain('<img src="/a.jpg">');
  });

  it('keep the quotes that the value needs', () => {
    const rule = { site, style: 'FRONTEND', frontend: `https://front.example/o'x` } as const;
    expect(rewriteUrls(parseHtml(`<a href='/x/'>`), rule)).toBe(
      `<a href='https://front.example/o&#039;x/x/'>`,
    );
    expect(rewriteUrl('/x/', rule)).toBe(`https://front.example/o'x/x/`);
  });

  it('are ignored if they have no value, are repeated or are cut off', () => {
    for (const odd of [
      '<a href>x</a>',
      '<a href="">x</a>',
      '<a href="/x/',
      '<a href="/x/" href="/y/">',
      '<a',
      '',
    ]) {
      expect(ruled(odd, 'SITE')).toBe(odd);
      expect(() => ruled(odd, 'FRONTEND')).not.toThrow();
    }
    expect(ruled('<a href="/x/" href="/y/">', 'FRONTEND')).toBe(
      '<a href="https://front.example/x/" href="/y/">',
    );
  });
});
