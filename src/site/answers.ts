import { WordPressError } from '../wordpress/errors.ts';
import type { CollectionAnswers } from './describe.ts';
import type { MenuLocations } from './menus.ts';
import type { Collection } from './resources.ts';
import type { Templates } from './templates.ts';

/** The site's answers to the requests of discovery. Each may be an error instead. */
export interface SiteAnswers {
  /** The index of the REST API. */
  readonly index: Readonly<Record<string, unknown>> | WordPressError;
  /** Answer of `/wp/v2/types`. */
  readonly types: unknown;
  /** Answer of `/wp/v2/taxonomies`. */
  readonly taxonomies: unknown;
  /** Menu locations of the theme. Null if no credential may read them. */
  readonly menuLocations: MenuLocations | null | WordPressError;
  /** Templates of the theme. Null if no credential may read them. */
  readonly templates: Templates | null | WordPressError;
}

/** A part of the site that discovery could not read. */
export interface UnreadAnswer {
  /** Message if WordPress hides it from visitors: `Post types are not shown`. */
  readonly closed: string;
  /** Message if the site failed: `Post types could not be read`. */
  readonly failed: string;
  readonly error: WordPressError;
  /** What the gateway does instead: `the earlier answer stays in use`. */
  readonly instead: string;
  /** What the operator can do if WordPress hides it. Null if nothing helps. */
  readonly advice: string | null;
}

type Row = Pick<UnreadAnswer, 'closed' | 'failed' | 'instead' | 'advice'>;

/** Messages for each answer that may be missing. */
const messages: { readonly [key in keyof SiteAnswers]: Row } = {
  index: {
    closed: 'The index of the REST API is closed',
    failed: 'The index of the REST API could not be read',
    instead: 'the gateway does not know the name and the routes of the site',
    advice: 'Let visitors read /wp-json/ itself.',
  },
  types: {
    closed: 'Post types are not shown',
    failed: 'Post types could not be read',
    instead: "the graph has only WordPress' own",
    advice: 'Let visitors read /wp/v2/types.',
  },
  taxonomies: {
    closed: 'Taxonomies are not shown',
    failed: 'Taxonomies could not be read',
    instead: "the graph has only WordPress' own",
    advice: 'Let visitors read /wp/v2/taxonomies.',
  },
  menuLocations: {
    closed: 'Menu locations are not shown',
    failed: 'Menu locations could not be read',
    instead: 'the gateway assumes the locations of most themes',
    advice: null,
  },
  templates: {
    closed: 'Templates of the theme are not shown',
    failed: 'Templates of the theme could not be read',
    instead: 'the graph knows only their file names',
    advice: null,
  },
};

/** The error for an answer that the service credential could read earlier. */
const notAnyMore = new WordPressError('forbidden', 'the service credential may not read them any more');

const earlierAnswerUsed = 'the earlier answer stays in use';

/** Returns the answers of a discovery, with earlier answers in place of errors, and a list of the errors. */
export function orEarlierAnswers(
  now: SiteAnswers,
  before: SiteAnswers | undefined,
): [SiteAnswers, readonly UnreadAnswer[]] {
  const unread: UnreadAnswer[] = [];
  const answerOf = <Key extends keyof SiteAnswers>(key: Key): SiteAnswers[Key] => {
    const [answer, earlier] = [now[key], before?.[key]];
    const isKnown = earlier !== undefined && earlier !== null && !(earlier instanceof WordPressError);
    const error = answer === null && isKnown ? notAnyMore : answer;
    if (!(error instanceof WordPressError)) return answer;
    unread.push({ ...messages[key], error, ...(isKnown ? { instead: earlierAnswerUsed } : {}) });
    return isKnown ? earlier : answer;
  };
  const answers: SiteAnswers = {
    index: answerOf('index'),
    types: answerOf('types'),
    taxonomies: answerOf('taxonomies'),
    menuLocations: answerOf('menuLocations'),
    templates: answerOf('templates'),
  };
  return [answers, unread];
}

/**
 * Returns the answers about collections, with earlier answers in place of errors, and a list of the errors. An earlier
 * sample document stays in use if there is no new one, because it shows which fields plugins add.
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
        instead: isKept ? earlierAnswerUsed : 'fields without a schema are missing until then',
        advice: `Let visitors read ${route}.`,
      });
    }
    return [[name, { description, sample }]];
  });
  return [new Map(seen), unread];
}

/** Returns whether the site failed, and did not just hide something. */
export function isSiteFailure({ kind }: WordPressError): boolean {
  return kind !== 'forbidden' && kind !== 'not-found';
}
