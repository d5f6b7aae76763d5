import type { GraphQLResolveInfo } from 'graphql';
import { type Entity, union } from '../../loading/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import {
  type Candidate,
  type LocalAddress,
  leadsTo,
  pageUrl,
  parseUri,
  withoutPart,
} from '../../site/permalinks.ts';
import type { Resource, Site } from '../../site/site.ts';
import type { PageHead } from '../../wordpress/client.ts';
import { text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { InputError } from '../errors.ts';
import { resourceNamed } from '../graph.ts';
import { type ContentTypeNode, type GraphNode, isEntity } from '../nodes.ts';
import { projectionOf } from '../reads/projection.ts';

/** Who asks for an address, and of which resources the answer may be; of any unless said. */
export interface UriLookup {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
  readonly only?: readonly Resource[];
}

/** With so few resources in question, slugs find an address in one wave; with more, asking the page itself is less. */
const fewResources = 2;

/** How often a page's own redirect (a missing slash, another case) is followed. */
const mostRedirects = 2;

/**
 * What the site shows at an address, whatever its permalinks look like; null where it shows nothing that
 * is a node. REST has no such lookup. A `HEAD` on the page names the REST route of what it shows; where a
 * page doesn't tell (a cache answers, a redirect leads away), all segments of the path are looked up as
 * slugs, and the one whose link is the address is it.
 *
 * @param input - a path, or a full address of the site
 * @throws InputError for an address of another host
 */
export async function findByUri(input: string, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  const address = parseUri(site, input);
  if (address.kind === 'foreign') {
    throw new InputError(
      `\`uri\` is an address of another host (${address.host}): ${JSON.stringify(input)}. This graph is of ${site.home}.`,
    );
  }
  const comment = /#comment-(\d{1,15})$/.exec(input)?.[1];
  if (comment) return load(resourceNamed(site, 'comment'), Number(comment), lookup);
  if (input.trim() === '') return null;
  if (address.isFront) return findFront(address, lookup);
  if (address.candidates.length > 0) return findCandidate(address, lookup);
  if (address.segments.length === 0) return null;
  const found = await findByPath(address, lookup);
  if (found) return found;
  const whole = withoutPart(site, address);
  const content = whole && (await findByPath(whole, lookup));
  return content && isEntity(content) && content.resource.kind === 'content' ? content : null;
}

async function findByPath(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const resources = lookup.only ?? addressable(lookup.loaders);
  if (resources.length <= fewResources) return findBySlugs(address, resources, lookup);
  return findByHead(address, resources, lookup);
}

/** `/`: the static front page, or the list of posts. */
async function findFront(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  const { site } = lookup.loaders;
  if (site.front?.shows === 'posts') return archive(resourceNamed(site, 'post'), lookup);
  if (site.front?.pageOnFront) return load(resourceNamed(site, 'page'), site.front.pageOnFront, lookup);
  // The REST index of older versions doesn't say what the front page is; the page itself does.
  const head = await headOf(address, lookup);
  const found = head && (await loadRoute(head.route, lookup));
  return found ?? archive(resourceNamed(site, 'post'), lookup);
}

/** `?p=12`, `?cat=3`, `?book=dune`: the first candidate that visitors see. */
async function findCandidate(address: LocalAddress, lookup: UriLookup): Promise<GraphNode | null> {
  for (const candidate of address.candidates) {
    const found = await readCandidate(candidate, lookup);
    if (!found) continue;
    // Where the REST index doesn't say which page lists posts, the page itself does: it doesn't name itself.
    const isUnsure = lookup.loaders.site.front === null && isPage(found);
    const isList = isUnsure ? isArchive(await headOf(address, lookup)) : isPostsPage(found, lookup);
    return isList ? archive(resourceNamed(lookup.loaders.site, 'post'), lookup) : found;
  }
  return null;
}

async function readCandidate(candidate: Candidate, lookup: UriLookup): Promise<GraphNode | null> {
  if ('archive' in candidate) return archive(candidate.archive, lookup);
  const resources = candidate.resources.filter((resource) => !lookup.only || lookup.only.includes(resource));
  const found = await Promise.all(
    resources.map(async (resource) =>
      'id' in candidate
        ? load(resource, candidate.id, lookup)
        : ((await lookup.loaders.slugs(resource).load(candidate.slug, pathsOf(resource, lookup)))[0] ?? null),
    ),
  );
  return found.find((entity) => entity !== null) ?? null;
}

async function findByHead(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<GraphNode | null> {
  const head = await headOf(address, lookup);
  const found = head?.route ? await loadRoute(head.route, lookup) : null;
  if (found) return found;
  const left = resources.filter((resource) => isLeft(resource, { head, address, site: lookup.loaders.site }));
  const bySlug = await findBySlugs(address, left, lookup);
  // A page that doesn't name itself where it is shown is the one that lists posts; older versions say it nowhere else.
  if (bySlug && isPage(bySlug) && isArchive(head))
    return archive(resourceNamed(lookup.loaders.site, 'post'), lookup);
  return bySlug ?? findArchive(address, lookup);
}

/** Whether WordPress shows something that isn't a document of its own. */
function isArchive(head: PageHead | null): boolean {
  return head?.isWordPress === true && head.status === 200 && head.route === null;
}

function isPage(node: GraphNode): boolean {
  return isEntity(node) && node.resource.name === 'page';
}

/** Whether a page whose headers name no route may still show a document of a resource. */
function isLeft(
  { kind, name }: Resource,
  { head, address, site }: { head: PageHead | null; address: LocalAddress; site: Site },
): boolean {
  if (!head?.isWordPress) return true;
  if (head.status === 404) {
    // Behind `index.php` WordPress doesn't find its own pages where their address has escapes.
    if (site.permalinks === 'index' && !isPlainText(address)) return true;
    // Only media are in the graph whether or not they have pages.
    return name === 'attachment';
  }
  // An archive: of a term, of a type, of a day, or the page that lists posts.
  return kind === 'term' || (name === 'page' && (site.front === null || site.front.pageForPosts > 0));
}

/** Whether an address is written without escapes. */
function isPlainText({ segments }: LocalAddress): boolean {
  return segments.every((segment) => encodeURIComponent(segment) === segment);
}

/** What the page's own headers say; null where it can't be asked, or leads away. */
async function headOf(address: LocalAddress, { loaders }: UriLookup): Promise<PageHead | null> {
  const { site, rest } = loaders;
  let url = pageUrl(site, address.uri);
  try {
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const head = await rest.head(url);
      if (!head.location) return head;
      // Only to another spelling of the same address: WordPress also guesses, and sends attachments to their files.
      if (!leadsTo(site, head.location, address)) return null;
      url = head.location;
    }
    return null;
  } catch (error) {
    if (error instanceof WordPressError) return null;
    throw error;
  }
}

/** The document of a REST route: `/wp/v2/posts/7`. */
async function loadRoute(route: string | null, lookup: UriLookup): Promise<Entity | null> {
  const [, collection, id] = /^(.+)\/(\d{1,15})$/.exec(route ?? '') ?? [];
  const resource = [...lookup.loaders.site.resources.values()].find((each) => each.route === collection);
  if (!resource || !id || (lookup.only && !lookup.only.includes(resource))) return null;
  return load(resource, Number(id), lookup);
}

/** All segments of the path as slugs, of all resources at once; the one that links to the address. */
async function findBySlugs(
  address: LocalAddress,
  resources: readonly Resource[],
  lookup: UriLookup,
): Promise<GraphNode | null> {
  const { loaders } = lookup;
  const found = await Promise.all(
    resources.flatMap((resource) =>
      address.slugs.map((slug) => loaders.slugs(resource).load(slug, pathsOf(resource, lookup))),
    ),
  );
  const match = found
    .flat()
    .find(({ document }) => leadsTo(loaders.site, text(document, 'link') ?? '', address));
  if (!match) return null;
  return isPostsPage(match, lookup) ? archive(resourceNamed(loaders.site, 'post'), lookup) : match;
}

/** `/reviews/`: the list of all of a type, where the site says that it has one. */
function findArchive({ segments }: LocalAddress, lookup: UriLookup): GraphNode | null {
  const path = segments.join('/');
  const type = addressable(lookup.loaders).find(
    ({ kind, hasArchive, archiveSlug, name, restBase }) =>
      kind === 'content' &&
      hasArchive &&
      (archiveSlug === null ? name === path || restBase === path : archiveSlug === path),
  );
  return type ? archive(type, lookup) : null;
}

/** The list of a type's content as a node; null for who asks for something else. */
function archive(contentType: Resource, { only }: UriLookup): ContentTypeNode | null {
  return only ? null : { typeName: 'ContentType', contentType };
}

function isPostsPage(node: GraphNode, { loaders }: UriLookup): boolean {
  const { front } = loaders.site;
  if (!front?.pageForPosts || front.shows !== 'page' || !isEntity(node)) return false;
  return isPage(node) && node.document.id === front.pageForPosts;
}

function load(resource: Resource, id: number, lookup: UriLookup): Promise<Entity | null> {
  if (lookup.only && !lookup.only.includes(resource)) return Promise.resolve(null);
  return lookup.loaders.entities(resource).load(id, projectionOf(lookup.info, resource.typeName).paths);
}

function pathsOf(resource: Resource, { info }: UriLookup) {
  return union(projectionOf(info, resource.typeName).paths, ['link']);
}

/** Resources whose documents have pages of their own. */
function addressable({ site }: Loaders): readonly Resource[] {
  return [...site.resources.values()].filter(({ kind }) => kind !== 'comment');
}
