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

/** Returns the connection `revisions` of a content type. It is empty for users who may not edit the content. */
export function revisionConnection(t: EntityFields, graph: Graph, resource: Resource) {
  return connectionField(t, graph, {
    base: `${resource.typeName}ToRevision`,
    target: resource.typeName,
    description: 'The revisions, newest first.',
    availability: { to: 'editors', otherwise: 'empty' },
    where: revisionWhere(contentWhere(resource)),
    page: (entity: Entity, request) => readRevisionsPage(entity, request),
  });
}

async function readRevisionsPage(entity: Entity, request: ConnectionRequest): Promise<GraphPage> {
  if (!request.loaders.isSignedIn || entity.revisionOf) return emptyGraphPage;
  const { path, direction } = revisionOrder(request.where);
  const revisions = await readAllRevisions(entity, request, [path]);
  const sign = direction === 'asc' ? 1 : -1;
  const sorted = [...revisions].sort(
    (a, b) =>
      sign * compareCodeUnits(text(a.document, path) ?? '', text(b.document, path) ?? '') ||
      b.document.id - a.document.id,
  );
  return pageOfEntities(sorted, `revision/${path}`, request);
}

/**
 * Reads all revisions of content with the keys that the connection selects, newest first. Returns an empty list if the user
 * may not edit the content.
 *
 * @param extraKeys - keys to read in addition
 */
export async function readAllRevisions(
  entity: Entity,
  { loaders, projection }: ConnectionRequest,
  extraKeys: readonly string[] = [],
): Promise<readonly Entity[]> {
  const resource = { ...entity.resource, route: `${entity.resource.route}/${entity.document.id}/revisions` };
  // Before about WordPress 6.4, REST leaves the texts of revisions out if `_fields` names only a part of them.
  const { paths: selected } = projection(entity.resource.typeName);
  const paths = new Set([...[...selected].map((path) => path.split('.')[0] ?? path), ...extraKeys]);
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

/** Reads the URL of the page on which WordPress shows the newest revision to users who may edit the content. */
async function readPreviewUrl({ resource, document }: Entity, loaders: Loaders): Promise<string | null> {
  const current = await loaders.entities(resource).load(document.id, new Set(['link']));
  return previewUrl(text(current?.document, 'link'));
}

/** Returns the preview URL of a permalink (`get_preview_post_link()`). */
export function previewUrl(link: string | null): string | null {
  return link && `${link}${link.includes('?') ? '&' : '?'}preview=true`;
}
