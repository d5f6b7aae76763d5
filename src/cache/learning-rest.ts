import type { Site } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import type { Rest } from '../wordpress/rest.ts';
import { storeDocuments } from './document-store.ts';
import { prefixOf } from './reading.ts';
import { listRequestOf, resourcesByRoute } from './requests.ts';
import type { SharedCache } from './shared-cache.ts';

/**
 * Returns a client of WordPress without credentials that stores the documents of each list in the cache. The change feed reads
 * small collections whole, so that their documents are cached before a visitor asks for them.
 */
export function learningRest(rest: Rest, cache: SharedCache, site: Site): Rest {
  const resources = resourcesByRoute(site);
  const prefix = prefixOf(site, 'visitor');
  return {
    ...rest,
    async list(route, query = {}, options) {
      const readAt = cache.now();
      const page = await rest.list(route, query, options);
      const request = listRequestOf(resources.get(route), query);
      if (request.form === 'list') {
        const { resource } = request;
        const paths = new Set(Array.isArray(query['_fields']) ? query['_fields'].map(String) : []);
        const documents = new Map<number, Document>(
          page.documents.map((document) => [document.id, document]),
        );
        await storeDocuments({ cache, prefix }, { resource, paths }, { documents, readAt });
      }
      return page;
    },
  };
}
