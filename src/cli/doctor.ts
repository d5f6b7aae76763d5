import { closedGrants, commandLine } from '../loading/access/closed-grants.ts';
import { type Grant, grants } from '../loading/access/grants.ts';
import { boundedRest } from '../loading/rest/bounded.ts';
import { reservedNames } from '../schema/build.ts';
import { type Ability, readAbilities } from '../site/abilities.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from '../site/discover.ts';
import { pageUrl, uriOf } from '../site/permalinks.ts';
import type { Resource } from '../site/site.ts';
import { type Document, text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { typedAddress } from '../wordpress/url.ts';

/** One thing that the doctor looked at. */
export interface Check {
  /** What was asked: `REST API`. */
  readonly ask: string;
  /** `good`, `note` where something is less than it could be, `bad` where the site can't be served so. */
  readonly verdict: 'good' | 'note' | 'bad';
  /** What was seen, in words. */
  readonly answer: string;
  /** What to do about it; null where nothing need be done. */
  readonly advice: string | null;
}

/** What the doctor is told; `now` is its stop watch, too. */
export interface DoctorOptions extends DiscoverOptions {
  /** Where the text goes: `process.stdout`. */
  readonly out: { write(text: string): unknown };
  /** Columns of the text. @default 100 */
  readonly width?: number;
}

/** Looks a site over, one check after the other as they become known. */
export async function* diagnose(address: string, options: DiscoverOptions = {}): AsyncGenerator<Check> {
  const discovery = await discoverSite(address, { ...options, reserved: reservedNames() }).catch(
    (error: unknown) => {
      if (error instanceof WordPressError) return error;
      throw error;
    },
  );
  if (discovery instanceof WordPressError) {
    yield { ask: 'REST API', verdict: 'bad', answer: discovery.message, advice: discovery.advice };
    return;
  }
  const rest = boundedRest(discovery.rest, discovery.site);
  try {
    yield* siteChecks(discovery);
    const posts = await somePosts({ ...discovery, rest });
    yield* addressChecks(discovery, posts.documents[0]);
    yield* resourceChecks(discovery);
    for (const ability of await readAbilities(rest, discovery.site, posts.documents[0]?.id ?? null)) {
      yield abilityCheck(ability);
    }
    for (const grant of await closedGrants(rest, discovery.site)) yield grantCheck(grant, address);
    yield totalCheck(posts);
    yield* speedChecks(rest, options.now ?? Date.now);
  } finally {
    rest.close();
  }
}

/** Columns of what was asked. */
const askWidth = 20;

/** Prints what {@link diagnose} sees. The exit code is 1 where the site can't be served as it is, else 0. */
export async function runDoctor(
  address: string,
  { out, width = 100, ...options }: DoctorOptions,
): Promise<number> {
  const signs = { good: '✓', note: '!', bad: '✗' } as const;
  const counts = { good: 0, note: 0, bad: 0 };
  const indent = ' '.repeat(askWidth + 3);
  for await (const { ask, verdict, answer, advice } of diagnose(address, options)) {
    counts[verdict]++;
    out.write(`${signs[verdict]} ${ask.padEnd(askWidth)} ${wrapped(answer, indent, width)}\n`);
    if (advice !== null) out.write(`${indent}→ ${wrapped(advice, `${indent}  `, width)}\n`);
  }
  out.write(`\n${summary(counts)}\n`);
  return counts.bad > 0 ? 1 : 0;
}

const howFound = {
  address: 'as given',
  header: 'named by the Link header of the page',
  element: 'named by a <link> of the page',
  guess: 'at its usual place; the pages of the site do not name it',
} as const;

const shownBy = { generator: 'its pages', assets: 'addresses of its files', feed: 'its feed' } as const;

const permalinkStyles = {
  pretty: 'pretty',
  index: 'pretty, with index.php',
  plain: 'plain, /?p=1',
} as const;

function* siteChecks({ site, findings }: Discovery): Generator<Check> {
  yield good('REST API', `${site.root.url}, ${howFound[findings.how]}`);
  for (const { message, advice } of findings.notes)
    yield { ask: 'Note', verdict: 'note', answer: message, advice };
  yield site.version === null || findings.versionFrom === null
    ? good('WordPress', 'version not shown')
    : good('WordPress', `${site.version}, shown by ${shownBy[findings.versionFrom]}`);
  if (site.name) yield good('Name', site.name);
}

/** A hundred posts of the site, and what it says of their number when it is asked for one. */
interface Posts {
  readonly documents: readonly Document[];
  readonly total: number | null;
}

async function somePosts({ rest, site }: Discovery): Promise<Posts> {
  const route = site.resources.get('post')?.route ?? '/wp/v2/posts';
  const ask = (count: number) => rest.list(route, { per_page: count, _fields: ['id', 'link'] });
  try {
    const [one, many] = await Promise.all([ask(1), ask(100)]);
    return { documents: many.documents, total: one.total };
  } catch (error) {
    if (error instanceof WordPressError) return { documents: [], total: 0 };
    throw error;
  }
}

async function* addressChecks({ rest, site }: Discovery, post: Document | undefined): AsyncGenerator<Check> {
  const style = site.permalinks === null ? 'not known' : permalinkStyles[site.permalinks];
  const link = text(post, 'link');
  if (!post || link === null) {
    yield good('Permalinks', style);
    return;
  }
  yield good('Permalinks', `${style}: ${uriOf(site, link)}`);
  const ask = 'Pages';
  const advice = '`nodeByUri` goes by slugs alone; an address that no slug names stays unknown.';
  try {
    const head = await rest.head(pageUrl(site, uriOf(site, link)));
    const names = head.route?.endsWith(`/${post.id}`);
    if (names) yield good(ask, 'say what they show (HEAD, Link header), so `nodeByUri` finds every address');
    else {
      const seen = head.isWordPress
        ? 'do not name what they show'
        : `answer HEAD with ${head.status}, no Link header`;
      yield { ask, verdict: 'note', answer: seen, advice };
    }
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    yield { ask, verdict: 'note', answer: error.message, advice };
  }
}

function* resourceChecks({ site }: Discovery): Generator<Check> {
  const all = [...site.resources.values()];
  const inGraph = ({ name, typeName, singular, plural }: Resource) =>
    `${name} (${typeName}: ${singular}, ${plural})`;
  for (const [ask, kind] of [
    ['Post types', 'content'],
    ['Taxonomies', 'term'],
  ] as const) {
    yield good(
      ask,
      all
        .filter((resource) => resource.kind === kind)
        .map(inGraph)
        .join('; '),
    );
  }
}

function abilityCheck({ what, total, error, isUsuallyClosed, advice }: Ability): Check {
  const ask = `Visitors: ${what}`;
  if (!error) return good(ask, total === null ? 'open' : `open, ${total}`);
  if (isUsuallyClosed) return good(ask, 'closed, as WordPress has it');
  return {
    ask,
    verdict: what === 'posts' ? 'bad' : 'note',
    answer: `closed: ${error.message.replace(/^GET \S+ /, '')}`,
    advice,
  };
}

function grantCheck(grant: Grant, address: string): Check {
  const { what, role } = grants[grant];
  return {
    ...good(`Grant ${grant}`, `WordPress keeps from visitors: ${what}`),
    advice: `With an application password of ${role}: ${commandLine(typedAddress(address), [grant])}`,
  };
}

function totalCheck({ documents, total }: Posts): Check {
  const ask = 'Totals';
  if (documents.length < 2) return good(ask, 'too few posts to tell whether X-WP-Total is there');
  if (total !== null && total >= documents.length) return good(ask, 'the X-WP-Total header is there');
  return {
    ask,
    verdict: 'note',
    answer: 'the X-WP-Total header is missing',
    advice:
      '`totalCount` is null, and longer lists cost a request more: let caches and proxies pass X-WP-* headers on.',
  };
}

/** Milliseconds under which a request is quick. */
const quick = 200;

async function* speedChecks(rest: Rest, now: () => number): AsyncGenerator<Check> {
  const median = async (ask: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = now();
      await ask();
      times.push(now() - start);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  try {
    const floor = await median(() => rest.get('/', { _fields: ['name'] }));
    const posts = await median(() =>
      rest.list('/wp/v2/posts', { per_page: 10, _fields: ['id', 'title', 'date', 'slug'] }),
    );
    yield {
      ask: 'Speed',
      verdict: floor > quick ? 'note' : 'good',
      answer: `${Math.round(floor)} ms a request at least, ${Math.round(posts)} ms for ten posts`,
      advice:
        floor > quick
          ? 'WordPress takes long to start: opcode cache, object cache, fewer plugins, or a gateway nearer to it.'
          : null,
    };
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    yield { ask: 'Speed', verdict: 'note', answer: error.message, advice: error.advice };
  }
}

function good(ask: string, answer: string): Check {
  return { ask, verdict: 'good', answer, advice: null };
}

function summary({ note, bad }: Record<Check['verdict'], number>): string {
  if (bad > 0) return 'This site cannot be served as it is.';
  if (note === 0) return 'All is well.';
  return `This site can be served; ${note === 1 ? 'one thing is' : `${note} things are`} worth a look.`;
}

/** A text over several lines, the further ones indented. */
function wrapped(text: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join(`\n${indent}`);
}
