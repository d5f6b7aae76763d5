import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { type Document, text } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { nullIfFailed } from '../base/refusals.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/**
 * Minimum number of resources for which one search is cheaper than a request for each (REST API handbook: Search
 * Results).
 */
export const minSearchedResources = 12;

/** The `type` of a search for a kind of resources. Users and comments are one resource each. */
const searchTypes: Partial<Record<Resource['kind'], string>> = { content: 'post', term: 'term' };

/** Finds the resources that an id may belong to, for one request of a client. */
export interface OwnersLoader {
  load(id: number): Promise<readonly Resource[]>;
}

/**
 * Returns a loader of the resources of a kind that an id may belong to. Few resources are all returned. Of many, a
 * search finds the one; if it finds none, the loader returns the resources that the search does not cover. For
 * signed-in users it then returns all, because a search finds only published documents.
 */
export function createOwnersLoader(
  kind: Resource['kind'],
  { site, rest, isSignedIn }: { site: Site; rest: Rest; isSignedIn: boolean },
): OwnersLoader {
  const all = resourcesOf(site, kind);
  const type = searchTypes[kind];
  const searched = new Map(
    all.filter(({ name }) => site.searchable.has(name)).map((each) => [each.name, each]),
  );
  if (type === undefined || searched.size < minSearchedResources) return { load: async () => all };
  const others = all.filter(({ name }) => !searched.has(name));
  const read = async (ids: readonly number[]) => {
    const found = await findAll(rest, type, ids);
    return (id: number): readonly Resource[] => {
      if (!found) return all;
      const document = found.get(id);
      const owner = document && resourceOfResult(searched, document);
      if (owner) return [owner];
      return isSignedIn ? all : others;
    };
  };
  return new WaveLoader({ of: `resources of ${kind} ids`, read, isCached: true });
}

/** Returns the resource of a search result: by the subtype of content, and by the type of terms. */
export function resourceOfResult(
  resources: ReadonlyMap<string, Resource>,
  document: Document,
): Resource | undefined {
  return resources.get(text(document, 'subtype') ?? '') ?? resources.get(text(document, 'type') ?? '');
}

/** Returns the documents with these ids that a search finds. Returns null if the search fails. */
async function findAll(
  rest: Rest,
  type: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Document> | null> {
  try {
    const listings = await Promise.all(
      chunks(ids, chunkSize).map((part) =>
        rest.list('/wp/v2/search', {
          type,
          include: part,
          per_page: part.length,
          _fields: ['id', 'type', 'subtype'],
        }),
      ),
    );
    const documents = listings.flatMap((listing) => listing.documents);
    return new Map(documents.map((document) => [document.id, document]));
  } catch (error) {
    return nullIfFailed(error);
  }
}
