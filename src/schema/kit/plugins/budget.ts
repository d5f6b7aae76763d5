import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from '../../../packages/graphql.ts';
import type { Context } from '../base/context.ts';
import { BasePlugin, type PothosOutputFieldConfig, SchemaBuilder, type SchemaTypes } from '../base/pothos.ts';
import { fieldsOfItem } from './item-size.ts';

/** The number of fields that a response can still take, by the context of its request. */
const budgets = new WeakMap<Context, number>();

/** Returns whether the response has no room for another list. */
export function isBudgetSpent(context: Context): boolean {
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

/** The plugin that charges lists of objects to the budget. A connection charges its own page when it reads it. */
export class BudgetPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { type, pothosOptions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const isList = type.kind === 'List' && type.type.kind !== 'Scalar' && type.type.kind !== 'Enum';
    if (!isList || pothosOptions.demand) return resolve;
    const empty = type.nullable ? null : [];
    return (parent, args, anyContext, info) => {
      // The builder sets the type of the context. A plugin is generic over builders, so it cannot know that type.
      const context = anyContext as unknown as Context;
      if (isBudgetSpent(context)) return empty;
      const charge = (list: unknown) =>
        !Array.isArray(list) || chargeBudget(context, info, list.length) ? list : empty;
      const list: unknown = resolve(parent, args, anyContext, info);
      return list instanceof Promise ? list.then(charge) : charge(list);
    };
  }
}

/**
 * Charges a list of objects to the budget of the response. Returns whether the list fits.
 *
 * @param count - number of objects in the list
 * @throws GraphQLError if this list is the first that does not fit. Later lists get no error, since errors take room, too
 */
export function chargeBudget(context: Context, info: GraphQLResolveInfo, count: number): boolean {
  if (isBudgetSpent(context)) return false;
  const left = (budgets.get(context) ?? context.limits.maxAnswerFields) - count * fieldsOfItem(info);
  budgets.set(context, left);
  if (left >= 0) return true;
  throw new GraphQLError(
    `The response would have more than ${context.limits.maxAnswerFields} fields, so this list and all later ones are left out. Request fewer items per page.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}

SchemaBuilder.registerPlugin(name, BudgetPlugin);
