import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import { decodedText, encodeName } from '../kit/base/text.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { findMediaByUrl } from './media-by-url.ts';
import { findByUri } from './uri/by-uri.ts';

/** The id of a root field for one document, with the means to find the document. */
export interface Lookup {
  readonly id: string;
  readonly resource: Resource;
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/** The functions that find a document, by the value of `idType`. */
const lookups: Readonly<Record<string, (lookup: Lookup) => Promise<Entity | null>>> = {
  ID: (lookup) => byDatabaseId(lookup, globalDatabaseId(lookup)),
  DATABASE_ID: (lookup) => byDatabaseId(lookup, databaseId(lookup.id)),
  SLUG: async (lookup) => (await bySlug(lookup, lookup.id))[0] ?? null,
  URI: byUri,
  NAME: byName,
  SOURCE_URL: ({ id, ...reader }) => findMediaByUrl(id, reader),
  EMAIL: () => {
    throw new InputError(
      "A user can't be found by e-mail address: WordPress' REST API doesn't search by it. Use `idType: SLUG`.",
    );
  },
  USERNAME: () => {
    throw new InputError(
      "A user can't be found by login name: WordPress' REST API doesn't search by it. Use `idType: SLUG`.",
    );
  },
};

/**
 * Returns the document with an id, slug, URI or name. Returns null if no document matches, or WordPress hides it.
 *
 * @param idType - how to read the id. @default `ID`
 * @throws InputError if the id is malformed, or REST cannot find documents by this type of id
 */
export async function lookUp(lookup: Lookup, idType: string | null | undefined): Promise<Entity | null> {
  const find = lookups[idType ?? 'ID'];
  if (!find) throw new InputError(`\`idType\` can't be ${idType}. It is not supported.`);
  return find(lookup);
}

/**
 * Returns the database id in a global id. Ignores the id's type, as WPGraphQL does in a field for one type.
 *
 * @throws InputError with WPGraphQL's message if the id is malformed
 */
function globalDatabaseId({ id, resource }: Lookup): number {
  const parsed = parseGlobalId(id);
  if (!parsed || !/^\d{1,15}$/.test(parsed.id)) {
    const isContent = resource.kind === 'content';
    throw new InputError(
      `The ID input is invalid${isContent ? '. Make sure you set the proper idType for your input.' : ''}` +
        `${isContent ? '' : '.'} ${JSON.stringify(id)} isn't a global id; for a plain number use \`idType: DATABASE_ID\`.`,
    );
  }
  return Number(parsed.id);
}

function databaseId(id: string): number {
  return /^\d{1,15}$/.test(id.trim()) ? Number(id) : 0;
}

async function byDatabaseId({ resource, loaders, info }: Lookup, id: number): Promise<Entity | null> {
  return id > 0 ? loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths) : null;
}

function bySlug(
  { resource, loaders, info }: Lookup,
  slug: string,
  extraPaths: readonly string[] = [],
): Promise<readonly Entity[]> {
  if (slug === '') return Promise.resolve([]);
  return loaders.slugs(resource).load(slug, union(projectionOf(info, resource.typeName).paths, extraPaths));
}

async function byUri({ id, resource, loaders, info }: Lookup): Promise<Entity | null> {
  const found = await findByUri(id, { loaders, info, only: [resource] });
  return found && isEntity(found) && found.resource === resource ? found : null;
}

function byName({ id, resource, loaders, info }: Lookup): Promise<Entity | null> {
  return findTermByName(id, { resource, loaders, paths: projectionOf(info, resource.typeName).paths });
}

/**
 * Returns the term with a name. Returns null if the taxonomy has none. REST has no filter by name, so the gateway searches
 * for the name and compares the results. The database stores `&`, `<` and `>` in names as entities (`pre_term_name`,
 * `_wp_specialchars`).
 */
export async function findTermByName(
  name: string,
  { resource, loaders, paths }: { resource: Resource; loaders: Loaders; paths: Paths },
): Promise<Entity | null> {
  const { documents } = await loaders.rest.list(resource.route, {
    search: encodeName(name),
    per_page: 100,
    _fields: [...union(paths, ['id', 'name'])],
  });
  const lowerCaseName = name.toLowerCase();
  const document = documents.find((each) => decodedText(text(each, 'name'))?.toLowerCase() === lowerCaseName);
  return document ? { resource, document } : null;
}
