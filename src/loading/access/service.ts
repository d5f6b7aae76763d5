import { applicationPassword } from '../../wordpress/credentials.ts';
import type { Service } from './grant-readers.ts';
import { grants, isGrant } from './grants.ts';

/** The options of the operator's credential. */
interface ServiceSettings {
  /** `user:application password`. */
  readonly serviceCredential?: string | undefined;
  readonly grants?: readonly string[] | undefined;
}

/**
 * Returns the operator's credential and its grants. Returns null if the operator configured no credential.
 *
 * @throws TypeError if a grant is unknown, or if there are grants without a credential
 */
export function serviceOf({ serviceCredential, grants: named = [] }: ServiceSettings): Service | null {
  const unknown = named.find((name) => !isGrant(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no grant "${unknown}". The grants are ${Object.keys(grants).join(', ')}.`);
  }
  if (!serviceCredential) {
    if (named.length === 0) return null;
    throw new TypeError('`grants` need a `serviceCredential` to read with. Set it, or remove `grants`.');
  }
  return { credentials: applicationPassword(serviceCredential), grants: new Set(named.filter(isGrant)) };
}
