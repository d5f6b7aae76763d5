import { text } from '../wordpress/document.ts';
import type { Collection } from './resources.ts';
import { isSamePath, segmentsOf, withoutIndex } from './segments.ts';
import type { Site } from './site.ts';

/** What the site's own links tell of its addresses, from one document of each collection. */
export interface SiteLinks {
  /** Hosts of links that lead elsewhere than to the site: those of a frontend, where a plugin rewrites links. */
  readonly hosts: readonly string[];
  /**
   * What all addresses below the home page begin with, as segments: `['blog']` of the permalinks `/blog/%postname%/`.
   * WordPress calls it the front.
   */
  readonly front: readonly string[];
  /**
   * What addresses of a type's documents begin with, by its name, for types with an archive: `['blog', 'book']`.
   * Hierarchical types are missing: the address of a document may begin with that of its parent.
   */
  readonly bases: ReadonlyMap<string, readonly string[]>;
  /** Parameters that name a document of a collection, where addresses are plain: `?title=dune` of the type `book`. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What is known of a site without any document. */
export const unknownLinks: SiteLinks = { hosts: [], front: [], bases: new Map(), parameters: new Map() };

/**
 * Reads the links of documents. They are written as they come, without the site's home where they begin with it.
 *
 * @param samples - a document by the name of its collection
 * @param frontend - address of the site's frontend, which is of the site whatever its links say
 */
export function siteLinksOf(
  collections: readonly Collection[],
  samples: ReadonlyMap<string, Readonly<Record<string, unknown>> | null>,
  { frontend, ...own }: Pick<Site, 'home' | 'url' | 'address'> & { readonly frontend?: string | undefined },
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
    // The sample of a hierarchical collection may be below another one, which its address then has before it.
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

/** What stands before `author/amina/`, or before `tag/tea/`, which loses it where an operator names another word than `tag`. */
function frontOf(bases: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const [authors, tags] = [bases.get('user'), bases.get('post_tag')];
  if (authors) return authors.slice(0, -1);
  return tags?.at(-1) === 'tag' ? tags.slice(0, -1) : [];
}

/** Hosts under which WordPress itself is known. */
export function hostsOf({ home, url, address }: Pick<Site, 'home' | 'url' | 'address'>): ReadonlySet<string> {
  return new Set(
    [home, url, address].filter((known) => URL.canParse(known)).map((known) => new URL(known).host),
  );
}
