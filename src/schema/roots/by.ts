import { type Resource, resourcesOf } from '../../site/site.ts';
import { type Lookup, lookUp } from '../find/lookup.ts';
import { InputError, withInputErrors } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import type { Graph } from '../kit/graph/graph.ts';

const deprecationReason =
  'Deprecated in favor of using the single entry point for this type with ID and IDType fields. ' +
  'For example, instead of postBy( id: "" ), use post(id: "" idType: "")';

/** `postBy`, `pageBy`, `mediaItemBy` and so on: the older form of `post`, `page`, `mediaItem`. */
export function addByRoots(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    const ownId = `${resource.singular}Id`;
    const hasSlug = !resource.hierarchical;
    graph.builder.queryField(`${resource.singular}By`, (t) =>
      t.field({
        type: graph.objectType(resource),
        description: `One of ${resource.label}, null where visitors see none.`,
        deprecationReason,
        args: {
          id: t.arg.id({ description: 'The global id.' }),
          [ownId]: t.arg.int({ description: 'The database id.' }),
          uri: t.arg.string({ description: 'The address.' }),
          ...(hasSlug ? { slug: t.arg.string({ description: 'The slug.' }) } : {}),
        },
        resolve: (_root, args, { loaders }, info) =>
          withInputErrors(() => find(args, { ownId, resource }, { loaders, info })),
      }),
    );
  }
}

/** By the first that is given, as WPGraphQL does. */
function find(
  args: Readonly<Record<string, unknown>>,
  { ownId, resource }: { ownId: string; resource: Resource },
  asking: Pick<Lookup, 'loaders' | 'info'>,
) {
  const ways = [
    ['id', 'DATABASE_ID'],
    [ownId, 'DATABASE_ID'],
    ['uri', 'URI'],
    ['slug', 'SLUG'],
  ] as const;
  for (const [name, idType] of ways) {
    const value = args[name];
    if (value === null || value === undefined || value === '' || value === 0) continue;
    const id = name === 'id' ? String(toDatabaseId(String(value), 'id')) : String(value);
    return lookUp({ id, resource, ...asking }, idType);
  }
  throw new InputError(`One of ${ways.map(([name]) => `\`${name}\``).join(', ')} has to be given.`);
}
