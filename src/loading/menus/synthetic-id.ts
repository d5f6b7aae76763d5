import { sha256 } from '#platform/values/hash';

/** An identifier of a menu. */
export interface MenuIdentifier {
  readonly id: string;
  /** A value of `MenuNodeIdTypeEnum`, or another word for what the identifier is. */
  readonly idType: string;
}

/**
 * Returns a database id that the gateway derives from an identifier. Clients cache nodes by id, so each identifier needs a
 * different one. It is below -2^30: WordPress uses positive ids, and configured menus use small negative ones.
 */
export function syntheticId({ id, idType }: MenuIdentifier): number {
  const digits = sha256(`${idType}:${id}`, 'hex').slice(0, 8);
  return -(2 ** 30) - (Number.parseInt(digits, 16) % 2 ** 30);
}
