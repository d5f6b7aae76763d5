import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { dateOf } from '../../loading/pages/sort.ts';
import { termsPath } from '../../site/overlaps.ts';
import type { Resource } from '../../site/site.ts';
import { type Document, integers } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import type { Query } from '../../wordpress/rest.ts';
import { InputError } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** A direction in time, with the parameter and the order of REST that lead into it. */
interface Direction {
  readonly bound: 'after' | 'before';
  readonly order: 'asc' | 'desc';
  readonly word: string;
}

const directions: Readonly<Record<'next' | 'previous', Direction>> = {
  next: { bound: 'after', order: 'asc', word: 'newer' },
  previous: { bound: 'before', order: 'desc', word: 'older' },
};

/**
 * Returns `next` and `previous`, in the names of WPGraphQL Next-Previous Post: the content of the same type that was published
 * after and before this one. The arguments are those of WordPress' `get_next_post()`.
 */
export function adjacentFields(t: EntityFields, graph: Graph, resource: Resource): FieldMap {
  const taxonomies = resource.linked.flatMap((name) => graph.site.resources.get(name) ?? []);
  const fieldOf = (direction: Direction) =>
    t.field({
      type: graph.objectType(resource),
      description: `The next ${direction.word} document of the type (beyond WPGraphQL). Null if there is none.`,
      args:
        taxonomies.length === 0
          ? {}
          : {
              inSameTerm: t.arg.boolean({
                description: 'Whether both documents must have a term in common. Default: false.',
              }),
              taxonomy: t.arg({
                type: enumNamed(graph, 'TaxonomyEnum'),
                description: 'The taxonomy of `inSameTerm` and `excludedTerms`. Default: CATEGORY.',
              }),
              excludedTerms: t.arg.idList({
                description: 'Ids of terms that the other document may not have.',
              }),
            },
      reads: (args) => ['date', ...termPathsOf(args, resource, taxonomies)],
      resolve: (entity, args, { loaders }, info) =>
        findAdjacent(entity, direction, {
          loaders,
          paths: projectionOf(info, resource.typeName).paths,
          terms: termFilter(entity, args, taxonomies),
        }),
    });
  return { next: fieldOf(directions.next), previous: fieldOf(directions.previous) };
}

/** The arguments of a type with taxonomies. */
interface TermArguments {
  readonly inSameTerm?: boolean | null | undefined;
  readonly taxonomy?: string | null | undefined;
  readonly excludedTerms?: readonly (string | number)[] | null | undefined;
}

/** The taxonomy of WordPress' `get_next_post()` if none is named. */
const defaultTaxonomy = 'category';

function taxonomyOf({ taxonomy }: TermArguments, taxonomies: readonly Resource[]): Resource {
  const name = taxonomy ?? defaultTaxonomy;
  const found = taxonomies.find((each) => each.name === name);
  if (found) return found;
  throw new InputError(
    `\`taxonomy\` must be one of the type: ${taxonomies.map((each) => each.typeName.toUpperCase()).join(', ')}.`,
  );
}

function termPathsOf(args: TermArguments, resource: Resource, taxonomies: readonly Resource[]) {
  const taxonomy = taxonomies.find(({ name }) => name === (args.taxonomy ?? defaultTaxonomy));
  return args.inSameTerm && taxonomy ? [termsPath(resource, taxonomy)] : [];
}

/** Returns the REST parameters for the terms. Returns null if no document can match, as a document without terms has no neighbour. */
function termFilter(
  { document, resource }: Entity,
  args: TermArguments,
  taxonomies: readonly Resource[],
): Query | null {
  const excluded = (args.excludedTerms ?? []).map((id) => toDatabaseId(id, 'excludedTerms'));
  if (!args.inSameTerm && excluded.length === 0) return {};
  const taxonomy = taxonomyOf(args, taxonomies);
  const shared = integers(document, termsPath(resource, taxonomy)).filter((id) => !excluded.includes(id));
  if (args.inSameTerm && shared.length === 0) return null;
  return {
    ...(args.inSameTerm ? { [taxonomy.restBase]: shared } : {}),
    ...(excluded.length > 0 ? { [`${taxonomy.restBase}_exclude`]: excluded } : {}),
  };
}

interface Search {
  readonly loaders: Loaders;
  readonly paths: Paths;
  readonly terms: Query | null;
}

/** Documents that the first request reads: the neighbour, and one that may have the date of the document itself. */
const usual = 2;

/** Documents that a second request reads if many have the date of the document. */
const mostOfOneSecond = 100;

/**
 * Returns the published document with the next date. Of documents of one second, that with the next id, as in WordPress 6.9. One
 * request reads it, unless many documents have the date.
 */
async function findAdjacent(entity: Entity, direction: Direction, search: Search): Promise<Entity | null> {
  const { resource, document } = entity;
  const own = dateOf(document, 'date');
  if (search.terms === null || own === null) return null;
  const { bound, order } = direction;
  const sign = order === 'asc' ? 1 : -1;
  const read = async (count: number) => {
    const { documents } = await search.loaders.rest.list(resource.route, {
      ...search.terms,
      // REST leaves out the bound itself, so the bound is a second behind.
      [bound]: shifted(own, -sign),
      exclude: [document.id],
      orderby: 'date',
      order,
      per_page: count,
      _fields: [...union(search.paths, ['id', 'date'])],
    });
    return documents;
  };
  let documents = await read(usual);
  const [, last] = documents;
  if (last && dateOf(last, 'date') === own) documents = await read(mostOfOneSecond);
  const [found] = documents
    .filter((other) => sign * compareInTime(other, document) > 0)
    .sort((a, b) => sign * compareInTime(a, b));
  return found ? { resource, document: found } : null;
}

/** Returns a negative number if the first document is the older one. Of documents of one second, the lower id is older. */
function compareInTime(a: Document, b: Document): number {
  const dateA = dateOf(a, 'date') ?? '';
  const dateB = dateOf(b, 'date') ?? '';
  if (dateA === dateB) return a.id - b.id;
  return dateA < dateB ? -1 : 1;
}

/** Returns a date of WordPress (`2026-05-01T10:00:00`, without a time zone) some seconds later. */
function shifted(date: string, seconds: number): string {
  const moved = new Date(`${date}Z`);
  moved.setUTCSeconds(moved.getUTCSeconds() + seconds);
  return moved.toISOString().slice(0, 19);
}
