import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXmlRpcAnswer } from '../../src/content/xml-rpc-answer.ts';
import { networkSites, WordPressError } from '../../src/index.ts';
import { pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const find = () => networkSites(site.url, { credential: pairOf(site, 'admin') });
const failure = async (found: Promise<unknown>) => {
  const error = await found.catch((reason: unknown) => reason);
  if (!(error instanceof WordPressError)) throw error;
  return { kind: error.kind, text: `${error.report} ${error.advice}` };
};

describe('networkSites', () => {
  it('finds the only site of a WordPress that is no network', async () => {
    expect(await find()).toEqual({ main: { url: `${site.url.replace(/\/$/, '')}/` } });
  });

  // The tests' WordPress is no network. This is the form in which one answers.
  it('names sites in folders, below the domain and at domains of their own', async () => {
    const urls = [
      ...[site.url, `${site.url}/news/`, `${site.url}/eu/News/`, `${site.url}/graphql/`, `${site.url}/日本/`],
      ...['https://other.example/', 'https://other.example/a_b/', 'no address', `${site.url}/news/`],
    ];
    // XML-RPC calls functions by their names only.
    await site.plugin(`
      function network_sites() {
        return array_map(
          fn($url) => ['isAdmin' => true, 'url' => $url, 'blogid' => '2', 'blogName' => 'Tom & <Co>'],
          json_decode('${JSON.stringify(urls)}'));
      }
      add_filter('xmlrpc_methods', fn($methods) => ['wp.getUsersBlogs' => 'network_sites'] + $methods);`);
    const sites = await find();
    expect(Object.entries(sites).map(([name, { url }]) => [name, url])).toEqual([
      ['main', new URL(site.url).href],
      ['news', `${site.url}/news/`],
      ['eu-news', `${site.url}/eu/News/`],
      ['graphql-2', `${site.url}/graphql/`],
      ['e6-97-a5-e6-9c-ac', new URL(`${site.url}/日本/`).href],
      ['other-example', 'https://other.example/'],
      ['other-example-a-b', 'https://other.example/a_b/'],
      ['news-2', `${site.url}/news/`],
    ]);
  });

  it('says what WordPress refuses, and shows no password', async () => {
    await site.plugin('');
    const wrong = await failure(networkSites(site.url, { credential: 'admin:not-the-password' }));
    expect(wrong).toEqual({ kind: 'forbidden', text: expect.stringContaining('code 403') });
    expect(wrong.text).not.toContain('not-the-password');
    await site.plugin(`add_filter('xmlrpc_enabled', '__return_false');`);
    expect((await failure(find())).text).toContain('code 405');
    await site.plugin(`if (defined('XMLRPC_REQUEST')) { status_header(403); exit('<h1>Blocked</h1>'); }`);
    expect(await failure(find())).toEqual({
      kind: 'absent',
      text: expect.stringContaining('HTTP status 403'),
    });
    await expect(networkSites('nonsense', { credential: 'a:b' })).rejects.toThrow('nonsense is no address');
    await expect(networkSites(site.url, { credential: 'admin' })).rejects.toThrow('user:password');
  });
});

describe('an answer of XML-RPC', () => {
  const struct = '<struct><member><name>a</name><value><string>x &amp; y</string></value></member></struct>';
  const answer = (content: string) => `<?xml version="1.0"?><methodResponse>${content}</methodResponse>`;

  it('is read with its entities, whatever a member is called', () => {
    const content = struct.replace('>a<', '>__proto__<');
    const [first] = readXmlRpcAnswer(`\n${answer(content)}`)?.structs ?? [];
    expect(Object.entries(first ?? {})).toEqual([['__proto__', 'x & y']]);
  });

  it.each([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${answer(struct)}`],
    ['an open element', '<methodResponse><params>'],
    ['crossed elements', '<methodResponse><a><b></a></b></methodResponse>'],
    ['many levels', answer('<array>'.repeat(30) + '</array>'.repeat(30))],
    ['a page', '<html><body>Blocked</body></html>'],
    ['two documents', answer(struct) + answer(struct)],
    ['nothing', ''],
  ])('is refused with %s', (_what, xml) => {
    expect(readXmlRpcAnswer(xml)).toBeNull();
  });
});
