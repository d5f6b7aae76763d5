import { hostIn } from '../values/site-names.ts';
import { targetOf } from './answers/asked.ts';
import { shortcutOf, withShortcut } from './answers/shortcut.ts';
import { type Answers, createEdge, type EdgeOptions } from './edge.ts';
import type { Handler } from './node.ts';

/** A site among several, and who answers for it. */
export interface RoutedSite {
  /** The first part of its paths: `/news/graphql` is the endpoint of `news`. */
  readonly name: string;
  /** The hosts that belong to this site alone, in the form of {@link hostIn}. */
  readonly hosts: readonly string[];
  readonly handler: Handler;
}

/** Where a request goes. */
interface Address {
  /** The host that the client named, with or without a port. */
  readonly host: string;
  /** Path and query. */
  readonly target: string;
}

/** What the router does with requests that name no site. */
export interface SiteRouterOptions extends EdgeOptions {
  /** Returns who answers them at hosts of no site. With null, they get 404. @default always null */
  readonly answers?: (() => Answers | null) | undefined;
}

/**
 * Returns a handler that passes each request to the site that its host or its path names. At a host of a site, only this site
 * is served. The handler answers health checks of the process itself, and 404 to all other requests that name no site.
 *
 * @param sites - returns the current sites
 */
export function createSiteRouter(
  sites: () => readonly RoutedSite[],
  { answers = () => null, ...edge }: SiteRouterOptions,
): Handler {
  const nobody = createEdge(edge, { answer: async () => noSite() });
  const everySite = createEdge(edge, {
    answer: async (...asked) => answers()?.answer(...asked) ?? noSite(),
    find: (...asked) => answers()?.find?.(...asked) ?? null,
  });
  const handlerAt = (address: Address): Handler => {
    const all = sites();
    return siteAt(address, all)?.handler ?? (isOfSite(address.host, all) ? nobody : everySite);
  };
  const handler: Handler = (request, info) =>
    handlerAt({ host: new URL(request.url).host, target: targetOf(request.url) })(request, info);
  const shortcuts = () => [everySite, ...sites().map((site) => site.handler)].map(shortcutOf);
  return withShortcut(handler, {
    accepts: (target) => shortcuts().some((shortcut) => shortcut?.accepts(target)),
    find(asked, clientAddress) {
      const shortcut = shortcutOf(handlerAt({ host: asked.headers.get('host') ?? '', target: asked.target }));
      return shortcut?.accepts(asked.target) ? shortcut.find(asked, clientAddress) : null;
    },
  });
}

/** Whether a host belongs to a site. */
function isOfSite(host: string, sites: readonly RoutedSite[]): boolean {
  const asked = hostIn(host);
  return asked !== null && sites.some(({ hosts }) => hosts.includes(asked));
}

/** Returns the site of a request. Returns null if it names none, or two different ones. */
function siteAt({ host, target }: Address, sites: readonly RoutedSite[]): RoutedSite | null {
  const [path = ''] = target.split('?', 1);
  const parts = path.split('/');
  // A framework may mount the gateway below another path.
  const named = sites.find(
    ({ name }) => name === parts.find((part) => sites.some((site) => site.name === part)),
  );
  if (!sites.some(({ hosts }) => hosts.length > 0)) return named ?? null;
  const asked = hostIn(host);
  const owner = sites.find(({ hosts }) => asked !== null && hosts.includes(asked));
  return owner && named && owner !== named ? null : (owner ?? named ?? null);
}

/** Returns the answer to a request that names no site. Strangers do not learn which sites there are. */
export function noSite(): Response {
  const message =
    'This gateway serves several sites, and the address names none of them. The address of a site is /<name>/graphql.';
  return Response.json({ errors: [{ message, extensions: { code: 'NO_SITE' } }] }, { status: 404 });
}
