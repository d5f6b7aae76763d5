import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from '../../../packages/graphql.ts';
import { BasePlugin, type PothosOutputFieldConfig, SchemaBuilder, type SchemaTypes } from '../base/pothos.ts';
import { fieldsOfItem } from './item-size.ts';

/**
 * Most fields of one answer. Lists in lists multiply: a question of a few lines can have an answer that no memory holds,
 * and the gateway's is everybody's. So many take some 400 MB.
 */
const mostFields = 500_000;

/** How many more fields an answer may have, by the context of its request. */
const budgets = new WeakMap<object, number>();

/** Whether an answer has no room left for lists. */
export function isBudgetSpent(context: object): boolean {
  return (budgets.get(context) ?? 0) < 0;
}

const name = 'budget';
export default name;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      budget: BudgetPlugin<Types>;
    }
  }
}

/** Holds lists of objects to the budget, but those of connections, which are held to it as they are read. */
export class BudgetPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { type, pothosOptions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const isList = type.kind === 'List' && type.type.kind !== 'Scalar' && type.type.kind !== 'Enum';
    if (!isList || pothosOptions.demand) return resolve;
    const nothing = type.nullable ? null : [];
    return (parent, args, context, info) => {
      if (isBudgetSpent(context)) return nothing;
      const taken = (list: unknown) =>
        !Array.isArray(list) || chargeBudget(context, info, list.length) ? list : nothing;
      const list: unknown = resolve(parent, args, context, info);
      return list instanceof Promise ? list.then(taken) : taken(list);
    };
  }
}

/**
 * Whether the answer takes a list of so many objects in.
 *
 * @throws GraphQLError for the first that it has no room for; for those after it their errors would need the room
 */
export function chargeBudget(context: object, info: GraphQLResolveInfo, count: number): boolean {
  if (isBudgetSpent(context)) return false;
  const left = (budgets.get(context) ?? mostFields) - count * fieldsOfItem(info);
  budgets.set(context, left);
  if (left >= 0) return true;
  throw new GraphQLError(
    `The answer has more than ${mostFields} fields: this list and whatever comes after it are left out. Ask for fewer items, in pages.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}

SchemaBuilder.registerPlugin(name, BudgetPlugin);
