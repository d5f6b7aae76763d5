import type { InputObjectRef } from '../base/pothos.ts';
import type { Types } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { type InputField, inputField } from '../graph/input-fields.ts';
import type { WhereRow } from './rows.ts';

type Where = Readonly<Record<string, unknown>>;

/** The argument of WPGraphQL Offset Pagination. `connectionField` reads it for all connections. */
const offsetRow: WhereRow = {
  argument: 'offsetPagination',
  type: 'OffsetPagination',
  description:
    'A page by the number of nodes before it, in place of `first`, `last` and cursors (beyond WPGraphQL).',
};

/** Returns the `where` input type of a connection. Creates it from the rows on the first call. */
export function whereInput(
  graph: Graph,
  base: string,
  rows: readonly WhereRow[],
): InputObjectRef<Types, Where> {
  const name = `${base}ConnectionWhereArgs`;
  const existing = graph.whereInputs.get(name);
  if (existing) return existing;
  const input = graph.builder.inputRef<Where>(name).implement({
    description: `Filters and order of the nodes of a ${base}Connection.`,
    fields: (t) =>
      Object.fromEntries(
        [...rows, offsetRow].map(({ argument, ...row }): [string, InputField] => [
          argument,
          inputField(t, graph, row),
        ]),
      ),
  });
  graph.whereInputs.set(name, input);
  return input;
}

/**
 * Returns a `where` with the white space of its strings normalized, as WPGraphQL does with `sanitize_text_field()`: trims
 * them, and replaces each run of white space by one space. A blank string becomes empty, which counts as absent.
 */
export function sanitizeWhere(where: Where | null | undefined): Where {
  return Object.fromEntries(
    Object.entries(where ?? {}).map(([argument, value]) => [
      argument,
      Array.isArray(value) ? value.map(normalized) : normalized(value),
    ]),
  );
}

function normalized(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[\r\n\t ]+/g, ' ').replace(/^ | $/g, '') : value;
}
