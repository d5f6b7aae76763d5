import type { Variants } from '../../site/plugin-content.ts';
import type { Resource, Site } from '../../site/site.ts';
import { splitPaths } from '../../site/variants.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import { type Document, isDocument } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { CallOptions, Query, Rest } from '../../wordpress/rest.ts';
import { chunkSize, chunks } from '../base/lists.ts';

/**
 * Returns a client that adds the second part to the documents of a plugin (see `Variants`), if `_fields` names paths of it. A
 * request for documents by id sends both requests at the same time, and only one if all fields are in one part.
 */
export function withParts(rest: Rest, site: Site): Rest {
  const divided = dividedResources(site);
  if (divided.size === 0) return rest;
  return {
    ...rest,
    async list(route, query = {}, options) {
      const split = splitFields(divided.get(route), query);
      if (!split) return rest.list(route, query, options);
      const { variants, own, part } = split;
      const ids = idsOf(query);
      if (ids && own.size <= 1) {
        const parts = await readParts(rest, { variants, part, ids }, options);
        const documents = ids.flatMap((id) => withPart({ id }, variants, parts) ?? []);
        const found = documents.filter((document) => document[variants.part] !== undefined);
        return { documents: found, total: null };
      }
      const reading = rest.list(route, { ...query, _fields: [...own] }, options);
      const early = ids ? readParts(rest, { variants, part, ids }, options) : null;
      const [page, known] = await Promise.all([reading, early]);
      const parts =
        known ??
        (await readParts(rest, { variants, part, ids: page.documents.map(({ id }) => id) }, options));
      return { ...page, documents: page.documents.map((document) => withPart(document, variants, parts)) };
    },
    async get(route, query = {}, options) {
      const [, collection = '', id] = /^(.+)\/(\d+)$/.exec(route) ?? [];
      const split = splitFields(divided.get(collection), query);
      if (!split) return rest.get(route, query, options);
      const { variants, own, part } = split;
      const [answer, parts] = await Promise.all([
        rest.get(route, { ...query, _fields: [...own] }, options),
        readParts(rest, { variants, part, ids: [Number(id)] }, options),
      ]);
      return isDocument(answer) ? withPart(answer, variants, parts) : answer;
    },
  };
}

interface PartRequest {
  readonly variants: Variants;
  readonly part: Paths;
  readonly ids: readonly number[];
}

const dividedResources = remembered(
  ({ resources }: Pick<Site, 'resources'>): ReadonlyMap<string, Resource> =>
    new Map(
      [...resources.values()]
        .filter(({ variants }) => variants)
        .map((resource) => [resource.route, resource]),
    ),
);

/** Returns the two parts of `_fields`. Null if there is no second part. */
function splitFields(
  resource: Resource | undefined,
  { _fields: fields }: Query,
): { readonly variants: Variants; readonly own: Paths; readonly part: Paths } | null {
  if (!resource?.variants || !Array.isArray(fields)) return null;
  const { own, part } = splitPaths(resource, new Set(fields.map(String)));
  return part.size > 0 ? { variants: resource.variants, own, part } : null;
}

/** Returns the ids of a request for documents by id alone. Null for every other request. */
function idsOf({ include, _fields, per_page, ...others }: Query): readonly number[] | null {
  return Array.isArray(include) && Object.keys(others).length === 0 ? include.map(Number) : null;
}

async function readParts(
  rest: Rest,
  { variants, part, ids }: PartRequest,
  options: CallOptions | undefined,
): Promise<ReadonlyMap<number, Document>> {
  const pages = await Promise.all(
    chunks(ids, chunkSize).map((include) =>
      rest.list(
        variants.route,
        { ...variants.query, include, per_page: include.length, _fields: [...new Set(['id', ...part])] },
        options,
      ),
    ),
  );
  return new Map(pages.flatMap(({ documents }) => documents).map((document) => [document.id, document]));
}

function withPart(
  document: Document,
  { part: key }: Variants,
  parts: ReadonlyMap<number, Document>,
): Document {
  const part = parts.get(document.id);
  const known = valueAt(document, key);
  return part ? { ...document, [key]: isRecord(known) ? { ...known, ...part } : part } : document;
}
