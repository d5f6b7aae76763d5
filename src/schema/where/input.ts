import type { InputFieldRef, InputObjectRef } from '@pothos/core';
import type { Types } from '../builder.ts';
import type { Graph } from '../graph.ts';
import type { WhereRow } from './rows.ts';

type Where = Readonly<Record<string, unknown>>;

/** The `where` input of one connection, from its rows; made once. */
export function whereInput(
  graph: Graph,
  base: string,
  rows: readonly WhereRow[],
): InputObjectRef<Types, Where> {
  const name = `${base}ConnectionWhereArgs`;
  const known = graph.wheres.get(name);
  if (known) return known;
  const input = graph.builder.inputRef<Where>(name).implement({
    description: `Which nodes of the ${base}Connection.`,
    fields: (t) =>
      Object.fromEntries(
        rows.map(
          ({
            argument,
            type,
            description,
          }): [string, InputFieldRef<Types, object | string | number | boolean | null | undefined>] => {
            const item = inputType(graph, type.replace(/^\[(.*)\]$/, '$1'));
            const field = type.startsWith('[')
              ? t.field({ type: [item], required: { list: false, items: false }, description })
              : t.field({ type: item, description });
            return [argument, field];
          },
        ),
      ),
  });
  graph.wheres.set(name, input);
  return input;
}

function inputType(graph: Graph, name: string) {
  const type = isScalar(name) ? name : graph.inputs.get(name);
  if (!type) throw new Error(`The graph has no input type "${name}"`);
  return type;
}

function isScalar(name: string): name is 'Int' | 'ID' | 'String' | 'Boolean' {
  return name === 'Int' || name === 'ID' || name === 'String' || name === 'Boolean';
}
