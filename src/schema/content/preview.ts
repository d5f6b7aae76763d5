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

/** What a version has of its own; all else is of what it is a version of. */
const versionKeys = [
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

/** Which version is read, and who is asked for it. */
interface LoadContext {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/**
 * Content as its newest version has it, autosaves among them, under its own database id. Returns `none` for content
 * that has no version, and null where the asking user may not edit the content.
 */
export async function readPreview(
  entity: Entity,
  { loaders, info }: LoadContext,
): Promise<Entity | 'none' | null> {
  const { resource, document } = entity;
  const keys = new Set(
    [...projectionOf(info, resource.typeName).paths].map((path) => path.split('.')[0] ?? path),
  );
  const version = await readNewestVersion(
    entity,
    loaders,
    versionKeys.filter((key) => keys.has(key)),
  );
  if (version === null || version === 'none') return version;
  const own = Object.fromEntries(versionKeys.flatMap((key) => (keys.has(key) ? [[key, version[key]]] : [])));
  const link = text(document, 'link');
  return {
    resource,
    document: {
      ...document,
      ...own,
      ...(keys.has('status') ? { status: 'inherit' } : {}),
      ...(link === null ? {} : { link: previewUrl(link) }),
    },
    revisionOf: entity,
    isPreview: true,
  };
}

/**
 * What WPGraphQL's `asPreview` gives: the newest version to those who may edit the content, the content itself where
 * it has no version, null to everybody else (`Utils::get_post_preview_id()`).
 */
export async function readAsPreview(entity: Entity, asking: LoadContext): Promise<Entity | null> {
  const found = await readPreview(entity, asking);
  if (found !== null && found !== 'none') return found;
  return found === 'none' || !(await readsAnyVersion(entity, asking.loaders)) ? entity : null;
}

/** Whether content has versions, which WordPress tells visitors too: it counts them in the content's links. */
async function readsAnyVersion(
  { resource, document }: Entity,
  { entities, site }: Loaders,
): Promise<boolean> {
  if (!hasRevisions(resource, site)) return false;
  const linked = await entities(resource).load(document.id, new Set(['id', '_links.version-history']));
  const [history] = list(linked?.document, '_links', 'version-history');
  return (integer(history, 'count') ?? 0) > 0;
}

/** The newest version with these keys; `none` where there is none, null for who may not edit the content. */
export async function readNewestVersion(
  { resource, document, revisionOf }: Entity,
  { rest, isSignedIn, site }: Loaders,
  keys: readonly string[],
): Promise<Document | 'none' | null> {
  if (!isSignedIn || revisionOf) return null;
  if (!hasRevisions(resource, site)) return 'none';
  const found = await nullIfForbidden(
    rest.list(`${resource.route}/${document.id}/revisions`, {
      context: 'edit',
      per_page: 1,
      _fields: ['id', ...keys],
    }),
  );
  return found && (found.documents[0] ?? 'none');
}

/** `isPreview`, and the ids of the version that a preview shows. */
export function previewFields(t: EntityFields): Record<string, Field> {
  return {
    isPreview: t.boolean({
      description: 'Whether this is a preview.',
      resolve: ({ isPreview }) => isPreview === true,
    }),
    previewRevisionDatabaseId: t.int({
      description: 'Database id of the version that a preview shows.',
      availability: { to: 'editors' },
      resolve: (entity, _args, { loaders }) => readNewestVersionId(entity, loaders),
    }),
    previewRevisionId: t.id({
      description: 'Global id of the version that a preview shows.',
      availability: { to: 'editors' },
      resolve: async (entity, _args, { loaders }) =>
        referenceId('post', await readNewestVersionId(entity, loaders)),
    }),
  };
}

async function readNewestVersionId(entity: Entity, loaders: Loaders): Promise<number | null> {
  const edited = await readAsEditor(entity, loaders, ['_links']);
  return integer(list(edited, '_links', 'predecessor-version')[0], 'id');
}
