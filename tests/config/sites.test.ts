import { describe, expect, it } from 'vitest';
import { type Choice, chooseSite, type ManySites } from '../../src/config/choose-site.ts';
import { type OneGraphSetting, oneGraphOption, sitesOfOneGraph } from '../../src/config/one-graph.ts';
import type { Settings } from '../../src/config/options.ts';
import { areSites, sitesIn } from '../../src/config/sites.ts';

const news = { url: 'https://news.example', serviceCredential: 'a:b', host: 'graph.news.example' };
const shop = { url: 'https://shop.example', maxPageSize: 10 };
const settings: Settings = { sites: { news, shop }, host: '0.0.0.0', maxPageSize: 100 };
const none: Choice = { address: undefined, name: undefined };
const choose = (choice: Partial<Choice>, what: ManySites = 'needs one', of: Settings = settings) =>
  chooseSite(of, { ...none, ...choice }, what);

describe('the choice of a site', () => {
  it('merges the options of a site with those of all, and keeps the host to listen at', () => {
    expect(choose({ name: 'news' })).toEqual({
      ...{ url: 'https://news.example', serviceCredential: 'a:b' },
      ...{ host: '0.0.0.0', maxPageSize: 100 },
    });
    expect(choose({ name: 'shop' })).toMatchObject({ maxPageSize: 10 });
  });

  it('needs no name if there is one site, and asks for it if there are several', () => {
    expect(choose({}, 'needs one', { sites: { shop } })).toEqual(shop);
    expect(() => choose({})).toThrow('Which site? Choose one with --site: news, shop.');
  });

  it('leaves all sites to a command that serves them', () => {
    expect(choose({}, 'serves')).toBe(settings);
    expect(choose({ name: 'shop' }, 'serves')).not.toHaveProperty('sites');
    expect(choose({}, 'ignores')).toEqual({ host: '0.0.0.0', maxPageSize: 100 });
  });

  it('is the address on the command line, without the credentials of a site', () => {
    expect(choose({ address: 'https://other.example' }, 'serves')).toEqual({
      ...{ url: 'https://other.example', host: '0.0.0.0', maxPageSize: 100 },
    });
    expect(() => choose({ address: 'https://other.example', name: 'news' })).toThrow('not by both');
  });

  it.each(['blog', 'constructor', '__proto__'])('has no site %s', (name) => {
    expect(() => choose({ name })).toThrow(`There is no site ${name}. The sites are news, shop.`);
  });

  it('needs sites for one graph of them, which is no option of a site', () => {
    expect(() => choose({}, 'serves', { url: 'https://one.example', oneGraph: true })).toThrow('no `sites`');
    expect(choose({ name: 'shop' }, 'serves', { ...settings, oneGraph: true })).not.toHaveProperty(
      'oneGraph',
    );
    expect(choose({}, 'serves', { ...settings, oneGraph: ['shop'] })).toHaveProperty('oneGraph');
    expect(() => areSites({ news: { ...news, oneGraph: true } })).toThrow('news.oneGraph is unknown');
  });

  it.each<readonly [string, OneGraphSetting, true | readonly string[] | null]>([
    ['false', false, null],
    ['yes', true, true],
    ['news', ['news'], ['news']],
    ['news, shop', ['news', 'shop'], ['news', 'shop']],
  ])('reads %s as the sites of one graph', (text, setting, sites) => {
    expect(oneGraphOption.parse(text)).toEqual(setting);
    expect(oneGraphOption.accepts(setting)).toBe(true);
    expect(sitesOfOneGraph(setting, ['news', 'shop'])).toEqual(sites);
  });

  it('refuses one graph of a site that is none', () => {
    expect(() => sitesOfOneGraph(['blog'], ['news', 'shop'])).toThrow(
      'oneGraph names "blog", which is no site. The sites are news, shop.',
    );
    expect([oneGraphOption.accepts('news'), oneGraphOption.accepts([1])]).toEqual([false, false]);
  });

  it('needs sites for --site', () => {
    expect(() => choose({ name: 'news' }, 'serves', { url: 'https://one.example' })).toThrow('has none');
  });

  it.each([
    ['url', 'https://third.example', 'url (WORDPRESS_URL)'],
    ['serviceCredential', 'admin:secret', 'serviceCredential (PRESSQL_SERVICE_CREDENTIAL)'],
    ['webhookSecret', 'secret', 'webhookSecret (PRESSQL_WEBHOOK_SECRET)'],
  ])('never takes %s from all sites', (key, value, named) => {
    for (const what of ['serves', 'needs one'] as const)
      expect(() => choose({ name: 'shop' }, what, { ...settings, [key]: value })).toThrow(named);
  });
});

describe('the sites of a config file', () => {
  it('have the options of the gateway, a url and hosts', () => {
    expect(areSites({ news, shop: { ...shop, host: ['a.example', 'b.example'], grants: [] } })).toBe(true);
    expect(areSites([])).toBe(false);
  });

  it.each<readonly [string, unknown, string]>([
    ['no sites', {}, 'names no site'],
    ['a text', { news: 'https://news.example' }, 'news must be an object'],
    ['no address', { news: {} }, 'news needs a url'],
    ['an unknown option', { news: { ...news, pageSize: 5 } }, 'news.pageSize is unknown. No site has'],
    [
      'a memory of its own',
      { news: { ...news, cacheSize: 5e6 } },
      'news.cacheSize is unknown. All sites share',
    ],
    ['a port of its own', { news: { ...news, port: 80 } }, 'news.port is unknown'],
    ['an invalid option', { news: { ...news, timeout: 'long' } }, 'news.timeout can\'t be "long"'],
    ['an invalid secret', { news: { ...news, serviceCredential: ['a:b'] } }, "can't be of type object"],
    [
      'a host of two sites',
      { a: { ...shop, host: 'X.example' }, b: { ...shop, host: 'x.example.' } },
      'of a and of b',
    ],
  ])('may not be %s', (_what, value, message) => {
    expect(() => areSites(value)).toThrow(message);
  });

  it.each([
    '',
    'News',
    'a/b',
    '..',
    '.',
    'a b',
    '-a',
    'a--b',
    '__proto__',
    'ä',
    'a'.repeat(64),
    '%6e',
    'a?b',
  ])('have no name %j', (name) => {
    expect(() => sitesIn(Object.fromEntries([[name, shop]]), '/graphql')).toThrow('is no name of a site');
  });

  it.each(['graphql', 'metrics', 'healthcheck', 'readyz', 'mcp', 'webhook', 'ping', 'api'])(
    'have no name %s, which is a path of the gateway',
    (name) => {
      expect(() => sitesIn({ [name]: shop }, '/api/graphql')).toThrow('is a path of the gateway itself');
    },
  );

  it.each(['https://a.example', 'a.example/graphql', 'a.example:4000', 'a b', '', 'a@b', '[::1'])(
    'have no host %j',
    (host) => {
      expect(() => sitesIn({ news: { ...shop, host } }, '/graphql')).toThrow('is no host of a site');
    },
  );

  it('have hosts as clients name them', () => {
    const host = ['Shop.Example', 'MÜLLER.example', 'last.example.', '[::1]'];
    expect(sitesIn({ shop: { host } }, '/graphql')).toEqual([
      {
        name: 'shop',
        hosts: ['shop.example', 'xn--mller-kva.example', 'last.example', '[::1]'],
        options: {},
      },
    ]);
  });
});
