import { describe, expect, it } from 'vitest';
import { html, json, redirect } from '../wordpress/fake-site.ts';
import { discover, fake, restApi, wordpressPage } from './fake-discovery.ts';

/* Cases that need a fake site: a WordPress that states another URL than its own, or that hides its REST index. */

describe('discovery succeeds for a site that', () => {
  it('has another host in its links, as behind a proxy: the gateway uses the host that the operator gave', async () => {
    const link = '<https://public.example/blog/wp-json/>; rel="https://api.w.org/"';
    const site = await fake({
      ...restApi('/blog/wp-json/', { home: 'https://public.example/blog' }),
      '/': html(wordpressPage, 200, { link }),
    });
    const { site: found, findings } = await discover(`${site.url}/blog/`);
    expect(found).toMatchObject({
      root: { url: `${site.url}/blog/wp-json/`, style: 'path' },
      home: 'https://public.example/blog',
      address: `${site.url}/blog`,
    });
    expect(findings.notes.map(({ message }) => message).join('\n')).toContain(
      'names https://public.example/blog/wp-json/',
    );
  });

  it('names a REST root on another origin and has no other: the gateway uses that root', async () => {
    const backend = await fake(restApi('/wp-json/', { home: 'http://backend.example' }));
    const link = `<${backend.url}/wp-json/>; rel="https://api.w.org/"`;
    const site = await fake({ '/wp-json': html('', 404), '/': html(wordpressPage, 200, { link }) });
    const { site: found, findings } = await discover(site.url);
    expect([found.root.url, findings.rootSource]).toEqual([`${backend.url}/wp-json/`, 'header']);
  });

  it('redirects pages to its frontend, but answers REST at its own host', async () => {
    const frontend = await fake(html('<h1>An app</h1>'));
    const site = await fake({ ...restApi('/wp-json/', {}), '/': redirect(frontend.url) });
    const { site: found, findings } = await discover(site.url);
    expect([found.root.url, findings.rootSource]).toEqual([`${site.url}/wp-json/`, 'guess']);
    expect(findings.notes[0]?.message).toContain('WordPress answers at the first address');
  });

  it('moved to another host: the gateway uses the new host, without the configured headers', async () => {
    const moved = await fake((request, response) => {
      const link = `<http://${request.headers.host}/wp-json/>; rel="https://api.w.org/"`;
      const answers = { ...restApi('/wp-json/', {}), '/': html(wordpressPage, 200, { link }) };
      const path = Object.keys(answers).find((start) => request.url?.startsWith(start)) ?? '/';
      answers[path as keyof typeof answers]?.(request, response);
    });
    const site = await fake(redirect(`${moved.url}/`));
    const address = site.url.replace('//', '//me:secret@');
    const { site: found, findings } = await discover(address);
    expect(found.root.url).toBe(`${moved.url}/wp-json/`);
    expect(site.headers[0]?.authorization).toMatch(/^Basic /);
    expect(moved.headers.map(({ authorization }) => authorization).filter(Boolean)).toEqual([]);
    expect(findings.notes[0]?.message).toBe(
      `${site.url}/ redirects to ${moved.url}/, which the gateway uses.`,
    );
    expect(JSON.stringify([found, findings])).not.toContain('secret');
  });

  it('requires a password for every request: the gateway sends the one in the URL', async () => {
    const answers = restApi('/wp-json/', {});
    const site = await fake((request, response) => {
      if (!request.headers.authorization)
        return html('', 401, { 'www-authenticate': 'Basic' })(request, response);
      const path = Object.keys(answers).find((start) => request.url?.startsWith(start));
      (answers[path ?? ''] ?? html(wordpressPage))(request, response);
    });
    const { site: found } = await discover(site.url.replace('//', '//me:secret@'));
    expect(found.root.url).toBe(`${site.url}/wp-json/`);
  });

  it('has a custom REST prefix, which only a `<link>` names', async () => {
    const page = '<link rel="https://api.w.org/" href="/api/" />';
    const site = await fake({ ...restApi('/api/', {}), '/': html(page) });
    const { site: found, findings } = await discover(site.url);
    expect([found.root.url, findings.rootSource]).toEqual([`${site.url}/api/`, 'element']);
  });

  it('the operator gives without a scheme', async () => {
    const site = await fake({ ...restApi('/wp-json/', {}), '/': html(wordpressPage) });
    const { site: found } = await discover(site.url.replace('http://', ''));
    expect(found.address).toBe(site.url);
  });

  it('hides its REST index: the gateway assumes the collections of a stock WordPress', async () => {
    const closed = json({ code: 'rest_forbidden', message: 'No.' }, 401);
    const site = await fake({
      '/wp-json/wp/v2/posts': json([{ id: 1 }]),
      '/wp-json': closed,
      '/': html(wordpressPage),
    });
    const { site: found, findings } = await discover(site.url);
    expect([...found.resources.keys()]).toEqual([
      'post',
      'page',
      'attachment',
      'category',
      'post_tag',
      'user',
      'comment',
    ]);
    expect(found.resources.get('post')?.parameters.has('sticky')).toBe(true);
    expect(findings.notes.map(({ message }) => message)).toEqual([
      expect.stringContaining('The index of the REST API is closed'),
      expect.stringContaining('Post types are not shown (GET /wp/v2/types: No.)'),
      expect.stringContaining('Taxonomies are not shown'),
      expect.stringContaining(
        'The site does not describe the fields of post, page, attachment, category, post_tag, user, comment',
      ),
    ]);
  });
});

it('the schema has no post types that are not content or have ids that are not numbers', async () => {
  const type = (slug: string, more = {}) => ({ [slug]: { slug, name: slug, rest_base: slug, ...more } });
  const site = await fake({
    '/wp-json/wp/v2/types': json({
      ...type('wp_block'),
      ...type('nav_menu_item'),
      ...type('form', { rest_namespace: 'forms/v1' }),
      ...type('layout'),
      ...type('gone'),
    }),
    '/wp-json/wp/v2/taxonomies': json({
      ...type('nav_menu'),
      ...type('form'),
      ...type('colour', { types: ['form', 'gone'] }),
    }),
    '/wp-json/?': json({
      routes: {
        '/wp/v2/layout': { schema: { properties: { id: { type: 'string' } } } },
        '/forms/v1/form': { schema: { properties: { id: { type: 'integer' }, title: {} } } },
      },
    }),
    '/wp-json/': json({
      namespaces: ['wp/v2'],
      routes: {
        '/wp/v2/wp_block': {},
        '/wp/v2/layout': {},
        '/wp/v2/colour': {},
        '/forms/v1/form': {
          endpoints: [
            {
              methods: ['GET'],
              args: { orderby: { enum: ['date'] }, status: { items: { enum: { a: 'x' } } } },
            },
          ],
        },
      },
    }),
    '/': html(wordpressPage),
  });
  const { site: found } = await discover(site.url);
  const custom = [...found.resources.values()].slice(7);
  expect(custom.map(({ name, route, linked }) => [name, route, linked])).toEqual([
    ['form', '/forms/v1/form', []],
    ['colour', '/wp/v2/colour', ['form']],
  ]);
  expect(found.resources.get('form')).toMatchObject({
    properties: new Set(['id', 'title']),
    parameters: new Map([
      ['orderby', expect.objectContaining({ values: ['date'] })],
      ['status', expect.objectContaining({ values: ['x'] })],
    ]),
  });
});
