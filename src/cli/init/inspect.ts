import { closedGrants } from '../../loading/access/closed-grants.ts';
import type { Grant } from '../../loading/access/grants.ts';
import { discoverSite } from '../../site/discover.ts';
import type { Site } from '../../site/site.ts';
import { applicationPassword } from '../../wordpress/credentials.ts';
import { WordPressError } from '../../wordpress/errors.ts';

/** What `pressql init` finds out about a site. */
export interface Inspected {
  readonly site: Site;
  /** What WordPress hides from visitors and a credential would show them. */
  readonly closed: readonly Grant[];
  /** Checks an application password: `user:application password`. */
  check(pair: string): Promise<CheckedCredential>;
  close(): void;
}

/** What an application password opens, or why WordPress does not accept it. */
export type CheckedCredential = { readonly opens: readonly Grant[] } | { readonly problem: string };

/**
 * Looks at a site as a visitor does.
 *
 * @throws WordPressError if the site cannot be read
 */
export async function inspect(
  url: string,
  options: { readonly timeout?: number | undefined },
): Promise<Inspected> {
  const { site, rest } = await discoverSite(url, options);
  const closed = await closedGrants(rest, site);
  return {
    site,
    closed,
    async check(pair) {
      try {
        const signedIn = rest.withCredentials(applicationPassword(pair));
        await signedIn.get('/wp/v2/users/me', { _fields: ['id'] });
        const stillClosed = await closedGrants(signedIn, site);
        return { opens: closed.filter((grant) => !stillClosed.includes(grant)) };
      } catch (error) {
        if (error instanceof WordPressError) return { problem: error.report };
        if (error instanceof TypeError) return { problem: error.message };
        throw error;
      }
    },
    close: () => rest.close(),
  };
}
