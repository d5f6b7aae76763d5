import type { Entity } from '../../loading/base/entity.ts';
import type { ImplementableInterfaceRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';

export type InterfaceOfProducts = ImplementableInterfaceRef<Types, Entity>;

/** WooGraphQL's interfaces of products and variations, by name. */
export interface ProductInterfaces {
  readonly union: InterfaceOfProducts;
  readonly priced: InterfaceOfProducts;
  readonly inventoried: InterfaceOfProducts;
  readonly measured: InterfaceOfProducts;
  readonly downloadable: InterfaceOfProducts;
  readonly attributed: InterfaceOfProducts;
  readonly varied: InterfaceOfProducts;
}
