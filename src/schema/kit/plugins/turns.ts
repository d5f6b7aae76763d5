import type { GraphQLFieldResolver, GraphQLResolveInfo } from '../../../packages/graphql.ts';
import { limits } from '../../../values/limits.ts';
import { turns } from '../../../values/turns.ts';
import type { OperationScope } from '../../../wordpress/operation.ts';
import type { Context } from '../base/context.ts';
import { BasePlugin, type PothosOutputFieldConfig, SchemaBuilder, type SchemaTypes } from '../base/pothos.ts';
import { fieldsOfItem } from './item-size.ts';

const name = 'turns';
export default name;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      turns: TurnsPlugin<Types>;
    }
  }
}

/**
 * The plugin that lets other operations run between the items of a list of objects. graphql-js completes a list without
 * promises in one run, which takes seconds for 1,000 items of many fields. Items that are promises complete one by one.
 */
export class TurnsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { type }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const isObjects = type.kind === 'List' && type.type.kind !== 'Scalar' && type.type.kind !== 'Enum';
    if (!isObjects) return resolve;
    return (parent, args, context, info) => {
      const list: unknown = resolve(parent, args, context, info);
      // The builder sets the type of the context. A plugin is generic over builders, so it cannot know that type.
      const operation = context as unknown as Context;
      const complete = (items: unknown) =>
        Array.isArray(items) && !isShort(items, info)
          ? inTurns(items, operation, operation.loaders.operation)
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

SchemaBuilder.registerPlugin(name, TurnsPlugin);
