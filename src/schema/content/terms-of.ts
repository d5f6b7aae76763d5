import type { Entity } from '../../loading/base/entity.ts';
import { termsPath } from '../../site/overlaps.ts';
import type { Resource } from '../../site/site.ts';
import { integers, text } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import { compareNames } from '../kit/base/text.ts';
import type { GraphPage } from '../kit/graph/page.ts';
import type { ConnectionRequest } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { readTermsOfTaxonomies } from '../terms/all-terms.ts';

/** Returns the terms of content, if all are in memory. Otherwise returns null, and {@link readTerms} has to read them. */
export function knownTerms(
  content: Entity,
  request: ConnectionRequest,
  taxonomies: readonly Resource[],
): GraphPage | null {
  if (needsList(content, request, taxonomies)) return null;
  const known: Entity[] = [];
  for (const taxonomy of taxonomies) {
    const terms = request.loaders
      .entities(taxonomy)
      .knownMany(idsOf(content, taxonomy), pathsOf(request, taxonomy));
    if (!terms) return null;
    known.push(...terms);
  }
  return pageOf(known, request);
}

/**
 * Reads the terms of content. Loads the terms whose ids the content's document contains. Asks WordPress for a list instead
 * if `where` filters, or if the document lacks the ids of a taxonomy.
 */
export async function readTerms(
  content: Entity,
  request: ConnectionRequest,
  taxonomies: readonly Resource[],
): Promise<GraphPage> {
  if (needsList(content, request, taxonomies))
    return readTermsOfTaxonomies(request, taxonomies, { post: content.document.id });
  const terms = await Promise.all(
    taxonomies.map((taxonomy) =>
      request.loaders.entities(taxonomy).loadMany(idsOf(content, taxonomy), pathsOf(request, taxonomy)),
    ),
  );
  return pageOf(terms.flat(), request);
}

function needsList({ resource }: Entity, { where }: ConnectionRequest, taxonomies: readonly Resource[]) {
  const isFiltered = Object.values(where).some((value) => value !== null && value !== undefined);
  return isFiltered || taxonomies.some(({ name }) => resource.overlaps.hiddenTaxonomies.has(name));
}

function idsOf({ document, resource }: Entity, taxonomy: Resource): readonly number[] {
  return integers(document, termsPath(resource, taxonomy));
}

function pathsOf(request: ConnectionRequest, taxonomy: Resource): Paths {
  return withName(request.projection(taxonomy.typeName).paths);
}

/** Returns the page that a client asks for. Terms are ordered by name. */
function pageOf(terms: Entity[], request: ConnectionRequest): GraphPage {
  const key = ({ document: term }: Entity) => ({ name: text(term, 'name') ?? '', id: term.id });
  if (terms.length > 1) terms.sort((a, b) => compareNames(key(a), key(b)));
  return pageOfEntities(terms, 'term/name', request);
}

/** Adds `name`, the order of terms, to paths. Returns one set object per object of paths, since loaders compare them by identity. */
function withName(paths: Paths): Paths {
  const result = pathsWithName.get(paths) ?? (paths.has('name') ? paths : union(paths, ['name']));
  pathsWithName.set(paths, result);
  return result;
}

const pathsWithName = new WeakMap<Paths, Paths>();
