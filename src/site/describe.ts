import { isRecord, valueAt } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import { list } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type CollectionEvidence, hasUndescribedFields } from './custom-fields.ts';
import { valueOrError, withTimeout } from './outcomes.ts';
import type { Collection } from './resources.ts';
import { fetchSamples, type SampleAnswer } from './samples.ts';

type Description = Readonly<Record<string, unknown>> | WordPressError;

/** What was seen of a collection: the answers, or the errors that came instead. */
export interface CollectionAnswers {
  /** What the route says of its documents. */
  readonly description: Description;
  /** Missing where no document was asked for. */
  readonly sample?: SampleAnswer | undefined;
}

/** How collections are described. */
export interface DescribeOptions {
  /** Keys of documents that no schema describes: those of terms, and some of plugins. */
  readonly withoutSchema: ReadonlySet<string>;
  /** Names of types and taxonomies that one search covers. */
  readonly searchable: ReadonlySet<string>;
  /** Milliseconds in which samples have to come, and as many again for what only routes by themselves say. */
  readonly stepTimeout: number;
}

/** Up to so many collections, all are asked by `OPTIONS` where some plugin adds to schemas only then. */
const few = 30;

/**
 * What all collections say of their documents, and one document of each: the index in its `help` context, of
 * which `_fields` keeps the schemas alone (16 KB of 540 on a stock site), and samples, since fields without a schema
 * show in documents only. WordPress before 5.3 takes no such `_fields`, some sites block the index, and some plugins
 * add to a schema only when its own route is asked: there routes are asked by `OPTIONS`. Nothing that a site
 * refuses, breaks or keeps waiting for makes this reject.
 *
 * @param rows - those whose samples matter most first
 */
export async function describeCollections(
  rest: Rest,
  rows: readonly Collection[],
  { withoutSchema, searchable, stepTimeout }: DescribeOptions,
): Promise<ReadonlyMap<string, CollectionAnswers>> {
  const [descriptions, samples] = await Promise.all([
    withTimeout(stepTimeout, (signal) => readHelp(rest, rows, signal)),
    withTimeout(stepTimeout, (signal) => fetchSamples(rest, rows, { searchable, signal })),
  ]);
  const isShort = (row: Collection) => {
    const known = { description: descriptions.get(row.route), sample: shownSample(samples.get(row.name)) };
    return hasUndescribedFields(row, known, withoutSchema);
  };
  const short = rows.filter(isShort);
  const isHalf = short.length > 0 && rows.length <= few;
  const asked = rows.filter((row) => isHalf || short.includes(row) || !descriptions.has(row.route));
  const own = await withTimeout(stepTimeout, (signal) =>
    Promise.all(
      asked.map(async ({ route }): Promise<[string, Description]> => {
        const answer = await valueOrError(rest.describe(route, { signal }));
        if (answer instanceof WordPressError) return [route, answer];
        return [route, isRecord(answer) && saysAnything(answer) ? answer : nothingSaid(route)];
      }),
    ),
  );
  const byOptions = new Map(own);
  return new Map(
    rows.map(({ name, route }): [string, CollectionAnswers] => {
      const [asked, helped] = [byOptions.get(route), descriptions.get(route)];
      const isRead = asked !== undefined && !(asked instanceof WordPressError);
      const isBetter = isRead && (helped === undefined || hasSchema(asked));
      const description = (isBetter ? asked : helped) ?? asked ?? nothingSaid(route);
      return [name, { description, sample: samples.get(name) }];
    }),
  );
}

/** What is known of a collection's documents, as far as anything was answered. */
export function evidenceOf(seen: CollectionAnswers | undefined): CollectionEvidence {
  const { description = null, sample } = seen ?? {};
  return {
    description: description instanceof WordPressError ? null : description,
    sample: shownSample(sample),
  };
}

function shownSample(sample: SampleAnswer | undefined): CollectionEvidence['sample'] {
  return sample instanceof WordPressError ? null : (sample ?? null);
}

function hasSchema(description: unknown): boolean {
  return isRecord(valueAt(description, 'schema', 'properties'));
}

/** Whether an answer to `OPTIONS` describes a route: its documents, or its parameters. */
function saysAnything(answer: unknown): boolean {
  return hasSchema(answer) || list(answer, 'endpoints').length > 0;
}

function nothingSaid(route: string): WordPressError {
  return new WordPressError('invalid-answer', `OPTIONS ${route} says nothing of its documents.`);
}

type Descriptions = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Descriptions by their routes, as far as the index gives schemas. */
async function readHelp(rest: Rest, rows: readonly Collection[], signal: AbortSignal): Promise<Descriptions> {
  const parts: string[][] = [[]];
  for (const { route } of rows) {
    const part = parts.at(-1) ?? [];
    const isFull = part.length > 0 && [...part, route].map(fieldOf).join().length > limits.maxFieldsLength;
    if (isFull) parts.push([route]);
    else part.push(route);
  }
  const answers = await Promise.all(parts.map((part) => readPart(rest, part, signal)));
  return new Map(answers.flatMap((each) => [...each]));
}

function fieldOf(route: string): string {
  return `routes.${route}.schema`;
}

/** Statuses by which servers and firewalls refuse long addresses. */
const tooLong = [400, 403, 413, 414, 431];

/** Schemas of some routes by one request; by two, where the address is too long for something before WordPress. */
async function readPart(rest: Rest, routes: readonly string[], signal: AbortSignal): Promise<Descriptions> {
  if (routes.length === 0) return new Map();
  const answer = await valueOrError(
    rest.get('/', { context: 'help', _fields: routes.map(fieldOf) }, { signal }),
  );
  if (answer instanceof WordPressError) {
    const { status = 0, restCode } = answer.details;
    // What WordPress itself refuses has a code of its own.
    if (restCode !== undefined || !tooLong.includes(status) || routes.length === 1) return new Map();
    const half = Math.ceil(routes.length / 2);
    const halves = [routes.slice(0, half), routes.slice(half)];
    const answers = await Promise.all(halves.map((part) => readPart(rest, part, signal)));
    return new Map(answers.flatMap((each) => [...each]));
  }
  return new Map(
    routes.flatMap((route) => {
      const description = valueAt(answer, 'routes', route);
      return isRecord(description) && hasSchema(description) ? [[route, description] as const] : [];
    }),
  );
}
