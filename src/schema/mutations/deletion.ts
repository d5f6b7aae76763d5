import type { Resource } from '../../site/site.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { databaseIdOf, type InputRow, idInput, row } from './input-rows.ts';
import { addMutation, deletionPayload } from './mutation.ts';
import { type Deletion, deleteDocument } from './write-document.ts';

const forceDelete: InputRow = row(
  'forceDelete',
  'Boolean',
  null,
  'Whether to delete the document permanently instead of moving it to the trash.',
  { isHandledApart: true },
);

/** REST fields of content that change when WordPress moves it to the trash. */
export const changedByTrash = ['status', 'link'];

/** Adds a mutation that moves a document to the trash or deletes it permanently: `deletePost`, `deleteComment`. */
export function addDeletion(
  graph: Graph,
  resource: Resource,
  {
    description,
    rows = [],
    ...options
  }: Pick<Deletion, 'changed' | 'forcedBy'> & { description: string; rows?: readonly InputRow[] },
): void {
  addMutation(graph, {
    name: `delete${resource.typeName}`,
    description,
    rows: [idInput, forceDelete, ...rows],
    payload: (t) => deletionPayload(t, graph, resource),
    run: (mutating) =>
      deleteDocument(mutating, {
        ...options,
        resource,
        id: databaseIdOf(mutating.input['id'], 'id'),
        force: mutating.input['forceDelete'] === true,
      }),
  });
}
