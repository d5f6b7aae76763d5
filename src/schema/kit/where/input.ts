import type { InputObjectRef } from '../base/pothos.ts';
import type { Types } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { type InputField, inputField } from '../graph/input-fields.ts';
import type { WhereRow } from './rows.ts';

type Where = Readonly<Record<string, unknown>>;

/** The `where` input of one connection, from its rows; made once. */
export function whereInput(
  graph: Graph,
  base: string,
  rows: readonly WhereRow[],
): InputObjectRef<Types, Where> {
  const name = `${base}ConnectionWhereArgs`;
  const known = graph.whereInputs.get(name);
  if (known) return known;
  const input = graph.builder.inputRef<Where>(name).implement({
    description: `Which nodes of the ${base}Connection.`,
    fields: (t) =>
      Object.fromEntries(
        rows.map(({ argument, ...row }): [string, InputField] => [argument, inputField(t, graph, row)]),
      ),
  });
  graph.whereInputs.set(name, input);
  return input;
}

/**
 * A `where` with its texts as WPGraphQL passes them on: without white space around them, a run of it as one space
 * (`sanitize_text_field()`). What is blank counts as not given then.
 */
export function sanitizeWhere(where: Where | null | undefined): Where {
  return Object.fromEntries(
    Object.entries(where ?? {}).map(([argument, value]) => [
      argument,
      Array.isArray(value) ? value.map(trimmed) : trimmed(value),
    ]),
  );
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[\r\n\t ]+/g, ' ').replace(/^ | $/g, '') : value;
}
