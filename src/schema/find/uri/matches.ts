import type { Entity } from '../../../loading/base/entity.ts';
import { settleAnswers } from '../../../loading/base/refusals.ts';
import { minSearchedResources } from '../../../loading/entities/owners.ts';
import { isFrontPage } from '../../../site/front-page.ts';
import { valueOrError } from '../../../site/outcomes.ts';
import { isLinkTo, type LocalAddress, possibleIds } from '../../../site/permalinks.ts';
import { isStock } from '../../../site/resources.ts';
import { isSamePath } from '../../../site/segments.ts';
import type { Resource } from '../../../site/site.ts';
import { integer, text } from '../../../wordpress/document.ts';
import { WordPressError } from '../../../wordpress/errors.ts';
import { pathsWithLink, type UriLookup } from './uri-lookup.ts';

/**
 * Returns the document whose link is the address. Its slug is one of the address's segments, so the gateway looks up all
 * segments as slugs in all resources, in one wave. If there are many resources, those that the address hints at come
 * first, in a wave of their own. Returns null if no document matches.
 *
 * @throws WordPressError if no document matches and a resource failed
 */
export function matchBySlug(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  return matchIn(resources, (some) => readBySlug(address, some, lookup), { address, lookup });
}

/** Finds a document like {@link matchBySlug}, and also tries the address's numbers as ids of content (`/archives/12`). */
export function matchBySlugOrId(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  const readAll = (some: readonly Resource[]) => [
    ...readBySlug(address, some, lookup),
    ...readById(address, some, lookup),
  ];
  return matchIn(resources, readAll, { address, lookup });
}

function readBySlug({ slugs }: LocalAddress, resources: readonly Resource[], lookup: UriLookup) {
  return resources.flatMap((resource) => {
    const paths = pathsWithLink(resource, lookup);
    return slugs.map((slug) => lookup.loaders.slugs(resource).load(slug, paths));
  });
}

function readById(address: LocalAddress, resources: readonly Resource[], lookup: UriLookup) {
  const contents = resources.filter(({ kind, hierarchical }) => kind === 'content' && !hierarchical);
  return contents.flatMap((resource) =>
    possibleIds(address).map(async (id) => {
      const found = await lookup.loaders.entities(resource).load(id, pathsWithLink(resource, lookup));
      return found ? [found] : [];
    }),
  );
}

type Results = readonly Promise<readonly Entity[]>[];

async function matchIn(
  resources: readonly Resource[],
  read: (some: readonly Resource[]) => Results,
  { address, lookup }: { address: LocalAddress; lookup: UriLookup },
): Promise<Entity | null> {
  const hasMany = resources.length >= minSearchedResources;
  const likely = hasMany ? resources.filter((each) => isLikely(each, address, lookup)) : resources;
  const others = resources.filter((each) => !likely.includes(each));
  const likelyResults = read(likely);
  if (others.length === 0) return matchAmong(likelyResults, address, lookup);
  // If a likely resource fails, one of the others may still have the document.
  const match = await valueOrError(matchAmong(likelyResults, address, lookup));
  if (match && !(match instanceof WordPressError)) return match;
  return matchAmong([...likelyResults, ...read(others)], address, lookup);
}

/**
 * Returns whether an address may belong to a resource. The links of a type or taxonomy contain its name or its rewrite
 * slug. The links of WordPress' own types need not, so these are always likely.
 */
function isLikely(
  { name, restBase }: Resource,
  { segments }: LocalAddress,
  { loaders: { site } }: UriLookup,
): boolean {
  const words = [name, restBase, site.links.bases.get(name)?.at(-1) ?? name];
  return isStock(name) || segments.some((segment) => words.some((word) => isSamePath([segment], [word])));
}

async function matchAmong(
  results: Results,
  address: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const { site } = lookup.loaders;
  const { values, failure } = await settleAnswers(results);
  const documents = values.flat();
  const [linked] = documents
    .filter(({ document }) => isLinkTo(site, text(document, 'link') ?? '', address))
    .sort((one, other) => precedence(one) - precedence(other));
  const match = linked ?? (await frontPageAmong(documents, address, lookup));
  if (!match && failure) throw failure;
  return match;
}

/**
 * Resources whose rewrite rules come last, in the order of the rules (`WP_Rewrite::rewrite_rules()`). If a page and a post
 * share an address, WordPress shows the page.
 */
const lastResources = ['page', 'post', 'attachment'];

/** Returns the rank of a document among those that share an address. WordPress shows the one with the lowest rank. */
function precedence({ resource }: Entity): number {
  return lastResources.indexOf(resource.name);
}

/** Returns the static front page if the address is made of its slug. Its link is the home page, so no link matches. */
async function frontPageAmong(
  documents: readonly Entity[],
  { segments }: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const page = documents.find((entity) => isFrontPage(lookup.loaders.site, entity));
  return page && (await isAtPath(page, segments, lookup)) ? page : null;
}

/** Returns whether the slugs of a page and of its ancestors are the segments of a path. */
async function isAtPath(page: Entity, segments: readonly string[], { loaders }: UriLookup): Promise<boolean> {
  const load = (id: number) => loaders.entities(page.resource).load(id, new Set(['slug', 'parent']));
  let id: number | null = page.document.id;
  for (const segment of [...segments].reverse()) {
    const entity: Entity | null = id ? await load(id) : null;
    if (!entity || !isSamePath([segment], [text(entity.document, 'slug') ?? ''])) return false;
    id = integer(entity.document, 'parent');
  }
  return !id;
}
