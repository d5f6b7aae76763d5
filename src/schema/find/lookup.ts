import { type Entity, type Paths, union } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import { decodedText, encodeName } from '../kit/base/text.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { findMediaByUrl } from './media-by-url.ts';
import { findByUri } from './uri/by-uri.ts';

/** What a root field that gives one document needs to find it. */
export interface Lookup {
  readonly id: string;
  readonly resource: Resource;
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/** The ways to name one document, as the `idType` enums have them. */
const lookups: Readonly<Record<string, (lookup: Lookup) => Promise<Entity | null>>> = {
  ID: (lookup) => byDatabaseId(lookup, globalDatabaseId(lookup)),
  DATABASE_ID: (lookup) => byDatabaseId(lookup, databaseId(lookup.id)),
  SLUG: async (lookup) => (await bySlug(lookup, lookup.id))[0] ?? null,
  URI: byUri,
  NAME: byName,
  SOURCE_URL: ({ id, ...asking }) => findMediaByUrl(id, asking),
  EMAIL: () => {
    throw new InputError(
      "A user can't be found by e-mail address: WordPress' REST API doesn't show addresses. Use `idType: SLUG`.",
    );
  },
  USERNAME: () => {
    throw new InputError(
      "A user can't be found by login name: WordPress' REST API doesn't show login names. Use `idType: SLUG`.",
    );
  },
};

/**
 * One document by id, slug, address or name; null where there is none that visitors see.
 *
 * @throws InputError for an id that can't be one
 */
export async function lookUp(lookup: Lookup, idType: string | null | undefined): Promise<Entity | null> {
  const find = lookups[idType ?? 'ID'];
  if (!find) throw new InputError(`\`idType\` ${idType} isn't known.`);
  return find(lookup);
}

/**
 * The database id of a global id. Like WPGraphQL, a typed field doesn't ask what type the id says.
 *
 * @throws InputError with WPGraphQL's words
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
  more: readonly string[] = [],
): Promise<readonly Entity[]> {
  if (slug === '') return Promise.resolve([]);
  return loaders.slugs(resource).load(slug, union(projectionOf(info, resource.typeName).paths, more));
}

async function byUri({ id, resource, loaders, info }: Lookup): Promise<Entity | null> {
  const found = await findByUri(id, { loaders, info, only: [resource] });
  return found && isEntity(found) && found.resource === resource ? found : null;
}

function byName({ id, resource, loaders, info }: Lookup): Promise<Entity | null> {
  return findTermByName(id, { resource, loaders, paths: projectionOf(info, resource.typeName).paths });
}

/**
 * Returns the term of a name, `null` if the taxonomy has none. REST has no filter by name: the taxonomy's search narrows
 * it down. The search compares with names as WordPress stores them, with `&`, `<` and `>` as entities (`pre_term_name`,
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
  const wanted = name.toLowerCase();
  const document = documents.find((each) => decodedText(text(each, 'name'))?.toLowerCase() === wanted);
  return document ? { resource, document } : null;
}
