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

/** The site's answers about a collection. Each may be an error instead. */
export interface CollectionAnswers {
  /** The description of the route, with the JSON schema of its documents. */
  readonly description: Description;
  /** A document of the collection. Undefined if discovery did not request one. */
  readonly sample?: SampleAnswer | undefined;
}

/** Options of {@link describeCollections}. */
export interface DescribeOptions {
  /** Keys of documents that no schema describes: those of terms, and some of plugins. */
  readonly withoutSchema: ReadonlySet<string>;
  /** Names of the types and taxonomies that one request to `/wp/v2/search` covers. */
  readonly searchable: ReadonlySet<string>;
  /** Milliseconds for schemas and samples, and again for the `OPTIONS` requests after them. */
  readonly stepTimeout: number;
}

/** Collections up to which discovery sends `OPTIONS` to each if a plugin completes schemas only there. */
const maxOptionsForAll = 30;

/**
 * Reads the schemas of all collections, and one document of each, because fields without a schema appear only in
 * documents. The schemas come from the index in its `help` context. `_fields` reduces it to the schemas, 16 of 540 KB on a
 * stock site. Sends `OPTIONS` to the routes if the index has no schemas (WordPress before 5.3, or a closed index), or if a
 * plugin completes schemas only there. Returns errors of the site as values and does not reject with them.
 *
 * @param rows - the collections, those with the most important samples first
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
  const isIncomplete = (row: Collection) => {
    const known = { description: descriptions.get(row.route), sample: readableSample(samples.get(row.name)) };
    return hasUndescribedFields(row, known, withoutSchema);
  };
  const incomplete = rows.filter(isIncomplete);
  const asksAll = incomplete.length > 0 && rows.length <= maxOptionsForAll;
  const toRequest = rows.filter((row) => asksAll || incomplete.includes(row) || !descriptions.has(row.route));
  const descriptionsByOptions = await withTimeout(stepTimeout, (signal) =>
    Promise.all(
      toRequest.map(async ({ route }): Promise<[string, Description]> => {
        const answer = await valueOrError(rest.describe(route, { signal }));
        if (answer instanceof WordPressError) return [route, answer];
        return [route, isRecord(answer) && hasDescription(answer) ? answer : noDescription(route)];
      }),
    ),
  );
  const byOptions = new Map(descriptionsByOptions);
  return new Map(
    rows.map(({ name, route }): [string, CollectionAnswers] => {
      const [fromOptions, fromIndex] = [byOptions.get(route), descriptions.get(route)];
      const isRead = fromOptions !== undefined && !(fromOptions instanceof WordPressError);
      const isBetter = isRead && (fromIndex === undefined || hasSchema(fromOptions));
      const description = (isBetter ? fromOptions : fromIndex) ?? fromOptions ?? noDescription(route);
      return [name, { description, sample: samples.get(name) }];
    }),
  );
}

/** Returns the description and sample of a collection. Each is null if it is missing or an error. */
export function evidenceOf(seen: CollectionAnswers | undefined): CollectionEvidence {
  const { description = null, sample } = seen ?? {};
  return {
    description: description instanceof WordPressError ? null : description,
    sample: readableSample(sample),
  };
}

function readableSample(sample: SampleAnswer | undefined): CollectionEvidence['sample'] {
  return sample instanceof WordPressError ? null : (sample ?? null);
}

function hasSchema(description: unknown): boolean {
  return isRecord(valueAt(description, 'schema', 'properties'));
}

/** Returns whether an answer to `OPTIONS` describes the documents or parameters of a route. */
function hasDescription(answer: unknown): boolean {
  return hasSchema(answer) || list(answer, 'endpoints').length > 0;
}

function noDescription(route: string): WordPressError {
  return new WordPressError('invalid-answer', `OPTIONS ${route} does not describe its documents.`);
}

type Descriptions = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Reads the descriptions in the index. Returns those with schemas, by their routes. */
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

/** Status codes with which servers and firewalls refuse long URLs. */
const longUrlStatuses = [400, 403, 413, 414, 431];

/** Reads the schemas of some routes with one request. Halves the list if a server or firewall refuses the long URL. */
async function readPart(rest: Rest, routes: readonly string[], signal: AbortSignal): Promise<Descriptions> {
  if (routes.length === 0) return new Map();
  const answer = await valueOrError(
    rest.get('/', { context: 'help', _fields: routes.map(fieldOf) }, { signal }),
  );
  if (answer instanceof WordPressError) {
    const { status = 0, restCode } = answer.details;
    // An error with a REST code comes from WordPress, not from a server before it.
    if (restCode !== undefined || !longUrlStatuses.includes(status) || routes.length === 1) return new Map();
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
