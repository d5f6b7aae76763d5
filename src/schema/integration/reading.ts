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
 * Returns a function that reads one value by its key. It collects the keys of one wave of resolvers and calls `read` with at
 * most 100 keys at a time. It reads each key once per client request, and again after a mutation.
 *
 * @param read - reads the values of some keys. `rest` sends requests to WordPress with the client's credentials; `loaders` are those of
 *   the operation. The value of a missing key is null. An `Error` in place of a value is the error of that key alone; an error that `read` throws is the error of all keys.
 * @example
 * const likesOf = batched(async (ids: readonly number[], rest) => {
 *   const answer = await rest.get('/likes/v1/counts', { posts: ids });
 *   return new Map(ids.map((id) => [id, integer(answer, String(id))]));
 * });
 * // In a field of `Post`: resolve: ({ document }, _args, context) => likesOf(document.id, context)
 */
export function batched<Key extends string | number, Value>(
  read: (keys: readonly Key[], rest: Rest, loaders: Loaders) => Promise<ReadonlyMap<Key, Value | Error>>,
): (key: Key, context: Context) => Promise<Value | null> {
  const waves = new WeakMap<Loaders, WaveLoader<Key, Value | null>>();
  const wavesOf = ({ loaders }: Context) => {
    const existing = waves.get(loaders);
    if (existing) return existing;
    const created = new WaveLoader<Key, Value | null>({
      of: 'data of an integration',
      isCached: true,
      read: async (keys) => {
        const parts = await Promise.all(
          chunks(keys, chunkSize).map((part) => read(part, loaders.rest, loaders)),
        );
        const wrong = parts.find((part: unknown) => !(part instanceof Map));
        if (wrong !== undefined) {
          throw new IntegrationError(
            'The function that `batched` gets must return a Map of the values by their keys.',
          );
        }
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
 * Returns the documents with some ids, in the order of the ids. Leaves out documents that WordPress hides from the client. One
 * request reads the documents of a whole wave, with only the fields that the client selected.
 *
 * @param type - the name of a post type or taxonomy in WordPress, such as `attachment`, or `user` or `comment`
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
    const types = [...loaders.site.resources.keys()].join(', ');
    throw new IntegrationError(`\`nodesOf\`: the site has no type "${type}". It has ${types}.`);
  }
  return loaders.entities(resource).loadMany(ids, projectionOf(info, resource.typeName).paths);
}
