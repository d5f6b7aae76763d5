import { expect, it } from 'vitest';
import { pageHead } from '../../src/integrations/seo/page-head.ts';
import type { Loaders } from '../../src/loading/loaders.ts';
import type { Site } from '../../src/site/site.ts';
import type { ReadPage, Rest } from '../../src/wordpress/rest.ts';
import { siteOf } from '../site/site-of.ts';

const address = 'http://backend.test';
const theme = '<link rel="stylesheet" href="/wp-content/themes/x/style.css">';
const canonical = '<link rel="canonical" href="https://site.example/a/">';

/** Reads the head of a page with some HTML. Also returns the address at which it is read. */
async function read(html: string, link = 'https://site.example/blog/a/?b=1', more: Partial<Site> = {}) {
  const urls: string[] = [];
  const page: Rest['page'] = async ({ url, read: readPage }) => {
    urls.push(url);
    return readPage({ status: 200, location: null, html } satisfies ReadPage);
  };
  const site = siteOf('https://site.example/blog', { address, ...more });
  const head = await pageHead(link, { rest: { page }, site } as unknown as Loaders);
  return { head, urls };
}

it('is read at the host by which the gateway reaches the site, and not on other hosts', async () => {
  expect(await read(theme + canonical)).toMatchObject({
    head: { html: canonical },
    urls: [`${address}/a/?b=1`],
  });
  expect((await read('', 'https://site.example/blog/')).urls).toEqual([`${address}/`]);
  expect((await read('', '/blog/c/')).urls).toEqual([`${address}/c/`]);
  for (const link of ['https://frontend.example/a/', 'https://site.example/elsewhere/', 'http://', ''])
    expect((await read(theme + canonical, link)).urls, link).toEqual([]);
});

it('is not read where pages may be those of a frontend, which may ask the gateway for them', async () => {
  for (const pagesAre of ['other', 'unknown'] as const)
    expect(await read(theme + canonical, undefined, { pagesAre }), pagesAre).toEqual({
      head: null,
      urls: [],
    });
});

it('is that of a page that WordPress made', async () => {
  const uploads = '<img src="/wp-content/uploads/a.jpg">';
  expect((await read(`${canonical}</head>${theme}`)).head).toBeNull();
  expect((await read(`${canonical}</head>${uploads}`)).head).toBeNull();
  expect((await read(`${theme}</head>`)).head).toBeNull();
});

it('is looked for at the start of a page, however long that is', async () => {
  const text = '<p>a</p>'.repeat(2_000_000);
  expect((await read(theme + canonical + text)).head).toMatchObject({ html: canonical });
  expect((await read(theme + text + canonical)).head).toBeNull();
});
