import type { Entity } from '../../../loading/base/entity.ts';
import { nullIfMissing } from '../../../loading/base/refusals.ts';
import { WaveLoader } from '../../../loading/base/wave-loader.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import { type Document, isDocument } from '../../../wordpress/document.ts';
import type { PothosOutputFieldConfig, SchemaTypes } from '../base/pothos.ts';
import type { PreviewRequest } from '../base/preview-request.ts';
import { type Resolver, ResolverPlugin } from '../base/resolver-plugin.ts';
import { isEntity } from '../base/virtual-nodes.ts';

/** The keys of a document that a preview shows. Core's preview shows these, too (`_set_preview()`). */
const previewedKeys = ['title', 'content', 'excerpt', 'featured_media'] as const;

export type PreviewedKey = (typeof previewedKeys)[number];

/** The option of fields that previews change. */
export interface PreviewedOptions {
  /**
   * Keys of the document that the field takes from the autosave, if the request previews the document
   * (`isPreviewable` of WPGraphQL 2.21). @default [] the field has its saved value
   */
  previewed?: readonly PreviewedKey[] | undefined;
}

/** Returns the option `previewed` of a field that reads one key. It is empty if previews do not show the key. */
export function previewedWith(key: string): readonly PreviewedKey[] {
  return previewedKeys.filter((each) => each === key);
}

/**
 * The plugin behind `previewed`. If the request names the document of a field as the one that it previews, the field has the
 * value of the newest autosave. All other fields keep the saved values: the document keeps its id, slug and status.
 */
export class PreviewsPlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  override wrap(
    resolve: Resolver,
    { pothosOptions: { previewed = [] } }: PothosOutputFieldConfig<Types>,
  ): Resolver {
    if (previewed.length === 0) return resolve;
    return (parent, args, context, info) => {
      const { preview, loaders } = context;
      if (!preview || !isEntity(parent) || !isMeant(parent, preview, loaders)) {
        return resolve(parent, args, context, info);
      }
      return previewOf(parent, { preview, loaders, keys: previewed }).then((shown) =>
        resolve(shown, args, context, info),
      );
    };
  }
}

/** Whether a request previews this document. Revisions, and what visitors read, have no preview. */
function isMeant({ resource, document, revisionOf }: Entity, preview: PreviewRequest, loaders: Loaders) {
  return (
    document.id === preview.databaseId && resource.kind === 'content' && !revisionOf && loaders.isSignedIn
  );
}

interface Previewing {
  readonly preview: PreviewRequest;
  readonly loaders: Loaders;
  readonly keys: readonly PreviewedKey[];
}

/**
 * Returns a document with some keys of its newest autosave. Returns the document as it is if it has none, or if the user may not
 * edit it: as in WPGraphQL, clients cannot learn from the answer which of these is the case.
 */
async function previewOf(entity: Entity, { preview, loaders, keys }: Previewing): Promise<Entity> {
  const autosaves = autosavesOf(loaders, entity);
  const found = await Promise.all(keys.map((key) => autosaves.load(key)));
  if (found.includes('forbidden')) return entity;
  const { featuredImageDatabaseId: image } = preview;
  if (keys.includes('featured_media')) {
    return image === null ? entity : { ...entity, document: { ...entity.document, featured_media: image } };
  }
  const [autosave] = found.filter(isDocument);
  if (!autosave) return entity;
  const shown = Object.fromEntries(keys.map((key) => [key, autosave[key]]));
  // WordPress renders autosaves as revisions, so the values are read as those of one.
  return { resource: entity.resource, document: { ...entity.document, ...shown }, revisionOf: entity };
}

type Autosave = Document | 'none' | 'forbidden';

const loadersOfRequests = new WeakMap<Loaders, WaveLoader<PreviewedKey, Autosave>>();

/** Returns the loader of the one previewed document's newest autosave: one request reads what all fields of a wave show. */
function autosavesOf(loaders: Loaders, { resource, document }: Entity): WaveLoader<PreviewedKey, Autosave> {
  const existing = loadersOfRequests.get(loaders);
  if (existing) return existing;
  const created = new WaveLoader<PreviewedKey, Autosave>({
    of: 'autosaves',
    isCached: true,
    read: async (keys) => {
      const newest = await nullIfMissing(
        loaders.rest.list(`${resource.route}/${document.id}/autosaves`, {
          context: 'edit',
          _fields: ['id', ...keys.filter((key) => key !== 'featured_media')],
        }),
      );
      // WordPress lists the newest autosave first, whoever made it; core's preview shows that one (`_set_preview()`).
      const autosave: Autosave = newest === null ? 'forbidden' : (newest.documents[0] ?? 'none');
      return () => autosave;
    },
  });
  loadersOfRequests.set(loaders, created);
  return created;
}
