import { WordPressError } from '../wordpress/errors.ts';
import type { CollectionAnswers } from './describe.ts';
import type { MenuLocations } from './menus.ts';
import type { Collection } from './resources.ts';
import type { Templates } from './templates.ts';

/** What a site answered to a look, or the errors that came instead. */
export interface SiteAnswers {
  /** The index of the REST API. */
  readonly index: Readonly<Record<string, unknown>> | WordPressError;
  /** Answer of `/wp/v2/types`. */
  readonly types: unknown;
  /** Answer of `/wp/v2/taxonomies`. */
  readonly taxonomies: unknown;
  /** Places of the theme for menus; null where nobody may be asked. */
  readonly menuLocations: MenuLocations | null | WordPressError;
  /** Null where nobody may be asked. */
  readonly templates: Templates | null | WordPressError;
}

/** Something that could not be read. */
export interface UnreadAnswer {
  /** What it is, and that visitors don't get it: `Post types are not shown`. */
  readonly closed: string;
  /** What it is, and that the site failed: `Post types could not be read`. */
  readonly failed: string;
  readonly error: WordPressError;
  /** What the gateway does about it: "what was seen before is kept". */
  readonly instead: string;
  /** What helps where visitors don't get it. */
  readonly advice: string | null;
}

type Row = Pick<UnreadAnswer, 'closed' | 'failed' | 'instead' | 'advice'>;

/** What is said where an answer is missing. */
const missing: { readonly [key in keyof SiteAnswers]: Row } = {
  index: {
    closed: 'The index of the REST API is closed',
    failed: 'The index of the REST API could not be read',
    instead: 'the name of the site and its routes are not known',
    advice: 'Let visitors read /wp-json/ itself.',
  },
  types: {
    closed: 'Post types are not shown',
    failed: 'Post types could not be read',
    instead: "only WordPress' own are served",
    advice: 'Let visitors read /wp/v2/types.',
  },
  taxonomies: {
    closed: 'Taxonomies are not shown',
    failed: 'Taxonomies could not be read',
    instead: "only WordPress' own are served",
    advice: 'Let visitors read /wp/v2/taxonomies.',
  },
  menuLocations: {
    closed: 'Places of menus are not shown',
    failed: 'Places of menus could not be read',
    instead: 'they are taken to be those that most themes have',
    advice: null,
  },
  templates: {
    closed: 'Templates of the theme are not shown',
    failed: 'Templates of the theme could not be read',
    instead: 'they are known by their files alone',
    advice: null,
  },
};

/** What whoever was asked before may not be told any more. */
const noLonger = new WordPressError('forbidden', 'the service credential may not read them any more');

const kept = 'what was seen before is kept';

/** Answers to a look, with those to an earlier one in the place of errors. */
export function orEarlierAnswers(
  now: SiteAnswers,
  before: SiteAnswers | undefined,
): [SiteAnswers, readonly UnreadAnswer[]] {
  const unread: UnreadAnswer[] = [];
  const keep = <Key extends keyof SiteAnswers>(key: Key): SiteAnswers[Key] => {
    const [answer, earlier] = [now[key], before?.[key]];
    const isKnown = earlier !== undefined && earlier !== null && !(earlier instanceof WordPressError);
    const error = answer === null && isKnown ? noLonger : answer;
    if (!(error instanceof WordPressError)) return answer;
    unread.push({ ...missing[key], error, ...(isKnown ? { instead: kept } : {}) });
    return isKnown ? earlier : answer;
  };
  const answers: SiteAnswers = {
    index: keep('index'),
    types: keep('types'),
    taxonomies: keep('taxonomies'),
    menuLocations: keep('menuLocations'),
    templates: keep('templates'),
  };
  return [answers, unread];
}

/**
 * What was seen of collections, with what an earlier look saw in the place of errors. A document of a collection that has
 * none now, or that was not asked for one, is still the one that was seen last: it tells what fields the site adds.
 */
export function orEarlierCollections(
  rows: readonly Collection[],
  now: ReadonlyMap<string, CollectionAnswers>,
  before: ReadonlyMap<string, CollectionAnswers> | undefined,
): [ReadonlyMap<string, CollectionAnswers>, readonly UnreadAnswer[]] {
  const unread: UnreadAnswer[] = [];
  const seen = rows.flatMap(({ name, route }): (readonly [string, CollectionAnswers])[] => {
    const [fresh, earlier] = [now.get(name), before?.get(name)];
    if (!fresh) return [];
    const isLost = fresh.description instanceof WordPressError;
    const description = isLost && earlier ? earlier.description : fresh.description;
    const isRead = fresh.sample && !(fresh.sample instanceof WordPressError);
    const isKept = !isRead && Boolean(earlier?.sample) && !(earlier?.sample instanceof WordPressError);
    const sample = isKept ? earlier?.sample : fresh.sample;
    if (fresh.sample instanceof WordPressError && (isKept || isSiteFailure(fresh.sample))) {
      unread.push({
        closed: `Documents of ${route} are not shown`,
        failed: `Documents of ${route} could not be read`,
        error: fresh.sample,
        instead: isKept ? kept : 'fields that no schema names are missing until they are',
        advice: `Let visitors read ${route}.`,
      });
    }
    return [[name, { description, sample }]];
  });
  return [new Map(seen), unread];
}

/** Whether a site failed to answer, rather than kept something to itself. */
export function isSiteFailure({ kind }: WordPressError): boolean {
  return kind !== 'forbidden' && kind !== 'not-found';
}
