import { describe, expect, it } from 'vitest';
import type { Query, RestRoot } from '../../src/wordpress/rest.ts';
import {
  isSameSite,
  printableUrl,
  restRootOf,
  restRouteOf,
  restUrl,
  splitCredentials,
  withoutPasswords,
  withoutUserInfo,
} from '../../src/wordpress/url.ts';

const pretty = restRootOf('https://site.example/wp-json/');
const plain = restRootOf('https://site.example/index.php?rest_route=/');

describe('the URL of a route', () => {
  const rows: readonly [string, RestRoot, string, Query, string][] = [
    ['path', pretty, '/wp/v2/posts', {}, 'https://site.example/wp-json/wp/v2/posts'],
    [
      'path with query',
      pretty,
      '/wp/v2/posts',
      { page: 2 },
      'https://site.example/wp-json/wp/v2/posts?page=2',
    ],
    [
      'half of a character, which JSON can have',
      pretty,
      '/wp/v2/x\uD800',
      { search: 'a\uDFFFb😀' },
      'https://site.example/wp-json/wp/v2/x%EF%BF%BD?search=a%EF%BF%BDb%F0%9F%98%80',
    ],
    ['the root itself', pretty, '/', { _fields: 'name' }, 'https://site.example/wp-json/?_fields=name'],
    [
      'a root without slash',
      { url: 'https://s.example/api', style: 'path' },
      '/x',
      {},
      'https://s.example/api/x',
    ],
    ['query style', plain, '/wp/v2/posts', {}, 'https://site.example/index.php?rest_route=/wp/v2/posts'],
    [
      'query style with query',
      plain,
      '/wp/v2/posts',
      { page: 2 },
      'https://site.example/index.php?rest_route=/wp/v2/posts&page=2',
    ],
    [
      'lists joined with commas',
      pretty,
      '/p',
      { include: [3, 1, 2], slug: ['a', 'b'] },
      'https://site.example/wp-json/p?include=3,1,2&slug=a,b',
    ],
    [
      'undefined left out, order of names',
      pretty,
      '/p',
      { z: 1, b: undefined, a: true },
      'https://site.example/wp-json/p?a=true&z=1',
    ],
    [
      'letters of all kinds',
      pretty,
      '/p',
      { search: 'q&a #1 été', after: '2026-05-10T13:25:12' },
      'https://site.example/wp-json/p?after=2026-05-10T13:25:12&search=q%26a%20%231%20%C3%A9t%C3%A9',
    ],
    ['an empty list of exceptions', pretty, '/p', { exclude: [] }, 'https://site.example/wp-json/p'],
  ];
  it.each(rows)('%s', (_, root, route, query, url) => {
    expect(restUrl(root, route, query)).toBe(url);
  });

  it('refuses an empty list, which WordPress would treat as no filter', () => {
    expect(() => restUrl(pretty, '/wp/v2/posts', { include: [] })).toThrow('"include" is an empty list');
  });
});

describe('the route of a URL', () => {
  const rows: readonly [string, string, string | null][] = [
    ['https://site.example/wp-json/', 'https://site.example/wp-json/wp/v2/posts/7', '/wp/v2/posts/7'],
    ['https://site.example/wp-json', 'http://site.example/wp-json/wp/v2/posts/7?x=1', '/wp/v2/posts/7'],
    ['https://s.example/?rest_route=/', 'https://s.example/?rest_route=/wp/v2/pages/2', '/wp/v2/pages/2'],
    [
      'https://s.example/index.php/wp-json/',
      'https://s.example/index.php/wp-json/wp/v2/tags/1',
      '/wp/v2/tags/1',
    ],
    ['https://site.example/wp-json/', 'https://other.example/wp-json/wp/v2/posts/7', null],
    ['https://site.example/wp-json/', 'https://site.example/wp-json/<script>', null],
  ];
  it.each(rows)('%s: %s', (root, href, route) => {
    expect(restRouteOf(root, href)).toBe(route);
  });
});

it('separates user name and password from a URL', () => {
  const { url, authorization } = splitCredentials(new URL('https://me:p%40ss@site.example/x'));
  expect(url.href).toBe('https://site.example/x');
  expect(authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  expect(printableUrl('https://me:secret@site.example/x?key=1#y')).toBe('https://site.example/x');
});

it('a host is the same site after a change to HTTPS, but not after a change from HTTPS or to another host', () => {
  expect(isSameSite('http://a.example', 'https://a.example')).toBe(true);
  expect(isSameSite('https://a.example', 'http://a.example')).toBe(false);
  expect(isSameSite('https://a.example', 'https://www.a.example')).toBe(false);
  expect(isSameSite('http://a.example:8080', 'https://a.example:8080')).toBe(false);
});

describe('a URL with a password', () => {
  it.each([
    ['https://user:pw@site.example/a?b=c', 'https://site.example/a?b=c'],
    ['user:pw@site.example', 'site.example/'],
    ['http://user:p@w@site.example/', 'http://site.example/'],
    ['http://user:p/w@site.example/', 'site.example/'],
    ['https://site.example/@user', 'https://site.example/@user'],
    ['site.example', 'site.example'],
  ])('%s is printed as %s', (typed, expected) => {
    expect(withoutUserInfo(typed)).toBe(expected);
  });

  it('is printed without the password in the middle of a text', () => {
    const json = '{"a":"http://u:p@w@a.example/","b":["//b.example/x@y","mailto:c@d"]}';
    expect(withoutPasswords(json)).toBe('{"a":"http://a.example/","b":["//b.example/x@y","mailto:c@d"]}');
  });

  it('may have a per cent sign that is not an escape', () => {
    const { authorization } = splitCredentials(new URL('http://user:100%@site.example'));
    expect(authorization).toBe(`Basic ${Buffer.from('user:100%').toString('base64')}`);
  });
});
