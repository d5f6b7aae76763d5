// node bench/isolation.mjs --url URL --users FILE --redis URL [--requests 100000]: random users ask two gateways that share a
// cache, and nobody gets what is for another one. A gateway without a cache says what each has to get.
// FILE: { "admin": { "username": …, "applicationPassword": …, "cookie": …, "nonce": … }, … }; cookie and nonce are optional.
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { parseArgs } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startGateway } from './gateway.mjs';
import { startReplay } from './isolation/replay.mjs';
import { documentsOf, forms, identitiesOf, manners } from './isolation/requests.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    users: { type: 'string' },
    redis: { type: 'string' },
    requests: { type: 'string', default: '100000' },
    parts: { type: 'string', default: '20' },
    clients: { type: 'string', default: '16' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
if (!options.url || !options.users || !options.redis)
  throw new Error(
    'Three options are needed: --url with a WordPress, --users with a file of its users, and --redis.',
  );
const users = JSON.parse(readFileSync(options.users, 'utf8'));
const [admin] = Object.values(users);
const identities = identitiesOf(users);
const replay = await startReplay(options.url.replace(/\/$/, ''));
const grants = ['--grants', 'menus,settings,authors'];
process.env.PRESSQL_SERVICE_CREDENTIAL = `${admin.username}:${admin.applicationPassword}`;
const limits = ['--rate-logins', '0', '--rate-writes', '0', '--max-secret-tries', '1000', '--log', 'none'];
const start = (...more) => startGateway(replay.url, [...grants, ...limits, ...more], { stderr: 'ignore' });
const plain = await start('--no-cache');
process.env.PRESSQL_REDIS = options.redis;
const cached = [await start('--no-feed'), await start('--no-feed')];
const random = randomFrom(Number(options.seed));
const pick = (list) => list[Math.floor(random() * list.length)];
const pair = Buffer.from(`${admin.username}:${admin.applicationPassword}`).toString('base64');
const asAdmin = { authorization: `Basic ${pair}` };
const postIds = [];
const counts = { requests: 0, hits: 0, notModified: 0, different: 0 };
/** Promises of what the gateway without a cache answers, by request. A write empties it. */
let expected = new Map();
/** The bodies of answers by ETag, from all three gateways since the last write. */
let bodies = new Map();

try {
  const posts = await makePosts();
  console.log(`Seed ${options.seed}: ${identities.size} identities, ${options.requests} requests`);
  const size = Math.ceil(Number(options.requests) / Number(options.parts));
  for (let part = 0; part < Number(options.parts); part++) {
    const documents = documentsOf(posts);
    await run(size, async () => void (await check(documents)));
    // Whoever asks during a write may get the state before or after it.
    const open = [];
    const written = write(pick(cached), posts, part);
    await run(50, async () => open.push(await askBoth(documents)));
    await written;
    expected = new Map();
    bodies = new Map();
    for (const asked of open) {
      const after = await expectedOf(asked);
      // Its requests may have come before and after the write.
      const isEither = linesOf(asked.got).every((line, index) =>
        [asked.wanted, after].some((text) => linesOf(text)[index] === line),
      );
      if (!isEither) report(asked, after, 'during a write');
    }
    console.log(`${part + 1}/${options.parts}`, JSON.stringify(counts));
  }
  process.exitCode = counts.different > 0 ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const id of postIds)
    await wordpress('DELETE', `/wp-json/wp/v2/posts/${id}?force=true`).catch(console.error);
  await Promise.all([plain, ...cached].map((gateway) => gateway.close()));
  await replay.close();
}

/** Makes posts of which each is for somebody else. */
async function makePosts() {
  const password = 'open-0';
  const make = async (fields) => {
    const { id } = await wordpress('POST', '/wp-json/wp/v2/posts', {
      content: `SECRET ${fields.title}`,
      ...fields,
    });
    postIds.push(id);
    return id;
  };
  const [draft, hidden, locked, edited] = [
    await make({ title: 'SECRET draft', status: 'draft' }),
    await make({ title: 'SECRET private', status: 'private' }),
    await make({ title: 'Locked', status: 'publish', password }),
    await make({ title: 'Edited', status: 'publish', content: 'For all' }),
  ];
  await wordpress('POST', `/wp-json/wp/v2/posts/${edited}/autosaves`, {
    title: 'SECRET autosave',
    content: 'SECRET autosave',
  });
  await wordpress('POST', '/wp-json/wp/v2/comments', {
    post: edited,
    content: 'SECRET held',
    status: 'hold',
  });
  return { draft, hidden, locked, edited, password };
}

/** Changes something through a gateway, so that both gateways have to know it when it has answered. */
async function write(gateway, posts, part) {
  const update = (id, input) =>
    `mutation { updatePost(input: { id: "${Buffer.from(`post:${id}`).toString('base64')}", ${input} }) { post { databaseId status } } }`;
  const round = Math.floor(part / 4);
  const writes = [
    update(posts.edited, `title: "Edited ${part}"`),
    update(posts.hidden, `status: ${round % 2 ? 'PRIVATE' : 'PUBLISH'}`),
    update(posts.locked, `password: "open-${part}"`),
    update(posts.draft, `status: ${round % 2 ? 'DRAFT' : 'PUBLISH'}`),
  ];
  if (part % 4 === 2) posts.password = `open-${part}`;
  const body = JSON.stringify({ query: writes[part % 4] });
  const answer = await send(gateway, {
    method: 'POST',
    headers: { ...asAdmin, 'content-type': 'application/json' },
    body,
  });
  if (answer.body.includes('"errors"')) throw new Error(answer.body);
}

async function check(documents) {
  const asked = await askBoth(documents);
  if (asked.got !== asked.wanted) report(asked, asked.wanted, 'alone');
}

/** Sends a random request to a random gateway. */
async function askBoth(documents) {
  const who = random() < 0.5 ? 'a visitor' : pick([...identities.keys()]);
  const form = random() < 0.4 ? 'POST, JSON' : pick(Object.keys(forms));
  const asked = { who, form, document: pick(documents), manner: random() < 0.4 ? {} : pick(manners) };
  const wanted = await expectedOf(asked);
  const tags = [...bodies.keys()];
  const condition = random() < 0.1 && tags.length > 0 ? { 'if-none-match': pick(tags) } : {};
  const { got, hit } = await ask(pick(cached), asked, condition);
  counts.requests++;
  if (hit) counts.hits++;
  return { ...asked, wanted, got };
}

function report(asked, wanted, when) {
  counts.different++;
  if (counts.different > 20) return;
  console.log(
    `DIFFERENT ${when}`,
    JSON.stringify({ who: asked.who, form: asked.form, manner: asked.manner, document: asked.document }),
  );
  console.log('  got   ', asked.got.slice(0, 700));
  console.log('  wanted', wanted.slice(0, 700));
}

async function expectedOf(asked) {
  const key = JSON.stringify([asked.who, asked.form, asked.document, asked.manner]);
  const known = expected.get(key) ?? ask(plain, asked, {}).then(({ got }) => got);
  expected.set(key, known);
  return known;
}

/** Returns what a client saw of each request of a form. */
function linesOf(shown) {
  return shown.split('\n');
}

/** Sends the requests of a form. Returns what the client sees of them. */
async function ask(gateway, { who, form, document, manner }, condition) {
  const shown = [];
  let hit = false;
  for (const { method, target = '', headers = {}, body } of forms[form](document)) {
    const own = { ...headers, ...manner, ...identities.get(who), ...condition };
    const answer = await send(gateway, { method, target, headers: own, body });
    hit ||= /; hit/.test(answer.headers['cache-status'] ?? '');
    shown.push(await seen(answer, { who, method }));
  }
  return { got: shown.join('\n'), hit };
}

/** Returns what a client sees of an answer, without what may differ: its age, and the request's id. */
async function seen({ status, headers, body }, { who, method }) {
  const isVisitor = Object.keys(identities.get(who)).length === 0;
  const control = headers['cache-control'] ?? '';
  if (
    !isVisitor &&
    /public/.test(control) &&
    /wordpress_|Basic|Bearer|wp-postpass|comment_author/.test(JSON.stringify(identities.get(who)))
  )
    return `${who} got ${control}`;
  let [text, code] = [body, status];
  if (status === 304) {
    counts.notModified++;
    // The client uses the body that it has by this tag.
    [text, code] = [bodies.get(headers.etag) ?? `an unknown tag ${headers.etag}`, 200];
  } else if (headers.etag && method !== 'HEAD') bodies.set(headers.etag, body);
  const other = ['access-control-allow-origin', 'access-control-allow-credentials', 'set-cookie', 'location'];
  return JSON.stringify([
    code,
    method === 'HEAD' ? '' : stripped(text),
    other.map((name) => headers[name] ?? null),
  ]);
}

function stripped(text) {
  const json = isJson(text) ? JSON.parse(text) : null;
  if (json === null) return text;
  for (const each of [json].flat()) {
    // Resolvers that wait for the same read fail in any order.
    each.errors?.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    if (each.extensions?.pressql?.stale) delete each.extensions;
  }
  return JSON.stringify(json);
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function send({ endpoint }, { method, target = '', headers, body }) {
  return new Promise((resolve, reject) => {
    const request = httpRequest(endpoint + target, { method, headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        const coding = bytes.length > 0 ? response.headers['content-encoding'] : undefined;
        const plainBytes =
          coding === 'gzip' ? gunzipSync(bytes) : coding === 'br' ? brotliDecompressSync(bytes) : bytes;
        resolve({ status: response.statusCode, headers: response.headers, body: plainBytes.toString() });
      });
      response.on('error', reject);
    });
    // The gateway may close an idle connection at the very moment in which the client uses it again.
    request.on('error', (error) =>
      request.reusedSocket ? resolve(send({ endpoint }, { method, target, headers, body })) : reject(error),
    );
    request.end(body);
  });
}

async function wordpress(method, path, fields) {
  const answer = await fetch(replay.url + path, {
    method,
    headers: { ...asAdmin, 'content-type': 'application/json' },
    ...(fields ? { body: JSON.stringify(fields) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Runs work a number of times, by all clients at once. */
async function run(count, work) {
  let left = count;
  const client = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: Number(options.clients) }, client));
}

/** Returns numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
