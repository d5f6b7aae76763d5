import { openGateway } from './gateway.ts';
import type { PressQL, PressQLOptions } from './pressql.ts';

/**
 * Discovers a WordPress site and returns a gateway that serves it over GraphQL, with the schema of WPGraphQL.
 *
 * @param given - the options; those that are missing have the default of their row
 * @throws WordPressError if there is no usable WordPress at the address; its message and `advice` explain the problem
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 * @throws TypeError if a grant is unknown, if there are grants without a service credential, if `trustedDocuments` is no
 * manifest, if `ages` names a resource that the site does not have, or if an option of an integration names files that cannot be
 * read
 * @example
 * const pressql = await createPressQL({ url: 'https://site.example' });
 * export const POST = pressql.fetch;
 */
export function createPressQL(given: PressQLOptions): Promise<PressQL> {
  return openGateway(given);
}
