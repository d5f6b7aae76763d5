import { type PrintStyle, wrapText } from '../compare/print/words.ts';
import { builtInIntegrations } from '../integrations/built-in.ts';
import { closedGrants, commandLine } from '../loading/access/closed-grants.ts';
import { type Grant, grants } from '../loading/access/grants.ts';
import { boundedRest } from '../loading/rest/bounded.ts';
import { reservedNames } from '../schema/build.ts';
import { integrationsFor } from '../schema/integration/choose.ts';
import { type Integration, IntegrationError } from '../schema/integration/contract.ts';
import { pluginContentOf, pluginFieldsOf } from '../schema/integration/document-fields.ts';
import { type Ability, readAbilities } from '../site/abilities.ts';
import { type DiscoverOptions, type Discovery, discoverSite } from '../site/discover.ts';
import { pageUrl, uriOf } from '../site/permalinks.ts';
import type { Resource } from '../site/site.ts';
import { type Paint, plainPaint } from '../values/paint.ts';
import { type Document, text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { createRequestBudget } from '../wordpress/request-budget.ts';
import type { Rest } from '../wordpress/rest.ts';
import { upstreamDefaults } from '../wordpress/upstream.ts';
import { withoutUserInfo } from '../wordpress/url.ts';
import { type Check, good } from './check.ts';
import { exampleChecks } from './example-checks.ts';
import { feedCheck } from './feed-check.ts';
import { postsPerPageCheck } from './posts-per-page-check.ts';
import { routeChecks } from './route-checks.ts';
import { speedChecks } from './speed-check.ts';
import { themeMenusCheck } from './theme-menus-check.ts';

/** Options of {@link diagnose}. `now` is also its stop watch. */
export interface DiagnoseOptions extends DiscoverOptions {
  /** Integrations of the gateway that is to serve the site. @default the built-in ones */
  readonly integrations?: readonly Integration[];
}

/** Options of {@link runDoctor}. */
export interface DoctorOptions extends DiagnoseOptions {
  /** Where to write the text: `process.stdout`. */
  readonly out: { write(text: string): unknown };
  /** Columns of the text. @default 100 */
  readonly width?: number;
  /** Colours of the text. @default none */
  readonly paint?: Paint;
  /** Whether to write the results as JSON. @default false */
  readonly isJson?: boolean;
}

/**
 * Checks what a site offers to the gateway. Yields each result as soon as it is known.
 *
 * @example
 * for await (const { topic, verdict, finding } of diagnose('https://site.example')) console.log(topic, verdict, finding);
 */
export async function* diagnose(
  address: string,
  { integrations = builtInIntegrations, ...options }: DiagnoseOptions = {},
): AsyncGenerator<Check> {
  const discovery = await discoverSite(address, {
    ...options,
    reserved: reservedNames(integrations),
    pluginFields: pluginFieldsOf(integrations),
    pluginContent: pluginContentOf(integrations),
  }).catch((error: unknown) => {
    if (error instanceof WordPressError) return error;
    throw error;
  });
  if (discovery instanceof WordPressError) {
    yield { topic: 'REST API', verdict: 'bad', finding: discovery.report, advice: discovery.advice };
    return;
  }
  const rest = boundedRest(discovery.rest, discovery.site, createRequestBudget(Number.POSITIVE_INFINITY));
  try {
    yield* siteChecks(discovery);
    const posts = await readPosts({ ...discovery, rest });
    yield* addressChecks(discovery, posts.documents[0]);
    yield* resourceChecks(discovery);
    yield* exampleChecks(discovery, pluginFieldsOf(integrations).ownFields);
    yield integrationCheck(discovery, integrations);
    yield* routeChecks(rest, discovery, options.timeout ?? upstreamDefaults.timeout);
    for (const ability of await readAbilities(rest, discovery.site, posts.documents[0]?.id ?? null)) {
      yield abilityCheck(ability);
      if (ability.subject === 'menus' && ability.error) yield await themeMenusCheck(rest, discovery.site);
      if (ability.subject === 'settings' && ability.error)
        yield await postsPerPageCheck(rest, discovery.site);
    }
    for (const grant of await closedGrants(rest, discovery.site)) yield grantCheck(grant, address);
    yield totalCheck(posts);
    yield feedCheck(rest, discovery.site);
    yield* speedChecks(rest, options.now ?? Date.now);
  } finally {
    rest.close();
  }
}

/** Columns of the topics. */
const topicWidth = 20;

/** Writes the results of {@link diagnose}. Returns the exit code: 1 if the gateway cannot serve the site, otherwise 0. */
export async function runDoctor(
  address: string,
  { out, width = 100, paint = plainPaint, isJson = false, ...options }: DoctorOptions,
): Promise<number> {
  const counts = { good: 0, note: 0, bad: 0 };
  const results: Check[] = [];
  for await (const check of diagnose(address, options)) {
    counts[check.verdict]++;
    if (isJson) results.push(check);
    else out.write(checkText(check, { paint, width }));
  }
  const isServable = counts.bad === 0;
  out.write(
    isJson ? `${JSON.stringify({ version: 1, isServable, results }, null, 2)}\n` : `\n${summary(counts)}\n`,
  );
  return isServable ? 0 : 1;
}

const signs = { good: '✓', note: '!', bad: '✗' } as const;

/** Returns a result in columns: its sign, its topic, what was found, and below it what to do. */
function checkText({ topic, verdict, finding, advice }: Check, { paint, width }: PrintStyle): string {
  const indent = ' '.repeat(topicWidth + 3);
  const prefix = `${signs[verdict]} ${topic.padEnd(topicWidth)} `;
  // The width of a line is counted without colours, so its sign gets its colour last.
  const found = wrapText(finding, prefix, indent, width).replace(signs[verdict], paint[verdict]);
  const toDo = advice === null ? '' : `${wrapText(advice, `${indent}→ `, `${indent}  `, width)}\n`;
  return `${found}\n${toDo}`;
}

const rootSources = {
  address: 'as given',
  header: 'named by the Link header of the page',
  element: 'named by a <link> of the page',
  guess: 'at its usual address; the pages of the site do not name it',
} as const;

const versionSources = {
  generator: 'its pages',
  assets: 'addresses of its files',
  feed: 'its feed',
} as const;

const permalinkStyles = {
  pretty: 'pretty',
  index: 'pretty, with index.php',
  plain: 'plain, /?p=1',
} as const;

function* siteChecks({ site, findings }: Discovery): Generator<Check> {
  yield good('REST API', `${site.root.url}, ${rootSources[findings.rootSource]}`);
  for (const { message, advice } of findings.notes)
    yield { topic: 'Note', verdict: 'note', finding: message, advice };
  yield site.version === null || findings.versionSource === null
    ? good('WordPress', 'version not shown')
    : good('WordPress', `${site.version}, shown by ${versionSources[findings.versionSource]}`);
  if (site.name) yield good('Name', site.name);
}

interface Posts {
  /** Up to a hundred posts. */
  readonly documents: readonly Document[];
  /** The total in the response to a request for one post. null if the response has none. */
  readonly total: number | null;
}

async function readPosts({ rest, site }: Pick<Discovery, 'site'> & { rest: Rest }): Promise<Posts> {
  const route = site.resources.get('post')?.route ?? '/wp/v2/posts';
  const read = (count: number) => rest.list(route, { per_page: count, _fields: ['id', 'link'] });
  try {
    const [one, many] = await Promise.all([read(1), read(100)]);
    return { documents: many.documents, total: one.total };
  } catch (error) {
    if (error instanceof WordPressError) return { documents: [], total: 0 };
    throw error;
  }
}

async function* addressChecks({ rest, site }: Discovery, post: Document | undefined): AsyncGenerator<Check> {
  const style = site.permalinks === null ? 'unknown' : permalinkStyles[site.permalinks];
  const link = text(post, 'link');
  if (!post || link === null) {
    yield good('Permalinks', style);
    return;
  }
  yield good('Permalinks', `${style}: ${uriOf(site, link)}`);
  const topic = 'Pages';
  const advice = '`nodeByUri` looks up slugs only, and does not find addresses that contain no slug.';
  try {
    const head = await rest.head(pageUrl(site, uriOf(site, link)));
    if (head.route?.endsWith(`/${post.id}`)) {
      yield good(topic, 'name their content (HEAD, Link header), so `nodeByUri` finds every address');
    } else {
      const finding = head.isWordPress
        ? 'do not name their content in a Link header'
        : `answer HEAD with ${head.status}, no Link header`;
      yield { topic, verdict: 'note', finding, advice };
    }
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    yield { topic, verdict: 'note', finding: error.report, advice };
  }
}

function* resourceChecks({ site }: Discovery): Generator<Check> {
  const resources = [...site.resources.values()];
  const describe = ({ name, typeName, singular, plural }: Resource) =>
    `${name} (${typeName}: ${singular}, ${plural})`;
  for (const [topic, kind] of [
    ['Post types', 'content'],
    ['Taxonomies', 'term'],
  ] as const) {
    yield good(
      topic,
      resources
        .filter((resource) => resource.kind === kind)
        .map(describe)
        .join('; '),
    );
  }
}

/** Names the integrations that the gateway uses on the site, and those that it does not use. */
function integrationCheck({ site }: Discovery, integrations: readonly Integration[]): Check {
  const topic = 'Integrations';
  try {
    const used = namesOf(integrationsFor(site, integrations));
    const unused = namesOf(integrations.filter(({ name }) => !used.includes(name)));
    return good(
      topic,
      [
        used.length > 0 ? used.join(', ') : 'none',
        ...(unused.length > 0 ? [`not used here: ${unused.join(', ')}`] : []),
      ].join('; '),
    );
  } catch (error) {
    if (!(error instanceof IntegrationError)) throw error;
    return {
      topic,
      verdict: 'bad',
      finding: error.message,
      advice: 'Mend the integration, or leave it out.',
    };
  }
}

function namesOf(integrations: readonly Integration[]): readonly string[] {
  return integrations.map(({ name }) => name);
}

function abilityCheck({ subject: what, total, error, isUsuallyClosed, advice }: Ability): Check {
  const topic = `Visitors: ${what}`;
  if (!error) return good(topic, total === null ? 'open' : `open, ${total}`);
  if (isUsuallyClosed) return good(topic, 'closed, which is the default of WordPress');
  return {
    topic,
    verdict: what === 'posts' ? 'bad' : 'note',
    finding: `closed: ${error.report.replace(/^GET \S+ /, '')}`,
    advice,
  };
}

function grantCheck(grant: Grant, address: string): Check {
  const { what, role } = grants[grant];
  return {
    ...good(`Grant ${grant}`, `WordPress hides from visitors: ${what}`),
    advice: `With an application password of ${role}: ${commandLine(withoutUserInfo(address), [grant])}`,
  };
}

function totalCheck({ documents, total }: Posts): Check {
  const topic = 'Totals';
  if (documents.length < 2) return good(topic, 'unknown: too few posts to check the X-WP-Total header');
  if (total !== null && total >= documents.length) return good(topic, 'the X-WP-Total header is present');
  return {
    topic,
    verdict: 'note',
    finding: 'the X-WP-Total header is missing',
    advice:
      'Configure caches and proxies to pass X-WP-* headers on. Without them `totalCount` is null, and long lists need one more request.',
  };
}

function summary({ note, bad }: Record<Check['verdict'], number>): string {
  if (bad > 0) return 'PressQL cannot serve this site until the problems marked ✗ are fixed.';
  if (note === 0) return 'PressQL can serve this site. There is nothing to improve.';
  return `PressQL can serve this site. ${note === 1 ? 'One result' : `${note} results`} marked ! could be improved.`;
}
