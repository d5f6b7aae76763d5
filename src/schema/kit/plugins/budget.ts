import { GraphQLError, type GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { Context } from '../base/context.ts';
import type { PothosOutputFieldConfig, SchemaTypes } from '../base/pothos.ts';
import { type Resolver, ResolverPlugin } from '../base/resolver-plugin.ts';
import { fieldsOfItem } from './item-size.ts';

/** The number of fields that a response can still take, by the context of its operation. */
const budgets = new WeakMap<object, number>();

/** Returns whether the response has no room for another list. */
export function isBudgetSpent(context: Context): boolean {
  return (budgets.get(context.whole ?? context) ?? 0) < 0;
}

/** The plugin that charges lists of objects to the budget. A connection charges its own page when it reads it. */
export class BudgetPlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  override wrap(resolve: Resolver, { type, pothosOptions }: PothosOutputFieldConfig<Types>): Resolver {
    const isList = type.kind === 'List' && type.type.kind !== 'Scalar' && type.type.kind !== 'Enum';
    if (!isList || pothosOptions.demand) return resolve;
    const empty = type.nullable ? null : [];
    return (parent, args, context, info) => {
      if (isBudgetSpent(context)) return empty;
      const charge = (list: unknown) =>
        !Array.isArray(list) || chargeBudget(context, info, list.length) ? list : empty;
      const list: unknown = resolve(parent, args, context, info);
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
  const { whole = context, limits } = context;
  const left = (budgets.get(whole) ?? limits.maxAnswerFields) - count * fieldsOfItem(info);
  budgets.set(whole, left);
  if (left >= 0) return true;
  throw new GraphQLError(
    `The response would have more than ${context.limits.maxAnswerFields} fields, so this list and all later ones are left out. Request fewer items per page.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}
