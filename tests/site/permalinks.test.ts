import { describe, expect, it } from 'vitest';
import { isLinkTo, pageUrl, parseUri, storedSlug, uriOf } from '../../src/site/permalinks.ts';
import { siteOf } from './site-of.ts';

const site = siteOf('https://site.example');
const blog = siteOf('https://site.example/blog');
const proxied = siteOf('https://site.example', { address: 'http://10.0.0.5:8080' });

describe('uri of a link', () => {
  it.each([
    ['https://site.example/2026/05/hello/', '/2026/05/hello/'],
    ['http://site.example/hello/', '/hello/'],
    ['https://SITE.example/hello/', '/hello/'],
    ['https://site.example/', '/'],
    ['https://site.example', '/'],
    ['https://site.example/?p=12', '/?p=12'],
    ['https://site.example?p=12', '/?p=12'],
    ['https://site.example/%d8%b3%d9%84%d8%a7%d9%85/', '/%d8%b3%d9%84%d8%a7%d9%85/'],
    ['https://elsewhere.example/hello/', 'https://elsewhere.example/hello/'],
    ['hello', 'hello'],
  ])('%s: %s', (link, uri) => {
    expect(uriOf(site, link)).toBe(uri);
  });

  it.each([
    ['https://site.example/blog/hello/', '/hello/'],
    ['https://site.example/blog', '/'],
    ['https://site.example/blog/?p=12', '/?p=12'],
    ['https://site.example/blogger/', 'https://site.example/blogger/'],
  ])('in a folder, %s: %s', (link, uri) => {
    expect(uriOf(blog, link)).toBe(uri);
  });

  it('yields the URL again, at the address where the site answers', () => {
    expect(pageUrl(proxied, '/hello/')).toBe('http://10.0.0.5:8080/hello/');
    expect(pageUrl(blog, 'hello/')).toBe('https://site.example/blog/hello/');
  });
});

describe('a URI that a client gives', () => {
  it.each([
    ['/hello/', '/hello/', ['hello']],
    ['hello', '/hello/', ['hello']],
    ['//hello', '/hello/', ['hello']],
    ['//hello//world//', '/hello/world/', ['hello', 'world']],
    ['//elsewhere.example/hello/', null, 'elsewhere.example'],
    ['//elsewhere:3000/hello/', null, 'elsewhere:3000'],
    ['https://site.example/hello?utm_source=x#top', '/hello/', ['hello']],
    ['http://site.example/hello/', '/hello/', ['hello']],
    ['//site.example/hello/', '/hello/', ['hello']],
    ['/about//team/', '/about/team/', ['about', 'team']],
    ['/index.php/2026/05/hello/news/', '/index.php/2026/05/hello/news/', ['2026', '05', 'hello', 'news']],
    ['/caf%C3%A9/', '/caf%C3%A9/', ['café']],
    ['/café/', '/caf%C3%A9/', ['café']],
    ['/سلام/', '/%D8%B3%D9%84%D8%A7%D9%85/', ['سلام']],
    ['/%d8%b3%d9%84%d8%a7%d9%85/', '/%d8%b3%d9%84%d8%a7%d9%85/', ['سلام']],
    ['/2026/hello.html', '/2026/hello.html', ['2026', 'hello.html']],
    ['/100%/', '/100%/', ['100%']],
    ['../../etc/passwd', '/etc/passwd/', ['etc', 'passwd']],
    ['https://elsewhere.example/hello/', null, 'elsewhere.example'],
    ['https://site.example:8443/hello/', null, 'site.example:8443'],
    ['https://site.example.evil.example/', null, 'site.example.evil.example'],
    ['https://site.example@evil.example/', null, 'evil.example'],
    ['\\\\evil.example\\x', '/evil.example/x/', ['evil.example', 'x']],
    ['javascript:alert(1)', null, 'javascript:'],
  ])('%s', (input, uri, found) => {
    const address = parseUri(site, input);
    if (uri === null) expect(address).toEqual({ kind: 'foreign', host: found });
    else
      expect(address).toMatchObject({ kind: 'local', uri, segments: found, candidates: [], isFront: false });
  });

  it.each(['/', '', 'https://site.example', '/?utm_source=x', '/index.php', '#top'])(
    'the home page: "%s"',
    (input) => {
      expect(parseUri(site, input)).toMatchObject({
        kind: 'local',
        uri: expect.stringMatching(/^\/(index\.php\/)?$/),
        isFront: true,
      });
    },
  );

  it.each([
    ['https://site.example/blog/hello/', '/hello/'],
    ['/blog/hello/', '/hello/'],
    ['/hello/', '/hello/'],
    ['https://site.example/blog/', '/'],
  ])('in a folder, %s: %s', (input, uri) => {
    expect(parseUri(blog, input)).toMatchObject({ kind: 'local', uri });
  });

  it('does not belong to a site in a folder if it is outside the folder', () => {
    expect(parseUri(blog, 'https://site.example/shop/')).toEqual({ kind: 'foreign', host: 'site.example' });
  });

  it('yields possible slugs, the last one first', () => {
    expect(parseUri(site, '/2026/05/hello.html')).toMatchObject({
      slugs: ['hello.html', 'hello', '05', '2026'],
    });
    const long = parseUri(site, `/${'x/y/'.repeat(500)}`);
    expect(long).toMatchObject({ slugs: ['y', 'x'] });
  });
});

describe('a query', () => {
  const content = ['post', 'page', 'attachment', 'book'];
  it.each([
    ['/?p=12', [{ id: 12, of: content }]],
    ['?p=12&preview=true', [{ id: 12, of: content }]],
    ['https://site.example/?page_id=3', [{ id: 3, of: ['page'] }]],
    ['/index.php?p=12', [{ id: 12, of: content }]],
    ['/?attachment_id=4', [{ id: 4, of: ['attachment'] }]],
    ['/?cat=5', [{ id: 5, of: ['category'] }]],
    ['/?category_name=world/africa', [{ slug: 'africa', of: ['category'] }]],
    ['/?tag=tea', [{ slug: 'tea', of: ['post_tag'] }]],
    ['/?author=1', [{ id: 1, of: ['user'] }]],
    ['/?author_name=amina', [{ slug: 'amina', of: ['user'] }]],
    ['/?book=dune', [{ slug: 'dune', of: ['book'] }]],
    ['/?post_type=book&p=12', [{ id: 12, of: ['book'] }]],
    ['/?post_type=book&name=dune', [{ slug: 'dune', of: ['book'] }]],
    ['/?pagename=about/team', [{ slug: 'team', of: ['page'] }]],
    ['/?genre=fantasy', [{ slug: 'fantasy', of: ['genre'] }]],
    ['/?taxonomy=genre&term=fantasy', [{ slug: 'fantasy', of: ['genre'] }]],
    ['/?post_type=book', [{ archive: 'book' }]],
    ['/?p=abc', []],
    ['/?p=', []],
    ['/hello/?p=12', []],
  ])('%s', (input, expected) => {
    const address = parseUri(site, input);
    const named = address.kind === 'local' ? address.candidates : [];
    const seen = named.map((candidate) => {
      if ('archive' in candidate) return { archive: candidate.archive.name };
      const of = candidate.resources.map(({ name }) => name);
      return 'id' in candidate ? { id: candidate.id, of } : { slug: candidate.slug, of };
    });
    expect(seen).toEqual(expected);
  });

  it('stays in the URI if it selects a node', () => {
    expect(parseUri(site, 'https://site.example/?p=12#x')).toMatchObject({ uri: '/?p=12', isFront: false });
  });
});

describe('whether a link belongs to a URI', () => {
  it.each([
    ['https://site.example/about/team/', 'about/team', true],
    ['https://site.example/about/team/', '/team/', false],
    ['https://site.example/%d8%b3%d9%84%d8%a7%d9%85/', '/سلام', true],
    ['https://site.example/index.php/2026/hello/', '/2026/hello/', true],
    ['https://site.example/?p=12', '/?p=12', true],
    ['https://site.example/?p=12', '/?p=13', false],
    ['https://site.example/?p=12', '/', false],
  ])('%s, %s: %s', (link, input, expected) => {
    const address = parseUri(site, input);
    expect(address.kind === 'local' && isLinkTo(site, link, address)).toBe(expected);
  });
});

it('slugs are normalized', () => {
  expect([storedSlug('Hello'), storedSlug('سلام'), storedSlug('%D8%B3')]).toEqual([
    'hello',
    '%d8%b3%d9%84%d8%a7%d9%85',
    '%d8%b3',
  ]);
});
