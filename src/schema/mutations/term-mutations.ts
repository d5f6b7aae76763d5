import { type Resource, resourcesOf } from '../../site/site.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import {
  databaseIdOf,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  refusedRow,
  row,
  textRow,
} from './input-rows.ts';
import { addMutation, deletionPayload, nodeField } from './mutation.ts';
import { deleteDocument, saveDocument } from './write-document.ts';

/** Adds three mutations for every taxonomy of the site: `createCategory`, `updateCategory` and `deleteCategory`. */
export function addTermMutations(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'term')) {
    const { typeName, singular, label, route } = resource;
    const rows = [...rowsOf(resource), ...customRows(graph, resource)];
    addMutation(graph, {
      name: `create${typeName}`,
      description: `Creates a term of ${label}.`,
      rows: rows.map((each) => (each.name === 'name' ? { ...each, required: true } : each)),
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'The created term.') }),
      run: async (mutating) => {
        const body = bodyOf(rows, mutating.input);
        return { node: await saveDocument(mutating, resource, { route, body }) };
      },
    });
    addMutation(graph, {
      name: `update${typeName}`,
      description: `Changes a term of ${label}.`,
      rows: [idInput, ...rows],
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'The changed term.') }),
      run: async (mutating) => {
        const id = databaseIdOf(mutating.input['id'], 'id');
        const body = bodyOf(rows, mutating.input);
        return { node: await saveDocument(mutating, resource, { route: `${route}/${id}`, body }) };
      },
    });
    addMutation(graph, {
      name: `delete${typeName}`,
      description: `Deletes a term of ${label}. Terms have no trash.`,
      rows: [idInput],
      payload: (t) => deletionPayload(t, graph, resource),
      run: (mutating) =>
        deleteDocument(mutating, { resource, id: databaseIdOf(mutating.input['id'], 'id'), force: true }),
    });
  }
}

function rowsOf({ hierarchical }: Resource): readonly InputRow[] {
  return [
    row('name', 'String', 'name', 'Name.'),
    row('slug', 'String', 'slug', 'Slug. Default: made from the name.'),
    textRow('description', 'description', 'Description.'),
    ...(hierarchical
      ? [
          idRow('parentId', 'parent', 'Parent term; 0 for none'),
          row('parentDatabaseId', 'Int', 'parent', 'Database id of the parent term; 0 for none.'),
        ]
      : []),
    refusedRow('aliasOf', 'String', "WordPress' REST API does not accept it."),
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
