import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { readPostsPerPage } from '../../../src/loading/settings/posts-per-page.ts';
import type { Site } from '../../../src/site/site.ts';
import { wordpressPage } from '../../site/fake-discovery.ts';
import { siteOf } from '../../site/site-of.ts';
import { type Answerer, html, json, redirect, startFakeSite } from '../../wordpress/fake-site.ts';
import { hang } from '../../wordpress/fault-proxy.ts';
import { restAt } from '../../wordpress/rest-client.ts';

/* Pages that a real WordPress does not send on demand: late ones, and those of frontends, caches and bot protections. */

const posts = Array.from({ length: 25 }, (_, place) => ({
  id: 100 - place,
  date: `2026-05-01T${25 - place}`,
}));
const list = json(posts, 200, { 'x-wp-total': '25' });
const articles = (from: number, to: number) =>
  posts.slice(from, to).map(({ id }) => `<article class="post-${id} post type-post"></article>`);
const page = (number: number) => html(wordpressPage + articles((number - 1) * 10, number * 10).join(''));
const pageOf = ({ url }: IncomingMessage) => Number(/paged=(\d+)/.exec(url ?? '')?.[1] ?? 1);

/** A blog with 25 posts, ten on a page. */
const blog: Answerer = (request, response) => {
  const number = pageOf(request);
  return (number > 3 ? html(wordpressPage, 404) : page(number))(request, response);
};

/** Returns the number of posts on a page of a fake site, and the number of requests. */
async function read(answerer: Answerer, facts: Partial<Site> = {}, rest: Answerer = list) {
  const site = await startFakeSite({ '/wp-json/wp/v2/posts': rest, '/': answerer });
  const client = restAt(site.url, { timeout: 300, random: () => 0 });
  try {
    const found = await readPostsPerPage(client, siteOf(site.url, facts));
    return { found, requests: site.requests.length };
  } finally {
    client.close();
    await site.close();
  }
}

const ten = { posts: 10, isAssumed: false };
const unknown = { found: null };

it('is read from the second page, the last one, and the one after it', async () => {
  expect(await read(blog)).toEqual({ found: ten, requests: 4 });
});

it('is read from pages to which the site redirects', async () => {
  const redirecting: Answerer = (request, response) =>
    request.url?.startsWith('/page/')
      ? blog(
          {
            ...request,
            method: request.method,
            url: `/?paged=${request.url.split('/')[2]}`,
          } as IncomingMessage,
          response,
        )
      : redirect(`/page/${pageOf(request)}/`)(request, response);
  expect(await read(redirecting)).toMatchObject({ found: ten });
});

it.each<[string, Partial<Site>]>([
  ['a frontend has its address', { pagesAre: 'other' }],
  ['nobody knows who makes its pages', { pagesAre: 'unknown' }],
  ['the operator forbids it', { readsSettingsOnPages: false }],
])('is not looked for if %s', async (_, facts) => {
  expect(await read(blog, facts)).toEqual({ found: null, requests: 0 });
});

it.each<[string, Answerer]>([
  ['comes too late', hang],
  ['is refused', html('', 429)],
  ['redirects to another origin', redirect('http://127.0.0.1:9/')],
  ['redirects to the login page', redirect('/wp-login.php')],
  [
    'has the status 200 for every number',
    (request, response) => page(Math.min(3, pageOf(request)))(request, response),
  ],
  ['is the first one, whatever the number is', page(1)],
  ['is that of a frontend', html(articles(10, 20).join(''))],
  [
    'answers only requests for all of it',
    (request, response) => (request.method === 'HEAD' ? html('', 405) : blog)(request, response),
  ],
  ['is missing, and more posts than usual are on the first one', html(wordpressPage, 404)],
])('is unknown if a page %s', async (_, answerer) => {
  expect(await read(answerer)).toMatchObject(unknown);
});

it.each<[string, Answerer]>([
  ['refuses the list of posts', json({ code: 'rest_forbidden', message: 'No.' }, 401)],
  ['does not count the posts', json(posts)],
  ['has no list of posts', json({ code: 'rest_no_route', message: 'No.' }, 404)],
])('is unknown if the REST API %s', async (_, rest) => {
  expect(await read(blog, {}, rest)).toMatchObject(unknown);
});

/** A blog with two pages of ten and six posts. Of its newest posts, some were published after a cache stored each page. */
const shortBlog =
  (later: { readonly first: number; readonly second: number }): Answerer =>
  (request, response) => {
    const number = pageOf(request);
    const [from, to] = number === 1 ? [later.first, later.first + 10] : [later.second + 10, 16];
    const stored = html(wordpressPage + articles(from, to).join(''));
    return (number > 2 ? html(wordpressPage, 404) : stored)(request, response);
  };
const sixteen = json(posts.slice(0, 16), 200, { 'x-wp-total': '16' });

it('is read from the first page, too, if the second one is the last', async () => {
  const now = { first: 0, second: 0 };
  expect(await read(shortBlog(now), {}, sixteen)).toEqual({ found: ten, requests: 4 });
});

it.each([
  { first: 0, second: 1 },
  { first: 1, second: 1 },
])('is unknown if the last page is older than the list: %o', async (later) => {
  expect(await read(shortBlog(later), {}, sixteen)).toMatchObject(unknown);
});

it('is the usual one if so few posts are on one page, but not if the site has no pages at all', async () => {
  const few = json(posts.slice(0, 3), 200, { 'x-wp-total': '3' });
  const onePage: Answerer = (request, response) =>
    (pageOf(request) > 1 ? html(wordpressPage, 404) : page(1))(request, response);
  expect(await read(onePage, {}, few)).toEqual({ found: { posts: 10, isAssumed: true }, requests: 3 });
  expect(await read(html(wordpressPage, 404), {}, few)).toMatchObject(unknown);
});
