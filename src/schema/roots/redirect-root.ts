import { pageUrl, parseUri, uriOf } from '../../site/permalinks.ts';
import type { Site } from '../../site/site.ts';
import { isLoginPage } from '../../wordpress/redirects.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';

/** A redirect of the site, in the words of HTTP. */
interface SiteRedirect {
  readonly to: string;
  readonly status: number;
}

/**
 * Adds `redirect`: where WordPress sends visitors of an address. It knows old slugs, moved parents, other spellings, and the
 * rules of plugins. One `HEAD` request asks WordPress.
 */
export function addRedirectRoot(graph: Graph): void {
  const type = graph.builder.objectRef<SiteRedirect>('Redirect').implement({
    description: 'A redirect of the site (beyond WPGraphQL).',
    fields: (t) => ({
      to: t.string({
        description: 'The new address: a path of the site as in `uri`, or the address of another site.',
        resolve: ({ to }) => to,
      }),
      status: t.int({
        description: 'The HTTP status: 301 or 308 for good, 302, 303 or 307 for now.',
        resolve: ({ status }) => status,
      }),
    }),
  });
  graph.builder.queryField('redirect', (t) =>
    t.field({
      type,
      description:
        'Where WordPress redirects visitors of an address (beyond WPGraphQL). Null if it redirects nowhere.',
      args: { uri: t.arg.string({ required: true, description: '`/an-old-slug/`' }) },
      resolve: async (_root, { uri }, { loaders: { rest, site } }) => {
        const path = pathOf(uri, site);
        const { status, location } = await rest.head(pageUrl(site, path));
        if (location === null || isLoginPage(new URL(location))) return null;
        const to = uriOf(site, location);
        return isSameAddress(to, path, site) ? null : { to, status };
      },
    }),
  );
}

/** @throws InputError if the address is on another host */
function pathOf(uri: string, site: Site): string {
  const address = parseUri(site, uri);
  if (address.kind === 'local') return address.uri;
  throw new InputError(
    `\`uri\` is on another host (${address.host}): ${JSON.stringify(uri)}. This graph has URIs of ${new URL(site.home).host}.`,
  );
}

/** Whether a target is the same path at the frontend: sites redirect their visitors there, and it shows the address itself. */
function isSameAddress(to: string, path: string, site: Site): boolean {
  if (!URL.canParse(to)) return to === path;
  const { host, pathname, search } = new URL(to);
  return site.links.hosts.includes(host) && pathname + search === path;
}
