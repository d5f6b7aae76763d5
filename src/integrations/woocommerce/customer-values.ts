import type { Entity } from '../../loading/base/entity.ts';
import type { Cart } from './session.ts';

/** The customer of a session: the signed-in user, or a visitor. */
export interface Customer {
  /** Null for a visitor. */
  readonly user: Entity | null;
  readonly cart: Cart;
}
