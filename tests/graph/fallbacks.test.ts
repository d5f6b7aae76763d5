import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { type FaultProxy, hang, send, startFaultProxy } from '../wordpress/fault-proxy.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import type { Answer } from './gateway.ts';

/*
 * Where one request fails, another may still give the value. This must not hide that the operation has reached a limit of
 * the gateway: a smaller operation would get another value.
 */

let site: TestSite;
let proxy: FaultProxy;
let pressql: PressQL;
let clock = Date.now();
/** The path of the page of an author who has posts. */
let author: string;

beforeAll(async () => {
  site = await startSite();
  await site.plugin(`
    add_action('init', function () {
      for ($n = 0; $n < 14; $n++) register_post_type("kind$n", ['public' => true, 'show_in_rest' => true, 'label' => "Kind $n"]);
    });`);
  proxy = await startFaultProxy(site.url);
  pressql = await open(4000);
  author = await site.phpJson(
    `echo json_encode(wp_parse_url(get_author_posts_url(get_posts(['numberposts' => 1])[0]->post_author), PHP_URL_PATH));`,
  );
});
afterAll(async () => {
  await pressql?.close();
  await proxy?.close();
  await site?.close();
});

function open(deadline: number, maxRequests = 150): Promise<PressQL> {
  return createPressQL({
    cache: false,
    url: proxy.url,
    deadline,
    maxRequests,
    refresh: 0,
    random: () => 0,
    now: () => clock,
  });
}

type Fault = Parameters<FaultProxy['break']>[0][number];

/** Sends a query while the proxy breaks answers. Returns the answer and the requests to the site. */
async function ask<Data>(query: string, faults: readonly Fault[], asked = pressql) {
  const before = proxy.requests.length;
  proxy.break(faults);
  const address = `http://gateway.test/graphql?query=${encodeURIComponent(query)}`;
  const answer = (await (await asked.fetch(new Request(address))).json()) as Answer<Data>;
  proxy.break([]);
  clock += 3_600_000;
  return { ...answer, sent: proxy.requests.slice(before) };
}

const failing = send(500, '<title>Broken</title>');
const forbidden = send(403, '{"code":"rest_forbidden","message":"No."}', {
  'content-type': 'application/json',
});
const deadline = { extensions: { code: 'DEADLINE_EXCEEDED' } };

describe('the page of an address', () => {
  const query = '{ nodeByUri(uri: "/no-such-page/") { id } }';
  const isPage: RegExp = /^HEAD \/no-such-page/;

  it('is looked up without its headers if WordPress fails them', async () => {
    const { data, errors } = await ask(query, [[isPage, failing]]);
    expect([data, errors]).toEqual([{ nodeByUri: null }, undefined]);
  });

  it('is an error, not null, if the operation has no time left', async () => {
    expect(await ask(query, [[isPage, hang]])).toMatchObject({
      data: { nodeByUri: null },
      errors: [deadline],
    });
  });

  it('is an error, not null, if the operation may send no more requests', async () => {
    const many = Array.from({ length: 20 }, (_, n) => `n${n}: nodeByUri(uri: "/no-${n}/") { id }`);
    const small = await open(4000, 15);
    const { data, errors = [], sent } = await ask<object>(`{ ${many.join(' ')} }`, [], small);
    await small.close();
    expect(sent).toHaveLength(15);
    expect(Object.values(data)).toEqual(many.map(() => null));
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(
      many.map(() => 'OPERATION_TOO_EXPENSIVE'),
    );
  });
});

describe('the author of a post on a site that closes its users route', () => {
  const query = '{ posts(first: 1) { nodes { author { node { name } } } } }';
  const closed: Fault = [/^GET \/wp-json\/wp\/v2\/users/, forbidden];
  const isEmbedded = /^GET \/wp-json\/wp\/v2\/posts.*_embed/;

  it('is the one that the post embeds', async () => {
    const { data, errors } = await ask(query, [closed]);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ posts: { nodes: [{ author: { node: { name: expect.any(String) } } }] } });
  });

  it('is null with a notice if WordPress fails this request, too', async () => {
    const { data, errors, extensions } = await ask(query, [closed, [isEmbedded, failing]]);
    expect([data, errors]).toEqual([{ posts: { nodes: [{ author: null }] } }, undefined]);
    expect(extensions?.pressql.notices).toMatchObject([{ field: 'Post.author', reason: 'FORBIDDEN' }]);
  });

  it('is an error if the operation has no time left', async () => {
    const answer = await ask(query, [closed, [isEmbedded, hang]]);
    expect(answer).toMatchObject({ data: { posts: { nodes: [{ author: null }] } }, errors: [deadline] });
  });
});

describe('the page of an author', () => {
  const query = () => `{ nodeByUri(uri: "${author}") { __typename } }`;
  const isUsers = /^GET \/wp-json\/wp\/v2\/users/;
  const ofPosts = (sent: readonly string[]) => sent.filter((each) => each.includes('/wp/v2/posts?'));

  it('shows the author that a post embeds if the site closes its users route', async () => {
    const { data, errors, sent } = await ask(query(), [[isUsers, forbidden]]);
    expect([data, errors]).toEqual([{ nodeByUri: { __typename: 'User' } }, undefined]);
    expect(ofPosts(sent)).toHaveLength(2);
  });

  it('is an error if the users route fails, and no post is read', async () => {
    const { errors, sent } = await ask(query(), [[isUsers, failing]]);
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR' } }]);
    expect(ofPosts(sent)).toEqual([]);
  });
});

describe('content of many types, which one search finds', () => {
  const query = '{ contentNodes(first: 3) { nodes { uri } } }';
  const isSearch = /^GET \/wp-json\/wp\/v2\/search/;
  const ofTypes = (sent: readonly string[]) => sent.filter((each) => /\/wp\/v2\/(posts|kind)/.test(each));

  it('comes from the routes of the types if the search fails', async () => {
    const { data, errors, sent } = await ask<{ contentNodes: { nodes: object[] } }>(query, [
      [isSearch, failing],
    ]);
    expect(errors).toBeUndefined();
    expect(data.contentNodes.nodes).toHaveLength(3);
    expect(ofTypes(sent).length).toBeGreaterThan(12);
  });

  it('is an error if the search takes all the time of the operation', async () => {
    const { errors, sent } = await ask(query, [[isSearch, hang]]);
    expect(errors).toMatchObject([deadline]);
    expect(ofTypes(sent)).toEqual([]);
  });
});
