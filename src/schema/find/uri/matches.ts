import type { Entity } from '../../../loading/base/entity.ts';
import { shownByAny } from '../../../loading/base/refusals.ts';
import { isFrontPage } from '../../../site/front-page.ts';
import { type LocalAddress, leadsTo, numbersIn } from '../../../site/permalinks.ts';
import { isSamePath } from '../../../site/segments.ts';
import type { Resource } from '../../../site/site.ts';
import { integer, text } from '../../../wordpress/document.ts';
import { pathsWithLink, type UriLookup } from './lookup.ts';

/**
 * The document whose link is the address, among those that have one of its segments for their slug. All resources are
 * asked at once; null where none has it.
 *
 * @throws WordPressError where none has it and a resource failed that may have it
 */
export function matchBySlug(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  return matchAmong(bySlug(address, resources, lookup), address, lookup);
}

/** The same for addresses whose numbers may be ids of content, as in `/archives/12`. */
export function matchBySlugOrId(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<Entity | null> {
  const contents = resources.filter(({ kind, hierarchical }) => kind === 'content' && !hierarchical);
  const byId = contents.flatMap((resource) =>
    numbersIn(address).map(async (id) => {
      const found = await lookup.loaders.entities(resource).load(id, pathsWithLink(resource, lookup));
      return found ? [found] : [];
    }),
  );
  return matchAmong([...bySlug(address, resources, lookup), ...byId], address, lookup);
}

function bySlug({ slugs }: LocalAddress, resources: readonly Resource[], lookup: UriLookup) {
  return resources.flatMap((resource) => {
    const paths = pathsWithLink(resource, lookup);
    return slugs.map((slug) => lookup.loaders.slugs(resource).load(slug, paths));
  });
}

async function matchAmong(
  answers: readonly Promise<readonly Entity[]>[],
  address: LocalAddress,
  lookup: UriLookup,
): Promise<Entity | null> {
  const { site } = lookup.loaders;
  const { shown, failure } = await shownByAny(answers);
  const documents = shown.flat();
  const match =
    documents.find(({ document }) => leadsTo(site, text(document, 'link') ?? '', address)) ??
    (await frontPageAmong(documents, address, lookup));
  if (!match && failure) throw failure;
  return match;
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
