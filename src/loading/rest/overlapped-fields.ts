import { termsPrefix } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { type Document, isDocument } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { nullIfFailed } from '../base/refusals.ts';
import { fieldSources, searchedFields } from './field-sources.ts';

/**
 * Returns a client that restores WordPress' own fields where a taxonomy overwrote them: a taxonomy whose `rest_base` is
 * `status` writes its terms into the field `status`. The client reads each overwritten field from a second source in the
 * document ({@link fieldSources}), and `title` and `link` from a search. A field without a second source is missing. The
 * terms move to a path of their own, which begins with {@link termsPrefix}. Types without such a taxonomy do not change.
 *
 * Reads and writes throw an `absent` WordPressError, which names the taxonomy, if a parameter would have another meaning
 * to WordPress.
 */
export function withRestoredFields(rest: Rest, site: Site, isSignedIn = false): Rest {
  const overlapped = [...site.resources.values()].filter(
    ({ overlaps }) => overlaps.fields.size + overlaps.parameters.size > 0,
  );
  if (overlapped.length === 0) return rest;
  const byRoute = new Map(overlapped.map((resource) => [resource.route, resource]));
  const resourceAt = (route: string) => byRoute.get(route) ?? byRoute.get(route.replace(/\/\d+$/, ''));
  const restore = async (resource: Resource, documents: readonly Document[], requested: RequestedFields) => {
    const restored = documents.map((document) => restoredFrom(document, { resource, site, isSignedIn }));
    return withSearchedFields(rest, restored, { resource, requested });
  };
  const { root, counted, describe, head, page, submit, withCredentials, close } = rest;
  return {
    root,
    async list(route, query = {}, options) {
      const resource = byRoute.get(route);
      if (!resource) return rest.list(route, query, options);
      refuseMisread(resource, query);
      const { documents, ...others } = await rest.list(route, translated(resource, query), options);
      return { ...others, documents: await restore(resource, documents, query['_fields']) };
    },
    async get(route, query = {}, options) {
      const resource = resourceAt(route);
      if (resource) refuseMisread(resource, query);
      const answer = await rest.get(route, resource ? translated(resource, query) : query, options);
      if (!resource || !isDocument(answer)) return answer;
      return (await restore(resource, [answer], query['_fields']))[0];
    },
    counted,
    describe,
    head,
    page,
    async write(write) {
      const resource = resourceAt(write.route);
      if (!resource) return rest.write(write);
      refuseMisread(resource, write.query ?? {});
      const query = translated(resource, write.query ?? {});
      const answer = await rest.write({ ...write, query });
      if (!isDocument(answer)) return answer;
      return (await restore(resource, [answer], write.query?.['_fields']))[0];
    },
    submit,
    withCredentials: (credentials) => withRestoredFields(withCredentials(credentials), site, true),
    close,
  };
}

/** The `_fields` of a query. */
type RequestedFields = Query[string];

/** Returns the query with the paths of the second sources in place of overwritten fields. */
function translated({ overlaps: { fields } }: Resource, query: Query): Query {
  const { _fields: requested } = query;
  if (!Array.isArray(requested)) return query;
  const paths = requested.map(String).flatMap((path): readonly string[] => {
    if (path.startsWith(termsPrefix)) return [path.slice(termsPrefix.length)];
    const field = fieldOf(path);
    return fields.has(field) ? (fieldSources[field]?.paths ?? []) : [path];
  });
  return { ...query, _fields: [...new Set(paths)] };
}

function restoredFrom(
  document: Document,
  { resource, site, isSignedIn }: { resource: Resource; site: Site; isSignedIn: boolean },
): Document {
  const restored: Record<string, unknown> = { ...document };
  for (const field of resource.overlaps.fields.keys()) {
    restored[`${termsPrefix}${field}`] = document[field];
    // WordPress lists only published content to visitors, so the document is published if its classes do not say otherwise.
    const fallback = field === 'status' && !isSignedIn ? 'publish' : undefined;
    const value = fieldSources[field]?.read(document, { site, type: resource.name }) ?? fallback;
    if (value === undefined) delete restored[field];
    else restored[field] = value;
  }
  return { ...restored, id: document.id };
}

/** Adds the fields that only a search contains. Returns the documents unchanged if the site has no search. */
async function withSearchedFields(
  rest: Rest,
  documents: readonly Document[],
  { resource, requested }: { resource: Resource; requested: RequestedFields },
): Promise<readonly Document[]> {
  const paths = Array.isArray(requested) ? requested.map(String) : null;
  const missing = Object.keys(searchedFields).filter(
    (field) => resource.overlaps.fields.has(field) && (paths === null || paths.map(fieldOf).includes(field)),
  );
  if (missing.length === 0 || documents.length === 0) return documents;
  const results = await searchResults(rest, documents, resource);
  return documents.map((document) => {
    const result = results.get(document.id);
    if (!result) return document;
    const fields = missing.map((field) => [field, searchedFields[field]?.(result)]);
    return { ...document, ...Object.fromEntries(fields), id: document.id };
  });
}

/** Finds documents with a search. The map is empty if WordPress fails the search. */
async function searchResults(
  rest: Rest,
  documents: readonly Document[],
  { name }: Resource,
): Promise<ReadonlyMap<number, Document>> {
  const ids = documents.map(({ id }) => id);
  try {
    const { documents: results } = await rest.list('/wp/v2/search', {
      subtype: name,
      include: ids,
      per_page: ids.length,
      _fields: ['id', 'title', 'url'],
    });
    return new Map(results.map((result) => [result.id, result]));
  } catch (error) {
    return nullIfFailed(error) ?? new Map();
  }
}

/**
 * Checks that WordPress will understand a query.
 *
 * @throws WordPressError of kind `absent` if a taxonomy overwrites the ids, or has the name of a parameter of the query
 */
function refuseMisread({ route, overlaps: { fields, parameters } }: Resource, query: Query): void {
  const idTaxonomy = fields.get('id');
  if (idTaxonomy !== undefined) {
    throw new WordPressError(
      'absent',
      `Documents of ${route} have terms of the taxonomy "${idTaxonomy}" in place of their ids: its rest_base is "id".`,
      { advice: renameAdvice(idTaxonomy) },
    );
  }
  for (const [key, value] of Object.entries(query)) {
    const taxonomy = parameters.get(key.replace(/\[.*/, ''));
    if (taxonomy === undefined || value === undefined) continue;
    throw new WordPressError(
      'absent',
      `The parameter \`${key}\` of ${route} cannot be used: the taxonomy "${taxonomy}" has the same rest_base, so WordPress would read its terms from it.`,
      { advice: renameAdvice(taxonomy) },
    );
  }
}

/** Returns advice for the operator about a taxonomy whose `rest_base` is a name that WordPress uses itself. */
export function renameAdvice(taxonomy: string): string {
  return `Register the taxonomy "${taxonomy}" with another rest_base.`;
}

function fieldOf(path: string): string {
  return path.split('.')[0] ?? path;
}
