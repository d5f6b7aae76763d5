import type { Site } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { type Grant, type GrantRow, grants, isGrant } from './grants.ts';

/**
 * Reads one route of each grant as a visitor, all in parallel.
 *
 * @returns the grants whose routes the site has and closes to visitors, without those that few frontends need
 * @throws any error that is no `WordPressError`
 */
export async function closedGrants(rest: Rest, { routes }: Site): Promise<readonly Grant[]> {
  const asked = Object.keys(grants)
    .filter(isGrant)
    .map(async (grant) => {
      const row: GrantRow = grants[grant];
      if (row.ofPublished) return [];
      const [route = ''] = row.routes;
      const isThere = routes.size === 0 || routes.has(route);
      return isThere && (await isKept(rest, route, row)) ? [grant] : [];
    });
  return (await Promise.all(asked)).flat();
}

async function isKept(rest: Rest, route: string, row: GrantRow): Promise<boolean> {
  const fields = row.isDocumentsOnly ? undefined : row.fields;
  const query: Query = { per_page: 1, _fields: ['id'], ...(fields ? { context: 'edit' } : {}) };
  try {
    await rest.get(route, query);
    return false;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    // A grant of fields is useless if WordPress hides the documents that have them.
    return fields ? error.details.restCode === 'rest_forbidden_context' : error.kind === 'forbidden';
  }
}

/**
 * Returns advice for the operator on how to open data that WordPress hides from visitors.
 *
 * @param url - address of the site, as the operator typed it
 * @param granted - grants that the gateway already has
 * @returns one line for each closed grant, one about the application password, and the command to run
 */
export function grantAdvice(
  closed: readonly Grant[],
  { url, site, granted = [] }: { url: string; site: Pick<Site, 'url'>; granted?: readonly string[] },
): readonly string[] {
  const width = Math.max(...closed.map((grant) => grant.length));
  return [
    ...closed.map((grant) => `${grant.padEnd(width)}  ${grants[grant].what}: ${grants[grant].role}`),
    `Make an application password of such a user: ${site.url}/wp-admin/profile.php#application-passwords-section`,
    commandLine(url, [...granted, ...closed]),
  ];
}

/** Returns the command that starts the gateway with these grants. */
export function commandLine(url: string, named: readonly string[]): string {
  return `PRESSQL_SERVICE_CREDENTIAL='user:application password' pressql ${url} --grants ${named.join(',')}`;
}
