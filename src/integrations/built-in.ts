import type { Integration } from '../schema/integration/contract.ts';
import { acf } from './acf/index.ts';
import { jwtAuthentication, simpleJwt } from './jwt/index.ts';
import { rankMath } from './rank-math/index.ts';
import { yoast } from './yoast/index.ts';

/**
 * The integrations that every gateway has, unless its operator takes them out. Of those with one slot the first counts.
 *
 * @example
 * await createPressQL({ url, integrations: (builtIn) => builtIn.filter(({ name }) => name !== 'yoast') });
 */
export const builtInIntegrations: readonly Integration[] = [
  acf,
  yoast,
  rankMath,
  jwtAuthentication,
  simpleJwt,
];
