import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { siteBehindProxy } from '../wordpress/behind-proxy.ts';
import { send } from '../wordpress/fault-proxy.ts';
import { type Answer, post } from './post.ts';
import { until } from './until.ts';

/* Answers of WordPress that come late, out of order or short, while documents change. */

const { site, proxy } = await siteBehindProxy();
let pressql: PressQL;
let clock = Date.now();
let sent: string[] = [];

beforeEach(async () => {
  pressql = await createPressQL({
    url: proxy.url,
    refresh: 0,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
    now: () => clock,
    onError: () => undefined,
    onRequest: ({ method, route }) => sent.push(`${method} ${route}`),
  });
});
afterEach(async () => {
  proxy.break([]);
  await pressql.close();
  await site.reset();
});

const ask = (query: string, as?: string): Promise<Answer> =>
  post(pressql, query, as === undefined ? undefined : { site, name: as });

const isIdle = () => pressql.traffic.running + pressql.traffic.waiting === 0;

/** Waits until the background has nothing left to do. */
async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 20));
  await until(isIdle);
}

async function newestId(): Promise<number> {
  const ids = await site.phpJson<number[]>(
    `echo json_encode(get_posts(['fields' => 'ids', 'numberposts' => 1]));`,
  );
  return ids[0] ?? 0;
}
const rename = (id: number, title: string) =>
  site.php(`wp_update_post(['ID' => ${id}, 'post_title' => '${title}']);`);

describe('an answer that comes late', () => {
  it('does not bring an older version back', async () => {
    const id = await newestId();
    const list = '{ posts(first: 1) { nodes { title } } }';
    const single = `{ post(id: ${id}, idType: DATABASE_ID) { title } }`;
    const release = proxy.hold(/[?&]per_page=2/);
    sent = [];
    const late = ask('{ posts(first: 2) { nodes { title } } }');
    // The site has answered, and the proxy holds the answer back.
    await until(() => !isIdle());
    await new Promise((done) => setTimeout(done, 1500));
    await rename(id, 'The new title');
    clock += 1000;
    expect(JSON.stringify(await ask(list))).toContain('The new title');
    release();
    expect((await late).errors).toBeUndefined();
    expect(JSON.stringify(await ask(single))).toContain('The new title');
    expect(JSON.stringify(await ask(list))).toContain('The new title');
  });

  it.each([
    ['a list', '{ posts(first: 3) { nodes { title } } }', /\/posts\?/],
    ['a document', '{ post(id: $id, idType: DATABASE_ID) { title } }', /\/posts\?/],
  ])(
    'is not for those who ask for %s after the change',
    async (_what, template, pattern) => {
      const id = await newestId();
      const query = template.replace('$id', String(id));
      const release = proxy.hold(pattern);
      const early = ask(query);
      await until(() => !isIdle());
      await new Promise((done) => setTimeout(done, 1500));
      const global = Buffer.from(`post:${id}`).toString('base64');
      clock += 10;
      const changing = ask(
        `mutation { updatePost(input: { id: "${global}", title: "Said so" }) { clientMutationId } }`,
        'admin',
      );
      expect((await changing).errors).toBeUndefined();
      clock += 10;
      const after = [ask(query), ask(`${query} # another text`)];
      await new Promise((done) => setTimeout(done, 50));
      release();
      expect((await early).errors).toBeUndefined();
      for (const answer of await Promise.all(after)) expect(JSON.stringify(answer)).toContain('Said so');
    },
    60_000,
  );
});

describe('fields of one document that two queries read', () => {
  const names = '{ categories(first: 100, where: { orderby: TERM_ID }) { nodes { name } } }';
  const texts = '{ categories(first: 100, where: { orderby: TERM_ID }) { nodes { name description } } }';

  it('are read again together, in the background, once', async () => {
    await ask(texts);
    await ask(names);
    clock += 60_000;
    sent = [];
    await ask(names);
    await settled();
    expect(sent).toEqual(['GET /wp/v2/categories']);
    await ask(names);
    await ask(texts);
    await settled();
    expect(sent).toEqual(['GET /wp/v2/categories']);
  });

  it('grow old even if only some of them are read again and again', async () => {
    const id = await newestId();
    const all = `{ post(id: ${id}, idType: DATABASE_ID) { title categories { nodes { name } } } }`;
    const some = `{ post(id: ${id}, idType: DATABASE_ID) { title } }`;
    await ask(all);
    await site.php(
      `wp_set_object_terms(${id}, wp_insert_term('Set quietly', 'category')['term_id'], 'category');`,
    );
    for (let turn = 0; turn < 10; turn++) {
      clock += 45_000;
      await ask(some);
      await settled();
    }
    expect(JSON.stringify(await ask(all))).toContain('Set quietly');
  });
});

describe('a site that sends fewer documents at once', () => {
  const posts = async (count: number) =>
    site.phpJson<number[]>(
      `echo json_encode(get_posts(['fields' => 'ids', 'numberposts' => ${count}, 'has_password' => false]));`,
    );
  const single = (id: number) => ask(`{ post(id: ${id}, idType: DATABASE_ID) { databaseId } }`);

  it('than the gateway asks for is asked for the others, so that none is missing', async () => {
    await site.plugin(
      `add_filter('rest_post_query', function ($args) { $args['posts_per_page'] = min(3, $args['posts_per_page']); return $args; });`,
    );
    const ids = await posts(10);
    const found = await Promise.all(ids.map(single));
    expect(found).toEqual(ids.map((databaseId) => ({ data: { post: { databaseId } } })));
    expect(await Promise.all(ids.map(single))).toEqual(found);
  });

  it('and says so gets no larger request, however many visitors there are', async () => {
    await site.plugin(
      `add_filter('rest_post_collection_params', function ($p) { $p['per_page']['maximum'] = 5; $p['per_page']['minimum'] = 2; return $p; });`,
    );
    await pressql.refresh();
    const ids = await posts(12);
    const found = await Promise.all(ids.map(single));
    expect(found).toEqual(ids.map((databaseId) => ({ data: { post: { databaseId } } })));
  });
});

it('asks a site that fails once for all visitors of a stale page', async () => {
  const list = '{ posts(first: 4) { nodes { title } } }';
  const known = await ask(list);
  clock += 60_000;
  proxy.break([
    [
      /\/posts\?/,
      send(404, '{"code":"rest_no_route","message":"Gone"}', { 'content-type': 'application/json' }),
    ],
  ]);
  sent = [];
  for (let visitor = 0; visitor < 5; visitor++) {
    expect((await ask(`${list} # ${visitor}`)).data).toEqual(known.data);
    await settled();
  }
  expect(sent).toHaveLength(1);
  proxy.break([[/\/posts\?/, send(503)]]);
  clock += 11_000;
  sent = [];
  for (let visitor = 0; visitor < 5; visitor++) {
    expect((await ask(`${list} # again ${visitor}`)).data).toEqual(known.data);
    await new Promise((done) => setTimeout(done, 20));
  }
  await settled();
  // A read is repeated twice after such an answer.
  expect(sent.length).toBeLessThanOrEqual(3);
});
