import type { Resource } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import type { Paths } from '../wordpress/paths.ts';
import type { CachedRestOptions } from './cached-rest.ts';
import { asDocument, documentKey } from './document-store.ts';
import { isKnownWith, pathsIn } from './documents.ts';
import { prefixOf } from './reading.ts';
import { resourceTag } from './tags.ts';

/**
 * Returns a document that is in memory, fresh and with all these paths, and the paths that it has. Returns null if the document
 * has to be read.
 */
export type KnownDocuments = (
  resource: Resource,
  id: number,
  paths: Paths,
) => { readonly document: Document; readonly paths: Paths } | null;

/**
 * Returns the documents that a visitor's operation finds in memory. They are found without a promise: graphql-js completes the
 * fields of a document at once then, which takes a fraction of the time.
 */
export function knownDocuments({
  cache,
  site,
  operation,
}: Pick<CachedRestOptions, 'cache' | 'site' | 'operation'>): KnownDocuments {
  const prefix = prefixOf(site, 'visitor');
  const found = new Set<string>();
  return (resource, id, paths) => {
    const { name } = resource;
    const entry = cache.peek(documentKey(prefix, resource, id), name);
    if (!entry) return null;
    const { value } = asDocument(entry);
    if (value.document === null || !isKnownWith(value, paths)) return null;
    // All documents of a resource count as one hit, as if they had been read together.
    const isFirst = !found.has(name);
    if (isFirst) {
      found.add(name);
      cache.touch([resourceTag(name)]);
    }
    operation.reads.note({ ...entry, isHit: isFirst });
    return { document: value.document, paths: pathsIn(value) };
  };
}
