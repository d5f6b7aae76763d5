import { GraphQLError, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Most fields of one answer. Lists in lists multiply: a question of a few lines can have an answer that no memory holds,
 * and the gateway's is everybody's. So many take some 400 MB.
 */
const mostFields = 500_000;

/** What is left of an answer's fields. */
export interface Budget {
  fields: number;
}

/** The budget of one request of a client. */
export function createBudget(): Budget {
  return { fields: mostFields };
}

/**
 * A list, if the answer has room for it. The first one that it hasn't is an error; those after it are null, or their errors
 * would need the room.
 */
export async function withinBudget<Page extends { readonly rows: readonly unknown[] }>(
  budget: Budget,
  info: GraphQLResolveInfo,
  read: () => Promise<Page | null>,
): Promise<Page | null> {
  if (budget.fields < 0) return null;
  const page = await read();
  if (budget.fields < 0 || !page) return null;
  budget.fields -= page.rows.length * fieldsBelow(info);
  if (budget.fields >= 0) return page;
  throw new GraphQLError(
    `The answer has more than ${mostFields} fields: this list and whatever comes after it are left out. Ask for fewer items, in pages.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}

/** graphql-js keeps both for all items of a list. */
const known = new WeakMap<GraphQLResolveInfo['fieldNodes'], number>();
const knownFragments = new WeakMap<GraphQLResolveInfo['fragments'], Map<string, number>>();

/** How many fields are written below a field, fragments written out. */
function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  const before = known.get(fieldNodes);
  if (before !== undefined) return before;
  const sizes = knownFragments.get(fragments) ?? new Map<string, number>();
  knownFragments.set(fragments, sizes);
  const count = fieldNodes.reduce((sum, { selectionSet }) => sum + fieldsIn(selectionSet), 0);
  known.set(fieldNodes, count);
  return count;

  function fieldsIn(set: SelectionSetNode | undefined): number {
    let sum = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += fieldsOf(selection.name.value);
      else sum += fieldsIn(selection.selectionSet) + (selection.kind === Kind.FIELD ? 1 : 0);
    }
    return sum;
  }

  function fieldsOf(name: string): number {
    const size = sizes.get(name) ?? fieldsIn(fragments[name]?.selectionSet);
    sizes.set(name, size);
    return size;
  }
}
