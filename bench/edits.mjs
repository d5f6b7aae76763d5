// node bench/edits.mjs --url URL --dir FOLDER: edits WordPress in every way, behind the back of two gateways, while visitors
// read everything. Measures how long each edit stays unseen in each place. FOLDER is that of bench/site.mjs.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runPhp } from '../tools/stack/wordpress.mjs';
import { editsOf } from './edits/rows.mjs';
import { cleanUp, plugin, setUp } from './edits/site.mjs';
import { startGateway } from './gateway.mjs';
import { readOptions } from './options.mjs';
import { saveResults } from './results.mjs';

const options = readOptions({
  dir: undefined,
  redis: undefined,
  user: undefined,
  only: '',
  longest: 60,
  interval: 5,
  readers: 4,
});
const php = (code) => runPhp({ dir: options.dir }, { name: 'bench', port: new URL(options.url).port }, code);
const pluginFile = join(options.dir, 'wordpress/wp-content/mu-plugins/edits.php');
writeFileSync(pluginFile, plugin);
php(cleanUp());
const facts = JSON.parse(php(setUp));
const feed = ['--feed', `${options.interval * 1000}`, '--log', 'none', '--grants', 'menus,settings'];
const env = {
  ...process.env,
  PRESSQL_SERVICE_CREDENTIAL: options.user,
  ...(options.redis && { PRESSQL_REDIS: options.redis }),
};
const gateways = [];
let isOver = false;
try {
  for (let number = 0; number < 2; number++) gateways.push(await startGateway(options.url, feed, { env }));
  const readers = Array.from({ length: options.readers }, (_, index) => readAll(gateways[index % 2]));
  const rows = [];
  for (const edit of editsOf(facts).filter(isChosen)) {
    rows.push(await measure(edit));
    console.log(lineOf(rows.at(-1)));
  }
  isOver = true;
  await Promise.all(readers);
  if (options.only === '') report(rows);
} finally {
  isOver = true;
  for (const gateway of gateways) await gateway.close();
  php(cleanUp(facts));
  rmSync(pluginFile);
}

function isChosen({ name, within = 0 }) {
  return name.includes(options.only) && within <= options.longest;
}

/** Reads all kinds of documents again and again, as visitors of a busy site do. */
async function readAll(gateway) {
  const queries = [
    '{ posts(first: 10) { nodes { title author { node { name } } categories { nodes { name } } tags { nodes { name } } featuredImage { node { sourceUrl } } } } }',
    '{ pages(first: 10) { nodes { title } } comments(first: 10) { nodes { content } } }',
    '{ generalSettings { title } menus(first: 10) { nodes { name menuItems { nodes { label } } } } }',
  ];
  while (!isOver) for (const query of queries) await ask(gateway, query).then(() => sleep(300));
}

/** Returns the answer to a query as text. Asks again if the gateway has just closed the idle connection. */
async function ask({ endpoint }, query) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  };
  for (let tries = 3; ; tries -= 1) {
    try {
      return await (await fetch(endpoint, init)).text();
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(50);
    }
  }
}

/** Edits WordPress. Returns the milliseconds until each place shows the edit at each gateway. */
async function measure({ name, php: code, places, within }) {
  const waits = gateways.flatMap((gateway, index) =>
    places.flatMap(({ place, query, isSeen }) => [
      { at: index, place, gateway, isSeen, next: () => query },
      // Another text of the query each time: the documents are cached, and the answer is not.
      {
        at: index,
        place: `${place}, unseen text`,
        gateway,
        isSeen,
        next: () => `${query} # ${Math.random()}`,
      },
    ]),
  );
  const before = await Promise.all(waits.map(({ gateway, next }) => ask(gateway, next())));
  await sleep(options.interval * 1000);
  await Promise.all(waits.map(({ gateway, next }) => ask(gateway, next())));
  const already = waits.flatMap(({ place, isSeen }, index) => (isSeen(before[index]) ? place : []));
  if (already.length > 0)
    console.log(`  ${name}: already so: ${[...new Set(already)].join('; ')}: ${before[0].slice(0, 200)}`);
  php(code);
  const start = performance.now();
  const limit = (within ?? options.interval + 1) + 30;
  const seen = await Promise.all(
    waits.map(async ({ at, place, gateway, isSeen, next }) => {
      for (;;) {
        const answer = await ask(gateway, next());
        const seconds = (performance.now() - start) / 1000;
        if (isSeen(answer)) return { at, place, seconds };
        if (seconds > limit) return { at, place, seconds: Number.POSITIVE_INFINITY, answer };
        await sleep(200);
      }
    }),
  );
  const latest = seen.reduce((one, other) => (other.seconds > one.seconds ? other : one));
  return { name, seen, latest, within: within ?? options.interval + 1 };
}

function lineOf({ name, seen, latest, within }) {
  const isMet = latest.seconds <= within;
  const never = seen.filter(({ seconds }) => seconds === Number.POSITIVE_INFINITY);
  const why =
    never.length > 0
      ? ` NEVER ${never.map(({ at, place }) => `${at} ${place}`).join('; ')}: ${never[0].answer.slice(0, 200)}`
      : '';
  return `${isMet ? 'ok  ' : 'LATE'} ${name}: ${latest.seconds.toFixed(1)} of ${within} s (${latest.place}, ${latest.at})${why}`;
}

function report(rows) {
  const late = rows.filter(({ latest, within }) => latest.seconds > within);
  saveResults('edits', {
    title: 'Edits behind the back of the gateway',
    notes: [
      `Two gateways${options.redis ? ' that share Redis' : ''}, a change feed of ${options.interval} s, grants for menus and settings, nothing installed in WordPress. ${options.readers} visitors read all kinds of documents meanwhile.`,
      'Each place was asked for at both gateways, with one text of the query (whole answers) and with another text each time (documents). The table shows the place that showed the edit last.',
    ],
    tables: [
      {
        title: 'Seconds until an edit is seen',
        columns: ['edit', 'places', 'last seen', 'after', 'promised'],
        rows: rows.map(({ name, seen, latest, within }) => [
          name,
          String(new Set(seen.map(({ place }) => place.replace(', unseen text', ''))).size),
          latest.place,
          latest.seconds.toFixed(1),
          String(within),
        ]),
      },
    ],
    targets: [
      {
        target:
          'every edit is visible at each instance within one interval + 1 s, or within the documented age',
        measured: `${rows.length - late.length} of ${rows.length} kinds${late.length > 0 ? `, not: ${late.map(({ name }) => name).join(', ')}` : ''}`,
        isMet: late.length === 0,
      },
    ],
  });
}
