import type { Entity } from '../../loading/base/entity.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { readWhole } from '../../loading/pages/whole.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { compareCodeUnits } from '../kit/base/text.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { revisionOrder, revisionWhere } from '../where/revision-arguments.ts';

/** `revisions` of some content: its earlier versions, newest first, for those who may edit it. */
export function revisionConnection(t: EntityFields, graph: Graph, resource: Resource) {
  return connectionField(t, graph, {
    base: `${resource.typeName}ToRevision`,
    target: resource.typeName,
    description: 'Its earlier versions, newest first.',
    availability: { to: 'editors', otherwise: 'empty' },
    where: revisionWhere(contentWhere(resource)),
    page: (entity: Entity, request) => readRevisions(entity, request),
  });
}

async function readRevisions(entity: Entity, request: ConnectionRequest): Promise<GraphPage> {
  if (!request.loaders.isSignedIn || entity.revisionOf) return emptyGraphPage;
  const { path, direction } = revisionOrder(request.where);
  const versions = await readVersions(entity, request, [path]);
  const sign = direction === 'asc' ? 1 : -1;
  const sorted = [...versions].sort(
    (a, b) =>
      sign * compareCodeUnits(text(a.document, path) ?? '', text(b.document, path) ?? '') ||
      b.document.id - a.document.id,
  );
  return pageOfEntities(sorted, `revision/${path}`, request);
}

/**
 * All versions of some content, newest first, with what the request reads of them; none for who may not edit it.
 *
 * @param more - keys that are read beside
 */
export async function readVersions(
  entity: Entity,
  { loaders, projection }: ConnectionRequest,
  more: readonly string[] = [],
): Promise<readonly Entity[]> {
  const resource = { ...entity.resource, route: `${entity.resource.route}/${entity.document.id}/revisions` };
  // Before WordPress 6.4 or so revisions have their texts only when `_fields` names them whole.
  const { paths: read } = projection(entity.resource.typeName);
  const paths = new Set([...[...read].map((path) => path.split('.')[0] ?? path), ...more]);
  const slice = await nullIfForbidden(
    readWhole(
      loaders.rest,
      { resource, filter: { context: 'edit' } },
      { paths, orderby: 'date', direction: 'desc' },
    ),
  );
  const link = paths.has('link') && slice?.documents.length ? await readPreviewUrl(entity, loaders) : null;
  return (slice?.documents ?? []).map((document, index) => ({
    resource: entity.resource,
    document: {
      ...document,
      ...(paths.has('status') ? { status: 'inherit' } : {}),
      ...(paths.has('link') ? { link: index === 0 ? link : `${loaders.site.home}/?p=${document.id}` } : {}),
    },
    revisionOf: entity,
    isPreview: index === 0,
  }));
}

/** Where WordPress shows the newest version of some content to those who may edit it. */
async function readPreviewUrl({ resource, document }: Entity, loaders: Loaders): Promise<string | null> {
  const current = await loaders.entities(resource).load(document.id, new Set(['link']));
  return previewUrl(text(current?.document, 'link'));
}

/** A link that shows the newest version instead (`get_preview_post_link`). */
export function previewUrl(link: string | null): string | null {
  return link && `${link}${link.includes('?') ? '&' : '?'}preview=true`;
}
