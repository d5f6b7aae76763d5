import { readWhole } from '../../loading/collection.ts';
import type { Entity } from '../../loading/entity.ts';
import { whereAllowed } from '../../loading/refusals.ts';
import type { Resource } from '../../site/site.ts';
import { InputError } from '../errors.ts';
import type { EntityFields, Graph } from '../graph.ts';
import { type ConnectionRequest, connectionField } from '../relay/connection-field.ts';
import { emptyGraphPage, type GraphPage } from '../relay/page.ts';
import { readList } from '../relay/read.ts';
import { contentWhere } from '../where/content.ts';
import { refuseAll, unavailable } from '../where/rows.ts';

const noList =
  "WordPress' REST API lists the revisions of one content at a time. Ask for `revisions` of the content.";

const unfiltered = "WordPress' REST API doesn't filter revisions.";

/** `revisions` of some content: its earlier versions, newest first, for those who may edit it. */
export function revisionConnection(t: EntityFields, graph: Graph, resource: Resource) {
  return connectionField(t, graph, {
    base: `${resource.typeName}ToRevision`,
    target: resource.typeName,
    description: 'Its earlier versions, newest first. For those who may edit it; empty to visitors.',
    where: unavailable(contentWhere(resource), unfiltered),
    page: (entity: Entity, request) => readRevisions(entity, request),
  });
}

/** `revisions` of the site and of users, which REST has no list of. */
export function addRevisionRoots(graph: Graph): void {
  graph.builder.queryField('revisions', (t) => allRevisions(t, graph, 'RootQuery'));
}

/** A field of all revisions from somewhere. */
export function allRevisions<Parent extends object>(
  t: Parameters<typeof connectionField<Parent>>[0],
  graph: Graph,
  from: 'RootQuery' | 'User',
) {
  return connectionField<Parent>(t, graph, {
    base: `${from}ToRevisions`,
    target: 'ContentNode',
    description: `Earlier versions of content. Empty to visitors; to others an error: ${noList}`,
    where: unavailable(contentWhere(null), unfiltered),
    page: async (_parent, { loaders }) => {
      if (loaders.isSignedIn) throw new InputError(noList);
      return emptyGraphPage;
    },
  });
}

async function readRevisions(entity: Entity, request: ConnectionRequest): Promise<GraphPage> {
  const { loaders, where } = request;
  if (!loaders.isSignedIn || entity.revisionOf) return emptyGraphPage;
  refuseAll(where, unfiltered);
  const resource = { ...entity.resource, route: `${entity.resource.route}/${entity.document.id}/revisions` };
  // Before WordPress 6.4 or so revisions have their texts only when `_fields` names them whole.
  const { paths: read } = request.projection(entity.resource.typeName);
  const paths = new Set([...read].map((path) => path.split('.')[0] ?? path));
  const slice = await whereAllowed(
    readWhole(
      loaders.rest,
      { resource, filter: { context: 'edit' } },
      { paths, orderby: 'date', direction: 'desc' },
    ),
  );
  const revisions = (slice?.documents ?? []).map((document) => ({
    resource: entity.resource,
    document,
    revisionOf: entity,
  }));
  return readList(request, revisions, 'revision/date');
}
