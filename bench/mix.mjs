// node bench/mix.mjs --url URL --user NAME:PASSWORD: visitors read popular posts, lists, archives, menus and searches, while
// WordPress is edited behind the gateway's back. Measures how much comes from memory, and how long edits stay unseen.
import { setTimeout as sleep } from 'node:timers/promises';
import { startCountingProxy } from './counting-proxy.mjs';
import { createEditor } from './editor.mjs';
import { startGateway } from './gateway.mjs';
import { queryEndpoint } from './http.mjs';
import { spread } from './measure.mjs';
import { readOptions } from './options.mjs';
import { findRestRoot, readAll } from './rest.mjs';
import { saveResults, textOf } from './results.mjs';
import { sequence, shuffled } from './sequence.mjs';
import { createVisits, documentsByPlace } from './visits.mjs';

const options = readOptions({
  user: undefined,
  visitors: 40,
  pause: 0.5,
  seconds: 180,
  between: 15,
  edits: 20,
  interval: 5,
});
if (!options.user) throw new Error('A user who may edit posts is missing: --user NAME:PASSWORD');

const root = await findRestRoot(options.url);
const site = {
  posts: shuffled(await readAll(root, 'posts')),
  categories: await readAll(root, 'categories'),
  users: await readAll(root, 'users'),
};
const editor = createEditor(root, options.user);
const random = sequence(3);
const nextVisit = createVisits(site);
const proxy = await startCountingProxy(options.url);
const feed = ['--feed', `${options.interval * 1000}`];
const gateway = await startGateway(proxy.url, ['--log', 'none', ...feed]);
try {
  await proxy.settle();
  const end = performance.now() + options.seconds * 1000;
  const visited = await visit({ isOver: () => performance.now() > end, isEdited: true });
  const unseen = await measureEdits();
  report(visited, unseen);
} finally {
  await gateway.close();
  proxy.close();
  await editor.undo();
}

/**
 * Lets visitors read pages, each with a moment between two pages, while somebody edits posts if asked. Returns counts of answers,
 * errors and documents, in all and from memory, and the times of answers.
 */
async function visit({ isOver, isEdited }) {
  const counts = { answers: 0, errors: 0, hits: 0, documents: 0, known: 0, edits: 0, ms: [] };
  const earlier = proxy.requests.length;
  const visitor = async () => {
    while (!isOver()) {
      await sleep(random() * 2 * options.pause * 1000);
      await ask(nextVisit(), counts);
    }
  };
  const author = async () => {
    for (; !isOver(); counts.edits += 1) {
      await editor.editTitle(anyPost());
      await sleep(options.between * 1000);
    }
  };
  const all = Array.from({ length: options.visitors }, visitor);
  await Promise.all(isEdited ? [...all, author()] : all);
  return { ...counts, requests: proxy.requests.length - earlier };
}

/**
 * Sends one operation and counts its documents. A request to WordPress is for one type, so at most as many documents came from
 * there as are in the largest places of the answer, one for each request.
 */
async function ask(operation, counts) {
  const start = performance.now();
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  });
  const { data, errors } = await response.json();
  if (errors) counts.errors += 1;
  counts.ms.push(performance.now() - start);
  const requests = Number(/"(\d+) requests"/.exec(response.headers.get('server-timing'))[1]);
  const places = [...documentsByPlace(data).values()].sort((a, b) => b - a);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  counts.answers += 1;
  counts.documents += sum(places);
  counts.known += sum(places.slice(requests));
  if (requests === 0) counts.hits += 1;
}

/** Returns the seconds after which each edit is seen, while visitors read. */
async function measureEdits() {
  const times = [];
  let isDone = false;
  const visitors = visit({ isOver: () => isDone, isEdited: false });
  try {
    for (let turn = 0; turn < options.edits; turn += 1) {
      const edit = await editor.edits[turn % editor.edits.length](anyPost());
      const start = performance.now();
      await queryUntil(edit);
      times.push((performance.now() - start) / 1000);
      await sleep(random() * 3000);
    }
  } finally {
    isDone = true;
    await visitors;
  }
  return times;
}

/** Waits until the answer to a query is as it should be after an edit. */
async function queryUntil({ query, variables, isSeen }) {
  const end = performance.now() + 60_000;
  for (;;) {
    const { data } = await queryEndpoint(gateway.endpoint, query, variables);
    if (isSeen(data)) return;
    if (performance.now() > end) throw new Error(`An edit is not seen after a minute: ${query}`);
    await sleep(100);
  }
}

function anyPost() {
  return site.posts[Math.floor(random() * random() * site.posts.length)];
}

function report(visited, unseen) {
  const share = visited.known / visited.documents;
  const longest = Math.max(...unseen);
  const percent = (value) => `${(value * 100).toFixed(1)} %`;
  saveResults('mix', {
    title: 'A realistic mix, edited behind the back of the gateway',
    notes: [
      `${visited.answers} visits by ${options.visitors} visitors, who read ${site.posts.length} posts, their lists and archives, from an empty cache on; the n-th post is read 1/n as often as the first. ${visited.edits} edits meanwhile.`,
      'A request to WordPress reads documents of one type. So at most the documents of the largest place in an answer came from there, for each request; the others count as read from memory.',
      `Edits of titles, new posts, deleted posts and renamed categories, ${unseen.length} in all, with a change feed of ${options.interval} s and nothing installed in WordPress.`,
    ],
    tables: [
      {
        title: 'Visits',
        columns: ['', 'measured'],
        rows: [
          ['documents read from memory', `${percent(share)} of ${visited.documents}`],
          ['answers from memory', percent(visited.hits / visited.answers)],
          ['answers with errors', String(visited.errors)],
          ['ms per answer', textOf(spread(visited.ms), 1)],
          [
            'requests to WordPress, change feed included',
            `${visited.requests}, ${(visited.requests / visited.answers).toFixed(2)} a visit`,
          ],
          ['seconds until an edit is seen', `${textOf(spread(unseen), 1)}, at most ${longest.toFixed(1)}`],
        ],
      },
    ],
    targets: [
      {
        target: 'realistic mix: ≥ 95 % of document reads from memory',
        measured: percent(share),
        isMet: share >= 0.95,
      },
      {
        target: 'a change in WordPress is visible within one interval + 1 s',
        measured: `${longest.toFixed(1)} s at most, interval ${options.interval} s`,
        isMet: longest <= options.interval + 1,
      },
    ],
  });
}
