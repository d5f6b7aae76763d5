import { isRecord } from '../values/json.ts';
import { list, text } from '../wordpress/document.ts';
import { builtInRoutes, type Collection, type CollectionSources, isInternal } from './resources.ts';
import { isReachable, routeOf } from './routes.ts';

/** A post type or taxonomy of the REST API that the graph cannot have. */
export interface OmittedType {
  /** WordPress' own name. */
  readonly name: string;
  /** The reason, as the end of a sentence: `the REST API has no route for it`. */
  readonly reason: string;
  /** What the operator can do. */
  readonly advice: string;
}

/** Returns the post types and taxonomies of the REST API that are not among the collections, with the reasons. */
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
      reason: `another type or taxonomy has the same name`,
      advice: 'Register one of them with another name.',
    };
  }
  if (route === null) {
    return {
      reason: `the REST API has no route for it (its rest_base is "${restBase}")`,
      advice: 'Register it with a plain rest_base, or find the plugin that removes its route.',
    };
  }
  if (!isReachable(route)) {
    return {
      reason: `WordPress reads its route, ${route}, as a regular expression, which does not match the route itself`,
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
  const taxonomy = taxonomyAtId(name, taxonomies);
  if (taxonomy !== undefined) {
    return {
      reason: `documents of ${route} have the terms of the taxonomy "${taxonomy}" in place of their ids`,
      advice: `Register "${taxonomy}" with another rest_base than "id".`,
    };
  }
  return {
    reason: `the ids of documents of ${route} are not numbers`,
    advice: 'The graph supports only numeric ids.',
  };
}

/** Returns the taxonomy of a type that has the `rest_base` `id`. WordPress writes its terms in place of the id. */
function taxonomyAtId(type: string, taxonomies: unknown): string | undefined {
  if (!isRecord(taxonomies)) return undefined;
  const entry = Object.entries(taxonomies).find(
    ([name, entry]) => list(entry, 'types').includes(type) && (text(entry, 'rest_base') || name) === 'id',
  );
  return entry?.[0];
}
