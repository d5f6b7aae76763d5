import type { Entity } from '../../../loading/base/entity.ts';
import { shownByAny } from '../../../loading/base/refusals.ts';
import { manyResources } from '../../../loading/entities/owners.ts';
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
 * The document whose link is the address, among those that have one of its segments for their slug. All resources are
 * asked at once; where they are many, those that the address points at are asked before the others. Null where none has it.
 *
 * @throws WordPressError where none has it and a resource failed that may have it
 */
export function matchBySlug(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  return matchIn(resources, (some) => bySlug(address, some, lookup), { address, lookup });
}

/** The same for addresses whose numbers may be ids of content, as in `/archives/12`. */
export function matchBySlugOrId(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  const answersOf = (some: readonly Resource[]) => [
    ...bySlug(address, some, lookup),
    ...byId(address, some, lookup),
  ];
  return matchIn(resources, answersOf, { address, lookup });
}

function bySlug({ slugs }: LocalAddress, resources: readonly Resource[], lookup: UriLookup) {
  return resources.flatMap((resource) => {
    const paths = pathsWithLink(resource, lookup);
    return slugs.map((slug) => lookup.loaders.slugs(resource).load(slug, paths));
  });
}

function byId(address: LocalAddress, resources: readonly Resource[], lookup: UriLookup) {
  const contents = resources.filter(({ kind, hierarchical }) => kind === 'content' && !hierarchical);
  return contents.flatMap((resource) =>
    possibleIds(address).map(async (id) => {
      const found = await lookup.loaders.entities(resource).load(id, pathsWithLink(resource, lookup));
      return found ? [found] : [];
    }),
  );
}

type Answers = readonly Promise<readonly Entity[]>[];

async function matchIn(
  resources: readonly Resource[],
  answersOf: (some: readonly Resource[]) => Answers,
  { address, lookup }: { address: LocalAddress; lookup: UriLookup },
): Promise<Entity | null> {
  const isMany = resources.length >= manyResources;
  const likely = isMany ? resources.filter((each) => isPointedAt(each, address, lookup)) : resources;
  const others = resources.filter((each) => !likely.includes(each));
  const first = answersOf(likely);
  if (others.length === 0) return matchAmong(first, address, lookup);
  // What one of the likely ones fails to answer, another one may have all the same.
  const found = await valueOrError(matchAmong(first, address, lookup));
  if (found && !(found instanceof WordPressError)) return found;
  return matchAmong([...first, ...answersOf(others)], address, lookup);
}

/**
 * Whether an address looks like one of a resource: WordPress puts the name of a type or taxonomy into addresses, or the
 * word that it is registered with instead. Those of WordPress itself may have no such word.
 */
function isPointedAt(
  { name, restBase }: Resource,
  { segments }: LocalAddress,
  { loaders: { site } }: UriLookup,
): boolean {
  const words = [name, restBase, site.links.bases.get(name)?.at(-1) ?? name];
  return isStock(name) || segments.some((segment) => words.some((word) => isSamePath([segment], [word])));
}

async function matchAmong(
  answers: Answers,
  address: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const { site } = lookup.loaders;
  const { shown, failure } = await shownByAny(answers);
  const documents = shown.flat();
  const [linked] = documents
    .filter(({ document }) => isLinkTo(site, text(document, 'link') ?? '', address))
    .sort((one, other) => precedence(one) - precedence(other));
  const match = linked ?? (await frontPageAmong(documents, address, lookup));
  if (!match && failure) throw failure;
  return match;
}

/**
 * Resources whose addresses WordPress tries last, the very last one at the end: its rules for all others come first
 * (`WP_Rewrite::rewrite_rules`), and where a page and a post have one address, it shows the page.
 */
const triedLast = ['page', 'post', 'attachment'];

/** The place of a document among those that have one address: WordPress shows the one with the lowest. */
function precedence({ resource }: Entity): number {
  return triedLast.indexOf(resource.name);
}

/** The static front page by its own slug: its link is the home page, to which WordPress sends those who ask for the page. */
async function frontPageAmong(
  documents: readonly Entity[],
  { segments }: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const page = documents.find((entity) => isFrontPage(lookup.loaders.site, entity));
  return page && (await isAtPath(page, segments, lookup)) ? page : null;
}

/** Whether slugs of a page and of the pages above it are these segments. */
async function isAtPath(page: Entity, segments: readonly string[], { loaders }: UriLookup): Promise<boolean> {
  const load = (id: number) => loaders.entities(page.resource).load(id, new Set(['slug', 'parent']));
  let id: number | null = page.document.id;
  for (const segment of [...segments].reverse()) {
    const found: Entity | null = id ? await load(id) : null;
    if (!found || !isSamePath([segment], [text(found.document, 'slug') ?? ''])) return false;
    id = integer(found.document, 'parent');
  }
  return !id;
}
