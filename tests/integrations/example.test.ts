import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPages } from '../docs/blocks.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { type Consumer, createConsumer } from './consumer.ts';

/* The examples of docs/integrations.md, in a project that has nothing but the built package and these files. */

const page = readPages().find(({ name }) => name === 'docs/integrations.md');
const [example = '', mutation = ''] = (page?.blocks ?? [])
  .filter(({ language }) => language === 'ts')
  .map(({ code }) => code);

/** The WordPress plugin that the page invents. */
const plugin = `
  add_action('rest_api_init', function () {
    register_rest_field('post', 'reading_minutes', [
      'get_callback' => fn($post) => 2 + $post['id'] % 3,
      'schema' => ['type' => 'integer'],
    ]);
    $open = ['permission_callback' => '__return_true'];
    register_rest_route('reading-list/v1', '/likes', [
      ['methods' => 'GET', 'callback' => fn($request) => (object) array_map(
        fn($id) => (int) get_post_meta($id, 'likes', true),
        array_combine(wp_parse_id_list($request['posts']), wp_parse_id_list($request['posts']))
      )] + $open,
      ['methods' => 'POST', 'callback' => function ($request) {
        $likes = 1 + (int) get_post_meta($request['post'], 'likes', true);
        update_post_meta($request['post'], 'likes', $likes);
        return ['likes' => $likes];
      }] + $open,
    ]);
    register_rest_route('reading-list/v1', '/picks', ['methods' => 'GET', 'callback' => fn() => array_map(
      fn($id) => ['reason' => "Because of $id", 'post' => $id],
      get_posts(['numberposts' => 4, 'offset' => 3, 'fields' => 'ids'])
    )] + $open);
  });`;

interface Sent {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
}
interface Ran {
  readonly answer: { readonly data: Readonly<Record<string, unknown>>; readonly errors?: unknown };
  readonly sent: readonly Sent[];
}

/** A module that sends the documents in its arguments to a gateway with both examples, and prints what came of each. */
const runner = (url: string) => `
  import { createPressQL, type UpstreamRequest } from 'pressql';
  import likes from './likes.js';
  import readingList from './reading-list.js';
  const sent: Pick<UpstreamRequest, 'route' | 'query'>[] = [];
  const pressql = await createPressQL({
    url: ${JSON.stringify(url)},
    integrations: [readingList, likes],
    cache: false,
    onRequest: ({ route, query }) => sent.push({ route, query }),
  });
  const all: object[] = [];
  for (const query of process.argv.slice(2)) {
    sent.length = 0;
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    const response = await pressql.fetch(new Request('http://gateway.test/graphql', { method: 'POST', headers, body }));
    all.push({ answer: await response.json(), sent: [...sent] });
  }
  console.log(JSON.stringify(all));
  await pressql.close();`;

const ofPosts = '{ posts(first: 10) { nodes { databaseId readingMinutes likes } } }';
const ofPicks = '{ readingListPicks { reason post { title readingMinutes } } }';
const ofFields = '{ __type(name: "Post") { fields { name } } }';
/** What came of these three, which one process sends. */
let read: Readonly<Record<string, Ran | undefined>>;

let site: TestSite;
let consumer: Consumer;
beforeAll(async () => {
  site = await startSite();
  await site.plugin(plugin);
  consumer = createConsumer();
  const modules = { 'reading-list': example, likes: mutation, ask: runner(site.url) };
  expect(consumer.compile(modules)).toBe('');
  const queries = [ofPosts, ofPicks, ofFields];
  const all = ask(...queries);
  read = Object.fromEntries(queries.map((query, index) => [query, all[index]]));
});
afterAll(async () => {
  consumer.remove();
  await site.close();
});

const ask = (...queries: readonly string[]) => consumer.run<Ran[]>('ask', ...queries);

function ran(query: string): Ran {
  const found = read[query];
  if (!found) throw new Error(`Nothing came of ${query}`);
  return found;
}

describe('an integration written from docs/integrations.md alone', () => {
  it('takes at most 40 lines', () => {
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(40);
  });

  it('reads a key of posts with the posts, and a route for all of them at once', () => {
    const { answer, sent } = ran(ofPosts);
    expect(answer.errors).toBeUndefined();
    const { nodes } = answer.data['posts'] as { nodes: { databaseId: number; readingMinutes: number }[] };
    expect(nodes).toHaveLength(10);
    expect(nodes).toEqual(
      nodes.map(({ databaseId }) => ({ databaseId, readingMinutes: 2 + (databaseId % 3), likes: 0 })),
    );
    expect(sent.map(({ route }) => route)).toEqual(['/wp/v2/posts', '/reading-list/v1/likes']);
    expect(sent[0]?.query['_fields']?.split(',').sort()).toEqual(['id', 'reading_minutes']);
    expect(sent[1]?.query['posts']).toBe(nodes.map(({ databaseId }) => databaseId).join());
  });

  it('has a root field that reads its own route, and loads all posts that it names by one request', () => {
    const { answer, sent } = ran(ofPicks);
    expect(answer.errors).toBeUndefined();
    const picks = answer.data['readingListPicks'] as { reason: string; post: { title: string } }[];
    expect(picks).toHaveLength(4);
    expect(picks[0]).toEqual({
      reason: expect.stringContaining('Because of'),
      post: { title: expect.any(String), readingMinutes: expect.any(Number) },
    });
    expect(sent.map(({ route }) => route)).toEqual(['/reading-list/v1/picks', '/wp/v2/posts']);
    expect(sent[1]?.query['_fields']?.split(',').sort()).toEqual(['id', 'reading_minutes', 'title.rendered']);
  });

  it('has a mutation that writes by its route', async () => {
    const [id] = await site.phpJson<number[]>(
      "echo json_encode(get_posts(['numberposts' => 1, 'fields' => 'ids']));",
    );
    const globalId = Buffer.from(`post:${id}`).toString('base64');
    const [once, again] = ask(
      `mutation { likePost(input: { postId: ${id} }) { likes } }`,
      `mutation { likePost(input: { postId: "${globalId}" }) { likes } }`,
    );
    expect(once?.answer).toEqual({ data: { likePost: { likes: 1 } } });
    expect(once?.sent.map(({ route }) => route)).toEqual(['/reading-list/v1/likes']);
    expect(again?.answer).toEqual({ data: { likePost: { likes: 2 } } });
  });

  it('takes the place of the field that the key would have had by itself', () => {
    const { answer } = ran(ofFields);
    const { fields } = answer.data['__type'] as { fields: { name: string }[] };
    expect(fields.map(({ name }) => name).filter((name) => /readingMinutes/.test(name))).toEqual([
      'readingMinutes',
    ]);
  });

  it('works from the command, too', () => {
    const cli = join('node_modules', 'pressql', 'dist', 'cli', 'main.js');
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [cli, 'schema', site.url, ...args], {
        cwd: consumer.folder,
        encoding: 'utf8',
      });
    const printed = /^ {2}readingListPicks: \[ReadingListPick/m;
    expect(run('--integrations', './reading-list.js,./likes.js').stdout).toMatch(printed);
    // TypeScript needs no build. The module imports the package that runs it.
    expect(run('--integrations', './reading-list.ts').stdout).toMatch(printed);
    expect(run('--integrations', './gone.js').stderr).toContain('The integration ./gone.js cannot be loaded');
  });
});
