import { rootFieldOf } from '../../site/names.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { type Lookup, lookUp } from '../find/lookup.ts';
import { InputError, withInputErrors } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import type { Graph } from '../kit/graph/graph.ts';

const deprecationReason =
  'Deprecated in favor of using the single entry point for this type with ID and IDType fields. ' +
  'For example, instead of postBy( id: "" ), use post(id: "" idType: "")';

/** Adds `postBy`, `pageBy`, `mediaItemBy` and so on: the older form of `post`, `page` and `mediaItem`. */
export function addByRoots(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    if (resource.variants) continue;
    const ownId = `${resource.singular}Id`;
    const hasSlug = !resource.hierarchical;
    graph.builder.queryField(`${rootFieldOf(resource.singular)}By`, (t) =>
      t.field({
        type: graph.objectType(resource),
        description: `One document of ${resource.label}; null if the client may see none with this identifier.`,
        deprecationReason,
        args: {
          id: t.arg.id({ description: 'The global id.' }),
          [ownId]: t.arg.int({ description: 'The database id.' }),
          uri: t.arg.string({ description: 'The path or URL.' }),
          ...(hasSlug ? { slug: t.arg.string({ description: 'The slug.' }) } : {}),
        },
        resolve: (_root, args, { loaders }, info) =>
          withInputErrors(() => findByArguments(args, { ownId, resource }, { loaders, info })),
      }),
    );
  }
}

/**
 * Finds the document by the first argument that the client gives, as WPGraphQL does.
 *
 * @throws InputError if the client gives no argument
 */
function findByArguments(
  args: Readonly<Record<string, unknown>>,
  { ownId, resource }: { ownId: string; resource: Resource },
  context: Pick<Lookup, 'loaders' | 'info'>,
) {
  const candidates = [
    ['id', 'DATABASE_ID'],
    [ownId, 'DATABASE_ID'],
    ['uri', 'URI'],
    ['slug', 'SLUG'],
  ] as const;
  for (const [name, idType] of candidates) {
    const value = args[name];
    if (value === null || value === undefined || value === '' || value === 0) continue;
    const id = name === 'id' ? String(toDatabaseId(String(value), 'id')) : String(value);
    return lookUp({ id, resource, ...context }, idType);
  }
  throw new InputError(`Give one of ${candidates.map(([name]) => `\`${name}\``).join(', ')}.`);
}
