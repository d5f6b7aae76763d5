import type { Resource } from '../../site/site.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { addMutation, deletionPayload } from './mutation.ts';
import { databaseIdOf, type InputRow, idInput, row } from './rows.ts';
import { type Deletion, deleted } from './written.ts';

const forceDelete: InputRow = row(
  'forceDelete',
  'Boolean',
  null,
  'Whether it is deleted for good, and not moved to the trash.',
  { isApart: true },
);

/** What the trash changes of content. */
export const changed = ['status', 'link'];

/** `deletePost`, `deleteComment` and their like: what a trash takes goes there, or is gone for good. */
export function addDeletion(
  graph: Graph,
  resource: Resource,
  {
    description,
    rows = [],
    ...how
  }: Pick<Deletion, 'changed' | 'forcedBy'> & { description: string; rows?: readonly InputRow[] },
): void {
  addMutation(graph, {
    name: `delete${resource.typeName}`,
    description,
    rows: [idInput, forceDelete, ...rows],
    payload: (t) => deletionPayload(t, graph, resource),
    run: (mutating) =>
      deleted(mutating, {
        ...how,
        resource,
        id: databaseIdOf(mutating.input['id'], 'id'),
        force: mutating.input['forceDelete'] === true,
      }),
  });
}
