import type { Entity } from '../../loading/base/entity.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import { readWhole } from '../../loading/pages/whole.ts';
import { keepsRevisions } from '../../site/resources.ts';
import { resourcesOf } from '../../site/site.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { compareTexts } from '../kit/base/text.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { amounts } from '../kit/relay/window.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { revisionOrder, revisionWhere } from '../where/revision-arguments.ts';
import { readVersions } from './revisions.ts';

/** Contents of each type whose versions are looked at, those that were changed last. */
const maxContentsPerType = 100;

/** Contents whose versions are asked for at once. */
const parallelReads = 8;

/** `revisions` of the site. */
export function addRevisionRoots(graph: Graph): void {
  graph.builder.queryField('revisions', (t) => allRevisionsConnection(t, graph, { from: 'RootQuery' }));
}

/** A field of revisions of any content: of the site, or of a user. */
export function allRevisionsConnection<Parent extends object>(
  t: Parameters<typeof connectionField<Parent>>[0],
  graph: Graph,
  { from, authorOf }: { from: 'RootQuery' | 'User'; authorOf?: (parent: Parent) => number },
) {
  return connectionField<Parent>(t, graph, {
    base: `${from}ToRevisions`,
    target: 'ContentNode',
    description: `Earlier versions of content, newest first. Of the ${maxContentsPerType} contents of each type that were changed last.`,
    availability: { to: 'editors', otherwise: 'empty' },
    where: revisionWhere(contentWhere(null)),
    page: async (parent, request) => {
      if (!request.loaders.isSignedIn) return emptyGraphPage;
      if (revisionOrder(request.where).direction === 'asc') {
        throw new InputError(
          "`where.orderby` can't be ASC for revisions of all content: the newest are looked for. Order by DESC.",
        );
      }
      return readNewestVersions(request, authorOf ? authorOf(parent) : null);
    },
  });
}

interface ChangedContent {
  readonly entity: Entity;
  /** When it was changed last, in UTC; none of its versions is newer. */
  readonly modified: string;
}

/**
 * The newest versions of all. REST lists those of one content at a time, so contents are looked at from the one changed last
 * until none can have a newer version than those found.
 */
async function readNewestVersions(request: ConnectionRequest, author: number | null): Promise<GraphPage> {
  const changed = await readContentsWithVersions(request);
  const { limit, backward } = amounts(request.paging, request.loaders.limits);
  // Further pages and pages from the end need all that comes before them.
  const isAll = backward || Boolean(request.paging.after);
  const found: Entity[] = [];
  for (let next = 0; next < changed.length; next += parallelReads) {
    const newest = changed[next]?.modified ?? '';
    const settled = found.filter(({ document }) => dateOf(document) >= newest).length;
    if (!isAll && settled > limit) break;
    const batch = changed.slice(next, next + parallelReads);
    const versions = await Promise.all(
      batch.map(({ entity }) => readVersions(entity, request, ['date_gmt', 'author'])),
    );
    found.push(
      ...versions.flat().filter(({ document }) => author === null || integer(document, 'author') === author),
    );
  }
  found.sort((a, b) => compareTexts(dateOf(b.document), dateOf(a.document)) || b.document.id - a.document.id);
  return pageOfEntities(found, 'revision/date', request);
}

/** Contents that have versions, the one changed last first. */
async function readContentsWithVersions({ loaders }: ConnectionRequest): Promise<readonly ChangedContent[]> {
  const kept = resourcesOf(loaders.site, 'content').filter((resource) =>
    keepsRevisions(resource, loaders.site),
  );
  const found = await Promise.all(
    kept.map(async (resource) => {
      const filter = { context: 'edit', status: 'any' };
      const paths = new Set(['id', 'modified_gmt', '_links.version-history']);
      const slice = await nullIfForbidden(
        readWhole(
          loaders.rest,
          { resource, filter },
          { paths, orderby: 'modified', direction: 'desc', count: maxContentsPerType },
        ),
      );
      return (slice?.documents ?? []).map((document) => ({
        entity: { resource, document },
        modified: text(document, 'modified_gmt') ?? '',
        count: integer(list(document, '_links', 'version-history')[0], 'count') ?? 0,
      }));
    }),
  );
  return found
    .flat()
    .filter(({ count }) => count > 0)
    .sort((a, b) => compareTexts(b.modified, a.modified));
}

function dateOf(document: Entity['document']): string {
  return text(document, 'date_gmt') ?? '';
}
