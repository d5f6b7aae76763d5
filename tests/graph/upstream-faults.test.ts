import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { siteBehindProxy } from '../wordpress/behind-proxy.ts';
import { drip, hang, raw } from '../wordpress/fault-proxy.ts';
import { canary, faults } from '../wordpress/faults.ts';
import type { Answer } from './gateway.ts';

/*
 * A proxy between the gateway and a real WordPress breaks the answers to one field of a query. The client gets an error with
 * the promised code for this field, and all the other fields. From a gateway that knows the field, it gets what is known.
 */

const { proxy } = await siteBehindProxy();
let pressql: PressQL;
/** Has a cache. */
let knowing: PressQL;
let clock = Date.now();
const reported: unknown[] = [];

beforeAll(async () => {
  [pressql, knowing] = await Promise.all([open({ cache: false }), open({ feed: 0, ages })]);
});
afterAll(async () => {
  await pressql?.close();
  await knowing?.close();
});

/** Only posts grow old. */
const ages = { post: { fresh: 30, staleWhileRevalidate: 300 }, '*': { fresh: 1e8 } };

function open(options: Partial<PressQLOptions>): Promise<PressQL> {
  return createPressQL({
    ...options,
    url: proxy.url,
    timeout: 5000,
    maxResponseSize: 1_000_000,
    refresh: 0,
    random: () => 0,
    now: () => clock,
    onError: (error) => reported.push(error),
  });
}

interface Asked {
  readonly answer: Answer<Data>;
  readonly text: string;
  readonly status: number;
}

interface Data {
  readonly broken: { readonly nodes: readonly { readonly title: string | null }[] } | null;
  readonly generalSettings: { readonly title: string };
  readonly categories: { readonly nodes: readonly { readonly name: string }[] };
}

async function ask(field: string, of = pressql): Promise<Asked> {
  const query = `{
    broken: ${field}
    generalSettings { title }
    categories(first: 1) { nodes { name } }
  }`;
  const { text, status } = await send(query, of);
  return { answer: JSON.parse(text) as Answer<Data>, text, status };
}

async function send(query: string, of = pressql): Promise<{ text: string; status: number }> {
  const response = await of.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  );
  return { text: await response.text(), status: response.status };
}

/** Faults that look like WordPress' own word: the REST API closes what it showed, or shows something else. */
const isOwnWord: ReadonlySet<string> = new Set([
  'a title of another type',
  'an unknown code, 401',
  'an unknown code, 403',
  'an error with status 200',
  'a wrong password',
]);

const posts = 'posts(first: 2) { nodes { title } }';

it('has more rows than the attack that it repeats', () => {
  expect(faults.length).toBeGreaterThanOrEqual(84);
  expect(new Set(faults.map(([name, , outcome]) => `${name} ${outcome}`)).size).toBeGreaterThan(84);
});

describe('WordPress answers with', () => {
  it.each(faults)('%s', async (_, fault, outcome) => {
    proxy.break([[/^GET \/wp-json\/wp\/v2\/posts\?/, fault]]);
    const { answer, text, status } = await ask(posts);
    proxy.break([]);
    // The gateway may pause requests to a route that has failed. Here each fault is the first one.
    clock += 3_600_000;
    const { data, errors = [] } = answer;
    expect(text).not.toContain(canary);
    expect([status, reported]).toEqual([200, []]);
    expect(data.generalSettings.title).toBeTypeOf('string');
    expect(data.categories.nodes).toHaveLength(1);
    if (outcome === 'answers') {
      expect([errors, data.broken?.nodes]).toEqual([[], [{ title: 'Hello' }, { title: 'Hello' }]]);
    } else {
      expect(errors).toHaveLength(1);
      expect(errors[0]?.path?.[0]).toBe('broken');
      expect(errors[0]?.extensions).toMatchObject({
        code: outcome,
        advice: expect.stringMatching(/\w{3}.*\.$/),
      });
      expect(errors[0]?.message).toMatch(/^.{10,300}\.$/);
    }
  });

  it('the truth again, and the client gets it at once', async () => {
    const { answer } = await ask(posts);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.broken?.nodes.length).toBeGreaterThan(0);
  });
});

/** Milliseconds after which a gateway that does not look for changes asks WordPress before it answers what it knows. */
const old = 600_000;
/** Milliseconds between two looks at WordPress. */
const interval = 5000;

describe('what a gateway knows, it answers as before, although WordPress answers with', () => {
  it.each(faults)('%s', async (name, fault, outcome) => {
    // The last fault has left nothing behind.
    clock += 2 * interval;
    const known = await askFresh();
    clock += old;
    proxy.break([[/^GET \/wp-json\/wp\/v2\/posts\?/, fault]]);
    const { answer, text, status } = await ask(posts, knowing);
    proxy.break([]);
    expect(text).not.toContain(canary);
    expect([status, reported]).toEqual([200, []]);
    expect(answer.data.generalSettings.title).toBeTypeOf('string');
    expect(answer.data.categories.nodes).toHaveLength(1);
    const { errors } = answer;
    if (outcome === 'answers') {
      expect(answer.data.broken?.nodes).toEqual([{ title: 'Hello' }, { title: 'Hello' }]);
      expect([errors, answer.extensions]).toEqual([undefined, undefined]);
      // Nothing tells that this is not what WordPress has.
      clock += old;
    } else if (isOwnWord.has(name)) {
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([outcome]);
    } else {
      expect(answer).toEqual({ ...known, extensions: { pressql: { stale: true } } });
    }
    clock += 2 * interval;
    expect(await askFresh()).toEqual(known);
  });
});

/** Asks until the gateway has read again what it reads in the background, at most three times. */
async function askFresh(): Promise<Answer<Data>> {
  let { answer } = await ask(posts, knowing);
  for (let tries = 0; tries < 2 && answer.extensions; tries++) {
    while (knowing.traffic.running > 0) await new Promise((done) => setTimeout(done, 5));
    ({ answer } = await ask(posts, knowing));
  }
  expect([answer.errors, answer.extensions]).toEqual([undefined, undefined]);
  return answer;
}

describe('a write is sent once, and says whether WordPress may have made the change, if it answers with', () => {
  it.each(faults.filter(([, , outcome]) => outcome !== 'answers'))('%s', async (_, fault, outcome) => {
    proxy.break([[/^POST /, fault]]);
    const before = proxy.requests.length;
    const { text } = await send('mutation { createPost(input: { title: "x" }) { post { id } } }');
    proxy.break([]);
    clock += 3_600_000;
    const { errors } = JSON.parse(text) as Answer<unknown>;
    expect(text).not.toContain(canary);
    expect(errors).toHaveLength(1);
    expect([outcome, 'WRITE_OUTCOME_UNKNOWN']).toContain(errors?.[0]?.extensions?.['code']);
    const writes = proxy.requests.slice(before).filter((each) => each.startsWith('POST'));
    expect(writes).toHaveLength(1);
  });
});

it('WordPress answers too slowly, at any point: each field waits for itself alone', async () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n';
  const slow = [
    ['pages(first: 1) { nodes { title } }', 'pages', hang],
    [
      'users(first: 1) { nodes { name } }',
      'users',
      raw('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['tags(first: 1) { nodes { name } }', 'tags', drip([...head], 500)],
    ['comments(first: 1) { nodes { id } }', 'comments', drip([`${head}\r\n`], 10)],
    [
      'mediaItems(first: 1) { nodes { title } }',
      'media',
      drip([`${head}\r\n`, ...Array<string>(100).fill('1\r\n \r\n')], 100),
    ],
  ] as const;
  proxy.break(slow.map(([, route, fault]) => [new RegExp(`^GET /wp-json/wp/v2/${route}\\?`), fault]));
  const answers = await Promise.all(slow.map(([field]) => ask(field)));
  proxy.break([]);
  clock += 3_600_000;
  for (const { answer } of answers) {
    expect(answer.errors?.map(({ path, extensions }) => [path?.[0], extensions?.['code']])).toEqual([
      ['broken', 'UPSTREAM_TIMEOUT'],
    ]);
    expect(answer.data.generalSettings.title).toBeTypeOf('string');
    expect(answer.data.categories.nodes).toHaveLength(1);
  }
}, 60_000);
