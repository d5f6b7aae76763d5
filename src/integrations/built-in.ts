import type { Integration } from '../schema/integration/contract.ts';
import { acf } from './acf/index.ts';
import { jwtAuthWithRefresh, jwtKeyPairs, jwtToken, simpleJwt } from './jwt/index.ts';
import { rankMath } from './rank-math/index.ts';
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
  jwtAuthWithRefresh,
  jwtToken,
  simpleJwt,
  jwtKeyPairs,
];
