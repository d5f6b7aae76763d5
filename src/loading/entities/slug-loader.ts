import type { Resource } from '../../site/site.ts';
import { safeDecode } from '../../values/url-text.ts';
import { text } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';
import { chunkSize, chunksInAddress, groupBy } from '../base/lists.ts';
import { WaveLoader } from '../base/wave-loader.ts';
import type { EntityLoader } from './entity-loader.ts';

/** Half a page of slugs leaves room for slugs that several documents share. Slugs in other scripts make long URLs. */
const maxSlugsOfRequest = { size: chunkSize / 2, bytes: 3000 };

/**
 * Loads documents of one resource by slug, for one request of a client. A wave takes one request `slug=a,b,c`. Several
 * documents may have the same slug: pages or terms with different parents.
 */
export class SlugLoader {
  readonly #resource: Resource;
  readonly #rest: Rest;
  readonly #entities: EntityLoader;
  readonly #waves: WaveLoader<string, readonly Entity[]>;

  constructor(resource: Resource, rest: Rest, entities: EntityLoader) {
    this.#resource = resource;
    this.#rest = rest;
    this.#entities = entities;
    this.#waves = new WaveLoader({
      of: `${resource.name} by slug`,
      read: (slugs, paths) => this.#read(slugs, paths),
      always: ['id', 'slug'],
    });
  }

  /** Returns all documents with this slug that WordPress shows. */
  load(slug: string, paths: Paths): Promise<readonly Entity[]> {
    return this.#waves.load(slug, paths);
  }

  async #read(slugs: readonly string[], paths: Paths): Promise<(slug: string) => readonly Entity[]> {
    const listings = await Promise.all(
      chunksInAddress([...new Set(slugs.map(comparableSlug))], maxSlugsOfRequest).map((slug) =>
        this.#rest.list(this.#resource.route, { slug, per_page: chunkSize, _fields: [...paths] }),
      ),
    );
    const documents = listings.flatMap((listing) => listing.documents);
    this.#entities.remember(documents, paths);
    const bySlug = groupBy(documents, (document) => comparableSlug(text(document, 'slug') ?? ''));
    return (slug) =>
      (bySlug.get(comparableSlug(slug)) ?? []).map((document) => ({ resource: this.#resource, document }));
  }
}

/**
 * Returns a slug in a form that can be compared. WordPress stores a non-Latin slug percent-encoded in lower case, and
 * URLs contain either form.
 */
export function comparableSlug(slug: string): string {
  return safeDecode(slug).toLowerCase();
}
