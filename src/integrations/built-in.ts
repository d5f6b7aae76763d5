import type { GraphQLSchema } from '../packages/graphql.ts';
import { knowNames } from '../schema/build.ts';
import type { Integration } from '../schema/integration/contract.ts';
import { namesFrom } from '../schema/reserved.ts';
import type { Site } from '../site/site.ts';
import { type AcfJson, loadDefinitions } from './acf/definitions/files.ts';
import { proposedGroups } from './acf/definitions/propose.ts';
import { acf, acfWith } from './acf/index.ts';
import { aioseo } from './aioseo/index.ts';
import { gravityForms } from './gravity-forms/index.ts';
import { jwtAuthWithRefresh, jwtKeyPairs, jwtToken, simpleJwt } from './jwt/index.ts';
import { rankMath } from './rank-math/index.ts';
import { builtInNames } from './reserved-names.ts';
import { seopress } from './seopress/index.ts';
import { templateHierarchy } from './template-hierarchy/index.ts';
import { woocommerce } from './woocommerce/index.ts';
import { yoast } from './yoast/index.ts';

/**
 * The integrations that every gateway has unless the operator removes them. Of several with the same slot, a site gets the first
 * whose plugin it has.
 *
 * @example
 * await createPressQL({ url, integrations: (builtIn) => builtIn.filter(({ name }) => name !== 'yoast') });
 */
export const builtInIntegrations: readonly Integration[] = [
  acf,
  yoast,
  rankMath,
  aioseo,
  seopress,
  jwtAuthWithRefresh,
  jwtToken,
  simpleJwt,
  jwtKeyPairs,
  templateHierarchy,
  woocommerce,
  gravityForms,
];

// To make these names takes a third of a cold start: the graph of a WordPress with all plugins has a thousand types.
knowNames(builtInIntegrations, namesFrom(builtInNames));

/** Values of the options of the built-in integrations. */
export interface IntegrationSettings {
  readonly acf?: AcfJson | null | undefined;
}

/** Returns whether the schema of a site's WPGraphQL may tell options of the built-in integrations. */
export function needsSchema(site: Site): boolean {
  return acf.detect(site);
}

/** Options of the built-in integrations that a schema tells. */
export interface ProposedSettings {
  readonly acf?: Readonly<Record<string, unknown>>;
}

/**
 * Returns options of the built-in integrations that the schema of a site's WPGraphQL tells, with its extensions. Returns none if
 * it tells none.
 */
export function proposedSettings(schema: GraphQLSchema, site: Site): ProposedSettings {
  const groups = proposedGroups(schema, site);
  return groups ? { acf: { groups: groups.groups } } : {};
}

/**
 * Returns the built-in integrations with the operator's options.
 *
 * @throws TypeError if the files that an option names cannot be read
 */
export function builtInWith({ acf: json }: IntegrationSettings): readonly Integration[] {
  if (json === undefined || json === null) return builtInIntegrations;
  const configured = acfWith(loadDefinitions(json));
  return builtInIntegrations.map((integration) => (integration === acf ? configured : integration));
}
