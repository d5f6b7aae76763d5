import { expect, it } from 'vitest';
import { type Answerer, html, inTurn, redirect } from '../wordpress/fake-site.ts';
import { discover, fake, quick, restApi, wordpressPage } from './fake-discovery.ts';

const down = 'http://127.0.0.1:9/';
const upload =
  '<img src="/wp-content/uploads/2026/05/a.jpg"><img src="https://x.example/wp-content/uploads/b.jpg">';

it.each<[string, string, Record<string, Answerer>]>([
  ['wordpress', 'is that of a theme', { '/': html(wordpressPage) }],
  ['wordpress', 'redirects to a language', { '/en/': html(wordpressPage), '/': redirect('/en/') }],
  ['wordpress', 'is missing in WordPress', { '/': html(wordpressPage, 404) }],
  ['other', 'is that of a frontend, with files of WordPress', { '/': html(upload) }],
  ['other', 'is missing on the server', { '/': html('<h1>nginx</h1>', 404) }],
  ['other', 'redirects to an origin that is down', { '/': redirect(down) }],
  ['unknown', 'asks for a login', { '/wp-login.php': html(wordpressPage), '/': redirect('/wp-login.php') }],
  ['unknown', 'asks for a password', { '/': html(wordpressPage, 401, { 'www-authenticate': 'Basic' }) }],
  ['unknown', 'is closed for maintenance', { '/': html(wordpressPage, 503) }],
])('pages are %s if the home page %s', async (expected, _, pages) => {
  const site = await fake({ ...restApi('/wp-json/', {}), ...pages });
  const found = [await discover(site.url), await discover(`${site.url}/wp-json/`)];
  expect(found.map(({ site: { pagesAre } }) => pagesAre)).toEqual([expected, expected]);
});

it('pages are those of the frontend that the operator names', async () => {
  const site = await fake({ ...restApi('/wp-json/', {}), '/': html(wordpressPage) });
  const pagesWith = async (frontendUrl: string) =>
    (await discover(site.url, { ...quick, frontendUrl })).site.pagesAre;
  expect([await pagesWith(`${site.url}/shop`), await pagesWith('https://frontend.example')]).toEqual([
    'other',
    'wordpress',
  ]);
});

it('the page of another site says nothing: the gateway reads that of WordPress', async () => {
  const backend = await fake({
    ...restApi('/wp-json/', { home: 'http://backend.example' }),
    '/': html(wordpressPage),
  });
  const link = `<${backend.url}/wp-json/>; rel="https://api.w.org/"`;
  const frontend = await fake({ '/wp-json': html('', 404), '/': html(upload, 200, { link }) });
  expect((await discover(frontend.url)).site).toMatchObject({ address: backend.url, pagesAre: 'wordpress' });
});

it('a page that fails later is as it was, and a changed site has another fingerprint', async () => {
  const site = await fake({
    ...restApi('/wp-json/', {}),
    '/feed': html(''),
    '/': inTurn(html(wordpressPage), html('', 403), html(upload)),
  });
  const first = await discover(`${site.url}/wp-json/`);
  const second = await discover(`${site.url}/wp-json/`, { ...quick, earlier: first });
  const third = await discover(`${site.url}/wp-json/`, { ...quick, earlier: second });
  const all = [first, second, third].map((each) => each.site);
  expect(all.map(({ pagesAre }) => pagesAre)).toEqual(['wordpress', 'wordpress', 'other']);
  expect(all[0]?.fingerprint).toBe(all[1]?.fingerprint);
  expect(all[0]?.fingerprint).not.toBe(all[2]?.fingerprint);
});
