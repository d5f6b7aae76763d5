import { isRecord } from '../values/json.ts';
import { list, text } from '../wordpress/document.ts';
import { builtInRoutes, type Collection, type CollectionSources, isInternal } from './resources.ts';
import { isReachable, routeOf } from './routes.ts';

/** A post type or taxonomy that the REST API names and the graph can't have. */
export interface OmittedType {
  /** WordPress' own name. */
  readonly name: string;
  /** Why it isn't in the graph, as the end of a sentence: "there is no route for it". */
  readonly reason: string;
  /** What the operator can do. */
  readonly advice: string;
}

/** Post types and taxonomies that `/wp/v2/types` and `/wp/v2/taxonomies` name and that aren't among the collections. */
export function omittedTypes(
  sources: CollectionSources,
  collections: readonly Collection[],
): readonly OmittedType[] {
  const entries = [
    ...entriesOf('content', sources.types, sources),
    ...entriesOf('term', sources.taxonomies, sources),
  ];
  return entries.flatMap((entry): OmittedType[] => {
    const collection = collections.find(({ name }) => name === entry.name);
    if (collection?.kind === entry.kind || isInternal(entry.name)) return [];
    return [
      { name: entry.name, ...reasonOf(entry, collection, { entries, taxonomies: sources.taxonomies }) },
    ];
  });
}

interface Entry {
  readonly kind: 'content' | 'term';
  readonly name: string;
  readonly restBase: string;
  readonly route: string | null;
}

function entriesOf(kind: Entry['kind'], answer: unknown, { routes }: CollectionSources): readonly Entry[] {
  if (!isRecord(answer)) return [];
  return Object.entries(answer).flatMap(([key, entry]): Entry[] => {
    const name = text(entry, 'slug') ?? key;
    if (!isRecord(entry)) return [];
    const restBase = text(entry, 'rest_base') || name;
    return [{ kind, name, restBase, route: routeOf(entry, name, routes) }];
  });
}

function reasonOf(
  { name, restBase, route }: Entry,
  other: Collection | undefined,
  { entries, taxonomies }: { entries: readonly Entry[]; taxonomies: unknown },
): Omit<OmittedType, 'name'> {
  if (other) {
    return {
      reason: `another type or taxonomy has the name "${name}", too`,
      advice: 'Register one of them with another name.',
    };
  }
  if (route === null) {
    return {
      reason: `the REST API has no route for it (its rest_base is "${restBase}")`,
      advice: 'Register it with a plain rest_base, or look for a plugin that takes its route away.',
    };
  }
  if (!isReachable(route)) {
    return {
      reason: `WordPress takes its route, ${route}, for a pattern that the route itself doesn't match`,
      advice: 'Register it with a rest_base of letters, digits and hyphens.',
    };
  }
  const [first] = entries.filter((other) => other.route === route && other.name !== name);
  if (first || builtInRoutes.includes(route)) {
    return {
      reason: `${first ? `"${first.name}"` : 'WordPress itself'} has its route, ${route}, too, and WordPress answers for that one`,
      advice: `Register it with another rest_base than "${restBase}".`,
    };
  }
  const taker = takerOfIds(name, taxonomies);
  if (taker !== undefined) {
    return {
      reason: `documents of ${route} have terms of the taxonomy "${taker}" in place of their ids`,
      advice: `Register "${taker}" with another rest_base than "id".`,
    };
  }
  return {
    reason: `documents of ${route} have ids that aren't numbers`,
    advice: 'The graph has documents with numbers for ids only.',
  };
}

/** The taxonomy of a type whose `rest_base` is `id`. */
function takerOfIds(type: string, taxonomies: unknown): string | undefined {
  if (!isRecord(taxonomies)) return undefined;
  const taker = Object.entries(taxonomies).find(
    ([name, entry]) => list(entry, 'types').includes(type) && (text(entry, 'rest_base') || name) === 'id',
  );
  return taker?.[0];
}
