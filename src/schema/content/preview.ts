import type { Entity } from '../../loading/base/entity.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { hasRevisions } from '../../site/resources.ts';
import { type Document, integer, list, text } from '../../wordpress/document.ts';
import { referenceId } from '../kit/base/global-id.ts';
import type { EntityFields, Field } from '../kit/graph/graph.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { previewUrl } from './revisions.ts';

/** The keys that a revision's document has itself. A preview takes all other keys from the content. */
const revisionKeys = [
  'title',
  'content',
  'excerpt',
  'slug',
  'guid',
  'date',
  'date_gmt',
  'modified',
  'modified_gmt',
];

/** The loaders and the selection of the field that reads a preview. */
interface LoadContext {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/**
 * Returns content with the values of its newest revision or autosave, and with its own database id. Returns `none` if the
 * content has no revision. Returns null if the user may not edit the content.
 */
export async function readPreview(
  entity: Entity,
  { loaders, info }: LoadContext,
): Promise<Entity | 'none' | null> {
  const { resource, document } = entity;
  const keys = new Set(
    [...projectionOf(info, resource.typeName).paths].map((path) => path.split('.')[0] ?? path),
  );
  const revision = await readNewestRevision(
    entity,
    loaders,
    revisionKeys.filter((key) => keys.has(key)),
  );
  if (revision === null || revision === 'none') return revision;
  const revised = Object.fromEntries(
    revisionKeys.flatMap((key) => (keys.has(key) ? [[key, revision[key]]] : [])),
  );
  const link = text(document, 'link');
  return {
    resource,
    document: {
      ...document,
      ...revised,
      ...(keys.has('status') ? { status: 'inherit' } : {}),
      ...(link === null ? {} : { link: previewUrl(link) }),
    },
    revisionOf: entity,
    isPreview: true,
  };
}

/**
 * Returns the node for `asPreview: true`, as WPGraphQL does (`Utils::get_post_preview_id()`): the preview, if the user may
 * edit the content; the content itself, if it has no revision; otherwise null.
 */
export async function readAsPreview(entity: Entity, context: LoadContext): Promise<Entity | null> {
  const preview = await readPreview(entity, context);
  if (preview !== null && preview !== 'none') return preview;
  return preview === 'none' || !(await hasAnyRevision(entity, context.loaders)) ? entity : null;
}

/** Returns whether content has revisions. Visitors may know: WordPress puts the number of revisions into the content's links. */
async function hasAnyRevision({ resource, document }: Entity, { entities, site }: Loaders): Promise<boolean> {
  if (!hasRevisions(resource, site)) return false;
  const linked = await entities(resource).load(document.id, new Set(['id', '_links.version-history']));
  const [history] = list(linked?.document, '_links', 'version-history');
  return (integer(history, 'count') ?? 0) > 0;
}

/**
 * Reads the given keys of the newest revision or autosave of content. Returns `none` if the content has no revision. Returns
 * null if the user may not edit the content.
 */
export async function readNewestRevision(
  { resource, document, revisionOf }: Entity,
  { rest, isSignedIn, site }: Loaders,
  keys: readonly string[],
): Promise<Document | 'none' | null> {
  if (!isSignedIn || revisionOf) return null;
  if (!hasRevisions(resource, site)) return 'none';
  const revisions = await nullIfForbidden(
    rest.list(`${resource.route}/${document.id}/revisions`, {
      context: 'edit',
      per_page: 1,
      _fields: ['id', ...keys],
    }),
  );
  return revisions && (revisions.documents[0] ?? 'none');
}

/** Returns `isPreview`, and the fields for the id of the revision that a preview shows. */
export function previewFields(t: EntityFields): Record<string, Field> {
  return {
    isPreview: t.boolean({
      description: 'Whether this is a preview.',
      resolve: ({ isPreview }) => isPreview === true,
    }),
    previewRevisionDatabaseId: t.int({
      description: 'The database id of the revision that a preview shows.',
      availability: { to: 'editors' },
      resolve: (entity, _args, { loaders }) => readNewestRevisionId(entity, loaders),
    }),
    previewRevisionId: t.id({
      description: 'The global id of the revision that a preview shows.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }) =>
        referenceId('post', await readNewestRevisionId(entity, loaders)),
    }),
  };
}

async function readNewestRevisionId(entity: Entity, loaders: Loaders): Promise<number | null> {
  const edited = await readAsEditor(entity, loaders, ['_links']);
  return integer(list(edited, '_links', 'predecessor-version')[0], 'id');
}
