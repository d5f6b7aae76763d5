import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { type Document, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** From so many resources on, one search over all of them is less than to ask each (REST API handbook: Search Results). */
export const minSearchedResources = 12;

/** What a search calls a kind of resources; users and comments are one resource each. */
const searchTypes: Partial<Record<Resource['kind'], string>> = { content: 'post', term: 'term' };

/** The resources that a document of an id may belong to, for one request of a client. */
export interface OwnersLoader {
  load(id: number): Promise<readonly Resource[]>;
}

/**
 * Tells which resources of a kind a document of an id may belong to: all of them where they are few. Where they are many,
 * the one of which a search finds it; else those that no search covers, and for who signed in all, since a search finds
 * what is published alone.
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
  return new WaveLoader({ read, isCached: true });
}

/** The resource of what a search found: content is told by its subtype, terms by their type. */
export function resourceOfResult(
  resources: ReadonlyMap<string, Resource>,
  document: Document,
): Resource | undefined {
  return resources.get(text(document, 'subtype') ?? '') ?? resources.get(text(document, 'type') ?? '');
}

/** What a search finds of these ids; null where it doesn't answer. */
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
    if (error instanceof WordPressError) return null;
    throw error;
  }
}
