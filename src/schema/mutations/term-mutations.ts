import { type Resource, resourcesOf } from '../../site/site.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { addMutation, deletionPayload, nodeField } from './mutation.ts';
import {
  databaseIdOf,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  refusedRow,
  row,
  textRow,
} from './rows.ts';
import { deleted, written } from './written.ts';

/** `createCategory`, `updateCategory`, `deleteCategory`, and those of every taxonomy of the site. */
export function addTermMutations(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'term')) {
    const { typeName, singular, label, route } = resource;
    const rows = [...rowsOf(resource), ...customRows(graph, resource)];
    addMutation(graph, {
      name: `create${typeName}`,
      description: `Makes one of ${label}.`,
      rows: rows.map((each) => (each.name === 'name' ? { ...each, required: true } : each)),
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'What was made.') }),
      run: async (mutating) => {
        const body = bodyOf(rows, mutating.input);
        return { node: await written(mutating, resource, { route, body }) };
      },
    });
    addMutation(graph, {
      name: `update${typeName}`,
      description: `Changes one of ${label}.`,
      rows: [idInput, ...rows],
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'It, as it is now.') }),
      run: async (mutating) => {
        const id = databaseIdOf(mutating.input['id'], 'id');
        const body = bodyOf(rows, mutating.input);
        return { node: await written(mutating, resource, { route: `${route}/${id}`, body }) };
      },
    });
    addMutation(graph, {
      name: `delete${typeName}`,
      description: `Deletes one of ${label}; terms have no trash.`,
      rows: [idInput],
      payload: (t) => deletionPayload(t, graph, resource),
      run: (mutating) =>
        deleted(mutating, { resource, id: databaseIdOf(mutating.input['id'], 'id'), force: true }),
    });
  }
}

function rowsOf({ hierarchical }: Resource): readonly InputRow[] {
  return [
    row('name', 'String', 'name', 'Its name.'),
    row('slug', 'String', 'slug', 'The part of the address that names it; made of the name unless said.'),
    textRow('description', 'description', 'Its description.'),
    ...(hierarchical
      ? [
          idRow('parentId', 'parent', 'The term above it; 0 for none'),
          row('parentDatabaseId', 'Int', 'parent', 'The same by database id.'),
        ]
      : []),
    refusedRow('aliasOf', 'String', "WordPress' REST API doesn't take it."),
  ];
}

function bodyOf(rows: readonly InputRow[], input: Readonly<Record<string, unknown>>) {
  if (
    typeof input['parentDatabaseId'] === 'number' &&
    input['parentId'] !== undefined &&
    input['parentId'] !== null
  ) {
    throw new InputError('Please provide only one of `input.parentId` and `input.parentDatabaseId`.');
  }
  return parametersOf(rows, input);
}
