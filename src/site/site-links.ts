import { text } from '../wordpress/document.ts';
import type { Collection } from './resources.ts';
import { isSamePath, segmentsOf, withoutIndex } from './segments.ts';
import type { Site } from './site.ts';

/** The addresses of a site. */
export type SiteAddresses = Pick<Site, 'home' | 'url' | 'address'>;

/** Patterns of a site's links, from one document of each collection. */
export interface SiteLinks {
  /** Hosts of links to other hosts than WordPress', for example of a frontend if a plugin rewrites links. */
  readonly hosts: readonly string[];
  /**
   * WordPress' front: the segments before all permalinks. The permalinks `/blog/%postname%/` have `['blog']`.
   */
  readonly front: readonly string[];
  /**
   * Segments before the slugs of a type with an archive, by the name of the type: `['blog', 'book']`. Hierarchical types
   * are missing, because the path of a document can begin with that of its parent.
   */
  readonly bases: ReadonlyMap<string, readonly string[]>;
  /** Collections by the parameter of their plain permalinks: `?title=dune` belongs to the type `book`. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The patterns of a site without documents. */
export const unknownLinks: SiteLinks = { hosts: [], front: [], bases: new Map(), parameters: new Map() };

/**
 * Returns the patterns of the links of sample documents. Paths are relative to the home of the site.
 *
 * @param samples - a document of each collection, by the name of the collection
 * @param frontend - address of the frontend; its host counts even if no link names it
 */
export function siteLinksOf(
  collections: readonly Collection[],
  samples: ReadonlyMap<string, Readonly<Record<string, unknown>> | null>,
  { frontend, ...own }: SiteAddresses & { readonly frontend?: string | undefined },
): SiteLinks {
  const ownHosts = hostsOf(own);
  const hosts = new Set<string>(frontend && URL.canParse(frontend) ? [new URL(frontend).host] : []);
  const bases = new Map<string, readonly string[]>();
  const parameters = new Map<string, string>();
  const folder = segmentsOf(new URL(own.home).pathname).length;
  for (const { name, hierarchical, kind } of collections) {
    const sample = samples.get(name) ?? null;
    const link = text(sample, 'link');
    const slug = text(sample, 'slug');
    if (!link || !URL.canParse(link, own.home) || kind === 'comment') continue;
    const url = new URL(link, own.home);
    const isOwn = ownHosts.has(url.host);
    if (!isOwn) hosts.add(url.host);
    if (slug === null) continue;
    const [[parameter, value] = []] = [...url.searchParams];
    if (parameter && value?.split('/').at(-1) === slug) parameters.set(parameter, name);
    const segments = withoutIndex(segmentsOf(url.pathname).slice(isOwn ? folder : 0));
    // The path of a hierarchical document can begin with that of its parent.
    if (!hierarchical && isSamePath(segments.slice(-1), [slug])) bases.set(name, segments.slice(0, -1));
  }
  const withArchive = collections.filter(({ name, hasArchive }) => hasArchive && bases.has(name));
  return {
    hosts: [...hosts].filter((host) => !ownHosts.has(host)),
    front: frontOf(bases),
    bases: new Map(withArchive.map(({ name }) => [name, bases.get(name) ?? []])),
    parameters,
  };
}

/** Returns the segments before `author/amina/`, or else before `tag/tea/`. A changed tag base has no front before it. */
function frontOf(bases: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [authors, tags] = [bases.get('user'), bases.get('post_tag')];
  if (authors) return authors.slice(0, -1);
  return tags?.at(-1) === 'tag' ? tags.slice(0, -1) : [];
}

/** Returns the hosts of WordPress itself. */
export function hostsOf({ home, url, address }: SiteAddresses): ReadonlySet<string> {
  return new Set([home, url, address].filter((each) => URL.canParse(each)).map((each) => new URL(each).host));
}
