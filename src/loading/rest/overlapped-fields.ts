import { termsPrefix } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { type Document, isDocument } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { fieldSources, searchedFields } from './field-sources.ts';

/**
 * Reads of a site in which WordPress' own fields are there although a taxonomy has taken their names: they are read from
 * other places of the documents, `title` and `link` by a search. The terms are at their own path ({@link termsPath}).
 * A field that can't be read elsewhere is missing. Throws an `absent` error, which names the taxonomy, for a parameter
 * that would mean something else to WordPress. For other types of content nothing changes.
 */
export function withOwnFields(rest: Rest, site: Site, isSignedIn = false): Rest {
  const odd = [...site.resources.values()].filter(
    ({ overlaps }) => overlaps.fields.size + overlaps.parameters.size > 0,
  );
  if (odd.length === 0) return rest;
  const listed = new Map(odd.map((resource) => [resource.route, resource]));
  const of = (route: string) => listed.get(route) ?? listed.get(route.replace(/\/\d+$/, ''));
  const restore = async (resource: Resource, documents: readonly Document[], wanted: Wanted) => {
    const restored = documents.map((document) => restoredFrom(document, { resource, site, isSignedIn }));
    return withSearched(rest, restored, { resource, wanted });
  };
  return {
    ...rest,
    async list(route, query = {}, options) {
      const resource = listed.get(route);
      if (!resource) return rest.list(route, query, options);
      refuseMisread(resource, query);
      const { documents, ...others } = await rest.list(route, translated(resource, query), options);
      return { ...others, documents: await restore(resource, documents, query['_fields']) };
    },
    async get(route, query = {}, options) {
      const resource = of(route);
      if (resource) refuseMisread(resource, query);
      const answer = await rest.get(route, resource ? translated(resource, query) : query, options);
      if (!resource || !isDocument(answer)) return answer;
      return (await restore(resource, [answer], query['_fields']))[0];
    },
    async write(write) {
      const resource = of(write.route);
      if (!resource) return rest.write(write);
      refuseMisread(resource, write.query ?? {});
      const query = translated(resource, write.query ?? {});
      const answer = await rest.write({ ...write, query });
      if (!isDocument(answer)) return answer;
      return (await restore(resource, [answer], write.query?.['_fields']))[0];
    },
    withCredentials: (credentials) => withOwnFields(rest.withCredentials(credentials), site, true),
  };
}

type Wanted = Query[string];

/** A query with the paths at which the wanted fields are read. */
function translated({ overlaps: { fields } }: Resource, query: Query): Query {
  const { _fields: wanted } = query;
  if (!Array.isArray(wanted)) return query;
  const paths = wanted.map(String).flatMap((path): readonly string[] => {
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
    // What WordPress lists to visitors is published, unless the document says more.
    const otherwise = field === 'status' && !isSignedIn ? 'publish' : undefined;
    const value = fieldSources[field]?.read(document, { site, type: resource.name }) ?? otherwise;
    if (value === undefined) delete restored[field];
    else restored[field] = value;
  }
  return { ...restored, id: document.id };
}

/** Documents with the fields that a search says of them; as they are where the site has no search. */
async function withSearched(
  rest: Rest,
  documents: readonly Document[],
  { resource, wanted }: { resource: Resource; wanted: Wanted },
): Promise<readonly Document[]> {
  const paths = Array.isArray(wanted) ? wanted.map(String) : null;
  const missing = Object.keys(searchedFields).filter(
    (field) => resource.overlaps.fields.has(field) && (paths === null || paths.map(fieldOf).includes(field)),
  );
  if (missing.length === 0 || documents.length === 0) return documents;
  const found = await searched(rest, documents, resource);
  return documents.map((document) => {
    const result = found.get(document.id);
    if (!result) return document;
    const read = missing.map((field) => [field, searchedFields[field]?.(result)]);
    return { ...document, ...Object.fromEntries(read), id: document.id };
  });
}

async function searched(
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
    if (error instanceof WordPressError) return new Map();
    throw error;
  }
}

/** Throws where documents have terms in place of their ids, and for a parameter that WordPress would take for something else. */
function refuseMisread({ route, overlaps: { fields, parameters } }: Resource, query: Query): void {
  const taker = fields.get('id');
  if (taker !== undefined) {
    throw new WordPressError(
      'absent',
      `Documents of ${route} have terms of the taxonomy "${taker}" in place of their ids: its rest_base is "id".`,
      { advice: otherBase(taker) },
    );
  }
  for (const [key, value] of Object.entries(query)) {
    const taxonomy = parameters.get(key.replace(/\[.*/, ''));
    if (taxonomy === undefined || value === undefined) continue;
    throw new WordPressError(
      'absent',
      `${route} can't be asked by \`${key}\`: the taxonomy "${taxonomy}" has the same rest_base, so that WordPress would take it for something else.`,
      { advice: otherBase(taxonomy) },
    );
  }
}

/** What the operator can do about a taxonomy that takes a name of WordPress. */
export function otherBase(taxonomy: string): string {
  return `Register the taxonomy "${taxonomy}" with another rest_base.`;
}

function fieldOf(path: string): string {
  return path.split('.')[0] ?? path;
}
