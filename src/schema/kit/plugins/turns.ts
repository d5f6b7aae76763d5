import { turns } from '#platform/values/loop';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import { limits } from '../../../values/limits.ts';
import type { OperationScope } from '../../../wordpress/operation.ts';
import type { PothosOutputFieldConfig, SchemaTypes } from '../base/pothos.ts';
import { type Resolver, ResolverPlugin } from '../base/resolver-plugin.ts';
import { fieldsOfItem } from './item-size.ts';

/**
 * The plugin that lets other operations run between the items of a list of objects. graphql-js completes a list without
 * promises in one run, which takes seconds for 1,000 items of many fields. Items that are promises complete one by one.
 */
export class TurnsPlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  override wrap(resolve: Resolver, { type }: PothosOutputFieldConfig<Types>): Resolver {
    const isObjects = type.kind === 'List' && type.type.kind !== 'Scalar' && type.type.kind !== 'Enum';
    if (!isObjects) return resolve;
    return (parent, args, context, info) => {
      const list: unknown = resolve(parent, args, context, info);
      const complete = (items: unknown) =>
        Array.isArray(items) && !isShort(items, info)
          ? inTurns(items, context, context.loaders.operation)
          : items;
      return list instanceof Promise ? list.then(complete) : complete(list);
    };
  }
}

/** Whether a list completes without a pause, because it has few fields and this turn has time for them. */
function isShort(items: readonly unknown[], info: GraphQLResolveInfo): boolean {
  return items.length * fieldsOfItem(info) <= limits.maxFieldsAtOnce && turns.hasTime();
}

/**
 * Returns promises of the items, which resolve in turns with other operations. The items that are left when the ending
 * comes, by the deadline or because the client leaves, reject with its reason.
 */
export function inTurns(
  items: readonly unknown[],
  operation: object,
  scope: Pick<OperationScope, 'ending' | 'client'>,
): Promise<unknown>[] {
  const { ending } = scope;
  const parts: (() => void)[] = [];
  const complete = items.map(
    (item) =>
      new Promise((resolve, reject) => {
        parts.push(() => (ending.reason === null ? resolve(item) : reject(ending.reason)));
      }),
  );
  turns.runList(operation, parts, scope);
  return complete;
}
