import type { Settings } from '../config/options.ts';
import { closedGrants, grantAdvice } from '../loading/access/closed-grants.ts';
import { connect } from '../site/connect.ts';
import type { Site } from '../site/site.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { withoutUserInfo } from '../wordpress/url.ts';

/**
 * Reads a site as a visitor does. Returns lines about the grants that would show visitors more of it, or none if no grant
 * would or the site cannot be read.
 *
 * @param url - the address that the operator gave
 */
export async function grantLines(
  url: string,
  { grants: granted = [], serviceCredential: _, ...options }: Settings,
  site: Site,
): Promise<readonly string[]> {
  const rest = connect(url, site.root, options);
  try {
    const closed = (await closedGrants(rest, site)).filter((grant) => !granted.includes(grant));
    if (closed.length === 0) return [];
    const advice = grantAdvice(closed, { url: withoutUserInfo(url), site, granted });
    return [
      'WordPress hides this from visitors, though WPGraphQL shows it. Grants show it here, too:',
      ...advice,
      '',
    ];
  } catch (error) {
    // The advice is optional: the gateway serves the site without it.
    if (error instanceof WordPressError) return [];
    throw error;
  } finally {
    rest.close();
  }
}
