// node bench/attack.mjs --url URL: attacks the gateway of a WordPress with one operation at a time, and reports what each
// costs the gateway, WordPress and another visitor. Exits with 1 if an attack exceeds a bound. Needs `npm run build`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createPressQL } from '../dist/index.js';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    only: { type: 'string', default: '' },
    hold: { type: 'string', default: '200' },
    memory: { type: 'string', default: '300' },
  },
});
if (!options.url) throw new Error('The option --url is missing: the address of a WordPress.');

const many = (count, make) => Array.from({ length: count }, (_, n) => make(n)).join(' ');
const comments = 'comments(after: "YXJyYXljb25uZWN0aW9uOjE=") { nodes { id } }';
const page = '{ posts(first: 10) { nodes { title uri author { node { name } } } } }';

/** The attacks, by what the operation contains. */
const attacks = {
  'connections inside a connection': `{ posts(first: 1000) { nodes { ${comments} } } }`,
  'ten aliases of them': `{ ${many(10, (n) => `a${n}: posts(first: 1000, where: { search: "s${n}" }) { nodes { ${comments} } }`)} }`,
  '240 aliases of them': `{ ${many(240, (n) => `a${n}: posts(first: 1000, where: { search: "s${n}" }) { nodes { ${comments} } }`)} }`,
  'Markdown under twenty aliases': `{ posts(first: 1000) { nodes { ${many(20, (n) => `m${n}: content(format: MARKDOWN)`)} } } }`,
  'all conversions of content':
    '{ posts(first: 1000) { nodes { content(format: MARKDOWN) t: content(format: TEXT) wordCount blocks(flat: true) { name text renderedHtml } images { src } links { url } headings { text } } } }',
  'raw HTML under 200 aliases': `{ posts(first: 1000) { nodes { ${many(200, (n) => `c${n}: content`)} } } }`,
  '1,000 items of 190 fields': `{ posts(first: 1000) { nodes { ${many(190, (n) => `t${n}: title`)} } } }`,
  'one item of 9,000 fields': `{ posts(first: 1) { nodes { ${many(150, (n) => `a${n}: author { node { ...F } }`)} } } } fragment F on User { ${many(50, (n) => `n${n}: name`)} }`,
  'lists inside lists': `{ posts(first: 100) { nodes { ${'author { node { posts(first: 100) { nodes { '.repeat(10)} id ${'} } } }'.repeat(10)} } } }`,
  '`__schema` a hundred times': `{ ${many(100, (n) => `s${n}: __schema { types { name fields { name type { name } } } }`)} }`,
  'lists inside introspection': `{ __schema { types { ${many(100, (n) => `f${n}: fields { name args { name } }`)} } } }`,
  'equal fields': `{ posts { nodes { ${'title '.repeat(16_000)} } } }`,
  'equal connections': `{ ${'posts { nodes { id } } '.repeat(1400)} }`,
  'fragments of fragments': `{ posts { nodes { ...F0 } } } ${many(1900, (n) => `fragment F${n} on Post { ...F${n + 1} id }`)} fragment F1900 on Post { id }`,
  'fragments that double': `{ posts { nodes { ...F0 } } } ${many(1000, (n) => `fragment F${n} on Post { ...F${n + 1} ...F${n + 1} }`)} fragment F1000 on Post { id }`,
  'unknown fields': `{ posts { nodes { ${many(9000, (n) => `x${n}`)} } } }`,
  'unknown arguments': `{ posts(${many(3000, (n) => `x${n}: 1`)}) { nodes { id } } }`,
  directives: `{ posts { nodes { title ${'@skip(if: false) '.repeat(5000)} } } }`,
  variables: `query (${many(7000, (n) => `$v${n}: Int`)}) { posts { nodes { id } } }`,
  operations: many(3000, (n) => `query Q${n} { posts { nodes { id } } }`),
  'nested lists': `{ posts(where: { in: ${'['.repeat(45_000)}${']'.repeat(45_000)} }) { nodes { id } } }`,
  'nested objects': `{ posts(where: ${'{ a: '.repeat(15_000)}1${'}'.repeat(15_000)}) { nodes { id } } }`,
  'a long string': `{ posts(where: { search: "${'x'.repeat(95_000)}" }) { nodes { id } } }`,
  'a long list': `{ posts(where: { in: [${many(15_000, (n) => n)}] }) { nodes { id } } }`,
  '200 passwords': `{ ${many(200, (n) => `p${n}: post(id: 1, idType: DATABASE_ID, password: "${n}") { id }`)} }`,
  '50 e-mails': `mutation { ${many(50, (n) => `e${n}: sendPasswordResetEmail(input: { username: "nobody${n}" }) { success }`)} }`,
};

let requests = 0;
const pressql = await createPressQL({
  url: options.url,
  onRequest: () => {
    requests += 1;
  },
  onError: () => undefined,
});
try {
  await ask(page);
  const alone = median(await series(5, () => timed(() => ask(page))));
  console.log(`Another visitor's page, alone: ${alone.toFixed(0)} ms\n`);
  console.table(await measureAll(alone));
} finally {
  await pressql.close();
}

async function measureAll(alone) {
  const rows = {};
  for (const [name, query] of Object.entries(attacks)) {
    if (!name.includes(options.only)) continue;
    const row = await measure(query);
    const isBad = row['hold ms'] > Number(options.hold) || row['memory MB'] > Number(options.memory);
    if (isBad || row['page ms'] > 3 * alone + 20) process.exitCode = 1;
    rows[name] = row;
  }
  return rows;
}

/** Runs an attack while another visitor asks for a page again and again. */
async function measure(query) {
  globalThis.gc?.();
  requests = 0;
  const before = process.memoryUsage().rss;
  let memory = before;
  const sampling = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage().rss);
  }, 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const pages = [];
  let isRunning = true;
  const attack = timed(() => ask(query)).finally(() => {
    isRunning = false;
  });
  do pages.push(await timed(() => ask(page)));
  while (isRunning);
  const ms = await attack;
  delay.disable();
  clearInterval(sampling);
  return {
    bytes: query.length,
    ms: Math.round(ms),
    'hold ms': Math.round(delay.max / 1e6),
    'memory MB': Math.round((memory - before) / 1e6),
    // The visitor's own pages are among them.
    requests,
    'page ms': Math.round(Math.max(...pages)),
  };
}

async function ask(query) {
  const response = await pressql.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  );
  return (await response.arrayBuffer()).byteLength;
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function series(count, run) {
  const results = [];
  for (let n = 0; n < count; n++) results.push(await run());
  return results;
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
