import type { Entity } from '../../loading/base/entity.ts';
import { chunkSize, chunks } from '../../loading/base/lists.ts';
import { WaveLoader } from '../../loading/base/wave-loader.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Context } from '../kit/base/context.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { IntegrationError } from './contract.ts';

/**
 * Returns a function that reads one value by its key. All keys that the resolvers of one wave ask for are read together,
 * a hundred at most in one call of `read`, and each key once in a request of a client. After a mutation they are read
 * again.
 *
 * @param read - reads the values of some keys with the client's credentials; a key that the map lacks is null
 * @example
 * const likesOf = batched(async (ids: readonly number[], rest) => {
 *   const answer = await rest.get('/likes/v1/counts', { posts: ids });
 *   return new Map(ids.map((id) => [id, integer(answer, String(id))]));
 * });
 * // In a field of `Post`: resolve: ({ document }, _args, context) => likesOf(document.id, context)
 */
export function batched<Key extends string | number, Value>(
  read: (keys: readonly Key[], rest: Rest) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key, context: Context) => Promise<Value | null> {
  const waves = new WeakMap<Loaders, WaveLoader<Key, Value | null>>();
  const wavesOf = ({ loaders }: Context) => {
    const existing = waves.get(loaders);
    if (existing) return existing;
    const created = new WaveLoader<Key, Value | null>({
      isCached: true,
      read: async (keys) => {
        const parts = await Promise.all(chunks(keys, chunkSize).map((part) => read(part, loaders.rest)));
        const values = new Map(parts.flatMap((part) => [...part]));
        return (key) => values.get(key) ?? null;
      },
    });
    waves.set(loaders, created);
    return created;
  };
  return (key, context) => wavesOf(context).load(key);
}

/**
 * Returns the documents with some ids, in their order, without those that WordPress does not show to the client. One
 * request reads what all resolvers of a wave ask for, with the fields that the client selected and no others.
 *
 * @param type - name of the post type or taxonomy in WordPress: `post`, `attachment`, `category`; or `user`, `comment`
 * @throws IntegrationError if the site has no such type
 * @example
 * // In a field of type `[graph.type('Post')]`:
 * resolve: ({ postIds }, _args, context, info) => nodesOf('post', postIds, { context, info })
 */
export function nodesOf(
  type: string,
  ids: readonly number[],
  { context: { loaders }, info }: { readonly context: Context; readonly info: GraphQLResolveInfo },
): Promise<readonly Entity[]> {
  const resource = loaders.site.resources.get(type);
  if (!resource) {
    const known = [...loaders.site.resources.keys()].join(', ');
    throw new IntegrationError(`\`nodesOf\`: the site has no type "${type}". It has ${known}.`);
  }
  return loaders.entities(resource).loadMany(ids, projectionOf(info, resource.typeName).paths);
}
