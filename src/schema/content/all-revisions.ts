import type { Entity } from '../../loading/base/entity.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import { readWhole } from '../../loading/pages/whole.ts';
import { hasRevisions } from '../../site/resources.ts';
import { resourcesOf } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { compareCodeUnits } from '../kit/base/text.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { limitAndDirection } from '../kit/relay/window.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { revisionOrder, revisionWhere } from '../where/revision-arguments.ts';
import { readAllRevisions } from './revisions.ts';

/** Number of contents whose revisions are read in parallel. */
const parallelReads = 8;

/** Adds the root field `revisions`. */
export function addRevisionRoots(graph: Graph): void {
  graph.builder.queryField('revisions', (t) => allRevisionsConnection(t, graph, { from: 'RootQuery' }));
}

/**
 * Returns a connection to the revisions of content of all types.
 *
 * @param options.authorOf - returns the database id of the author whose revisions the connection lists
 */
export function allRevisionsConnection<Parent extends object>(
  t: Parameters<typeof connectionField<Parent>>[0],
  graph: Graph,
  { from, authorOf }: { from: 'RootQuery' | 'User'; authorOf?: (parent: Parent) => number },
) {
  return connectionField<Parent>(t, graph, {
    base: `${from}ToRevisions`,
    target: 'ContentNode',
    description: `Revisions of content, newest first. Only the ${limits.maxRevisedContents} most recently changed contents of each type are searched.`,
    availability: { to: 'editors', otherwise: 'empty' },
    where: revisionWhere(contentWhere(null)),
    page: async (parent, request) => {
      if (!request.loaders.isSignedIn) return emptyGraphPage;
      if (revisionOrder(request.where).direction === 'asc') {
        throw new InputError(
          '`where.orderby` cannot be ASC for revisions of all content, because the gateway reads the newest revisions first. Use DESC.',
        );
      }
      return readNewestRevisions(request, authorOf ? authorOf(parent) : null);
    },
  });
}

interface ChangedContent {
  readonly entity: Entity;
  /** Date of the last change in UTC. No revision of the content is newer. */
  readonly modified: string;
}

/**
 * Reads the newest revisions of all content. REST lists the revisions of one content at a time, so this reads them from the
 * most recently changed content on, until no other content can have a newer revision.
 */
async function readNewestRevisions(request: ConnectionRequest, author: number | null): Promise<GraphPage> {
  const changed = await readContentsWithRevisions(request);
  const { limit, backward } = limitAndDirection(request.paging, request.loaders.limits);
  // A later page, or a page from the end, needs all items before it.
  const isAll = backward || Boolean(request.paging.after);
  const revisions: Entity[] = [];
  for (let next = 0; next < changed.length; next += parallelReads) {
    const newest = changed[next]?.modified ?? '';
    const settledCount = revisions.filter(({ document }) => dateOf(document) >= newest).length;
    if (!isAll && settledCount > limit) break;
    const batch = changed.slice(next, next + parallelReads);
    const batchRevisions = await Promise.all(
      batch.map(({ entity }) => readAllRevisions(entity, request, ['date_gmt', 'author'])),
    );
    revisions.push(
      ...batchRevisions
        .flat()
        .filter(({ document }) => author === null || integer(document, 'author') === author),
    );
  }
  revisions.sort(
    (a, b) => compareCodeUnits(dateOf(b.document), dateOf(a.document)) || b.document.id - a.document.id,
  );
  return pageOfEntities(revisions, 'revision/date', request);
}

/** Reads the contents that have revisions, the most recently changed first. */
async function readContentsWithRevisions({ loaders }: ConnectionRequest): Promise<readonly ChangedContent[]> {
  const resources = resourcesOf(loaders.site, 'content').filter((resource) =>
    hasRevisions(resource, loaders.site),
  );
  const contents = await Promise.all(
    resources.map(async (resource) => {
      const filter = { context: 'edit', status: 'any' };
      const paths = new Set(['id', 'modified_gmt', '_links.version-history']);
      const slice = await nullIfForbidden(
        readWhole(
          loaders.rest,
          { resource, filter },
          { paths, orderby: 'modified', direction: 'desc', count: limits.maxRevisedContents },
        ),
      );
      return (slice?.documents ?? []).map((document) => ({
        entity: { resource, document },
        modified: text(document, 'modified_gmt') ?? '',
        count: integer(list(document, '_links', 'version-history')[0], 'count') ?? 0,
      }));
    }),
  );
  return contents
    .flat()
    .filter(({ count }) => count > 0)
    .sort((a, b) => compareCodeUnits(b.modified, a.modified));
}

function dateOf(document: Entity['document']): string {
  return text(document, 'date_gmt') ?? '';
}
