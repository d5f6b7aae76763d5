import type { Rest } from '../wordpress/client.ts';
import { type Document, isRecord, valueAt } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { isUnexplained, type Known } from './custom-fields.ts';
import type { Collection } from './resources.ts';

/**
 * What all collections say of their documents, and one document of each: the index in its `help` context, of
 * which `_fields` keeps the schemas alone (16 KB of 540 on a stock site), and a small request a collection, since
 * fields without a schema show in documents only. WordPress before 5.3 takes no such `_fields`, some sites block the
 * index, and some plugins (ACF) add to a schema only when its own route is asked: there routes are asked by `OPTIONS`.
 *
 * @param taxonomies - keys under which content carries its terms
 */
export async function describeAll(
  rest: Rest,
  rows: readonly Collection[],
  taxonomies: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Known>> {
  const [help, ...samples] = await Promise.all([
    orBlocked(rest.get('/', { context: 'help', _fields: rows.map(({ route }) => `routes.${route}.schema`) })),
    ...rows.map((row) => sampleOf(rest, row)),
  ]);
  const first = rows.map((row, index): readonly [Collection, Known] => {
    const description = valueAt(help, 'routes', row.route);
    const isDescribed = isRecord(valueAt(description, 'schema', 'properties'));
    return [row, { description: isDescribed ? description : null, sample: samples[index] ?? null }];
  });
  const isHalf = first.some(([row, known]) => isUnexplained(row, known, taxonomies));
  const all = await Promise.all(
    first.map(async ([row, known]): Promise<[string, Known]> => {
      if (known.description !== null && !isHalf) return [row.name, known];
      const description = shown(await orBlocked(rest.describe(row.route)));
      return [row.name, isRecord(description) ? { ...known, description } : known];
    }),
  );
  return new Map(all);
}

/** What a site answered, or the error by which it keeps it to itself. */
export async function orBlocked(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: unknown) => {
    if (error instanceof WordPressError && isBlocked(error)) return error;
    throw error;
  });
}

/** An answer, null for one that the site keeps to itself. */
export function shown(answer: unknown): unknown {
  return answer instanceof WordPressError ? null : answer;
}

/** Whether a site refuses, rather than fails to answer. */
function isBlocked({ kind }: WordPressError): boolean {
  return /^(forbidden|not-found|invalid|invalid-answer|login-required|redirected|rest-off)$/.test(kind);
}

/**
 * The newest document, in the `embed` context: the one in which WordPress shows least of its own, and still all
 * fields without a schema. Null where there is none, or where the route is broken.
 */
async function sampleOf(rest: Rest, { route }: Collection): Promise<Document | null> {
  try {
    const { documents } = await rest.list(route, { per_page: 1, context: 'embed' });
    return documents[0] ?? null;
  } catch (error) {
    if (error instanceof WordPressError && (isBlocked(error) || error.kind === 'server')) return null;
    throw error;
  }
}
