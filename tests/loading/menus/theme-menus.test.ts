import { expect, it } from 'vitest';
import { readThemeMenus } from '../../../src/loading/menus/theme-menus.ts';
import type { Site } from '../../../src/site/site.ts';
import { wordpressPage } from '../../site/fake-discovery.ts';
import { siteOf } from '../../site/site-of.ts';
import { type Answerer, html, redirect, startFakeSite } from '../../wordpress/fake-site.ts';
import { hang } from '../../wordpress/fault-proxy.ts';
import { restAt } from '../../wordpress/rest-client.ts';

/* Home pages that a real WordPress does not send on demand: late ones, and those of frontends. */

const list = '<ul id="primary-menu"><li class="menu-item menu-item-7"><a href="/x">X</a></li></ul>';

/** Returns the slugs and places of the menus on a home page, and the number of requests. */
async function read(answers: Answerer | Record<string, Answerer>, facts: Partial<Site> = {}) {
  const site = await startFakeSite(answers);
  const rest = restAt(site.url, { timeout: 300, random: () => 0 });
  try {
    const menus = await readThemeMenus(rest, siteOf(site.url, facts));
    return {
      locations: menus?.all().map(({ document }) => document['locations']) ?? null,
      requests: site.requests.length,
    };
  } finally {
    rest.close();
    await site.close();
  }
}

it('are those of a page of WordPress', async () => {
  expect(await read(html(wordpressPage + list))).toEqual({ locations: [['primary']], requests: 1 });
});

it.each<[string, Partial<Site>]>([
  ['a frontend has its address', { pagesAre: 'other' }],
  ['nobody knows who makes it', { pagesAre: 'unknown' }],
])('are not looked for in the home page if %s', async (_, facts) => {
  expect(await read(html(wordpressPage + list), facts)).toEqual({ locations: null, requests: 0 });
});

it.each<[string, Answerer]>([
  ['comes too late', hang],
  ['refuses so many requests', html('', 429)],
  ['redirects to another origin', redirect('http://127.0.0.1:9/')],
])('are hidden if the home page %s', async (_, answer) => {
  expect((await read(answer)).locations).toBeNull();
});
