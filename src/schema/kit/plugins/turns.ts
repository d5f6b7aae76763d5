import type { GraphQLFieldResolver, GraphQLResolveInfo } from '../../../packages/graphql.ts';
import { limits } from '../../../values/limits.ts';
import { turns } from '../../../values/turns.ts';
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
      return list instanceof Promise
        ? list.then((items: unknown) => inTurns(items, context, info))
        : inTurns(list, context, info);
    };
  }
}

/** Returns a list whose items resolve in turns. Returns the list itself if it is short and this turn has time for it. */
function inTurns(list: unknown, operation: object, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(list)) return list;
  if (list.length * fieldsOfItem(info) <= limits.maxFieldsAtOnce && turns.hasTime()) return list;
  return list.map((item: unknown) => new Promise((resolve) => turns.run(operation, () => resolve(item))));
}

SchemaBuilder.registerPlugin(name, TurnsPlugin);
