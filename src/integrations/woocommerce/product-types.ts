import type { Entity } from '../../loading/base/entity.ts';
import type { FieldMap, ImplementableInterfaceRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { addFieldsTo, type EntityFields, type Graph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { text } from '../../wordpress/document.ts';
import { attributeTermFields } from './attribute-types.ts';
import { addCategoryFields } from './category-fields.ts';
import { part, productTypes } from './content.ts';
import type { ProductInterfaces } from './interface-types.ts';
import {
  crossSellConnection,
  groupConnection,
  productConnections,
  productsOfTerm,
  termFieldsOf,
} from './product-connections.ts';
import { sharedFields } from './product-fields.ts';
import { addProductInterfaces } from './product-interfaces.ts';
import { addReviewFields, reviewConnection } from './reviews.ts';
import { at } from './values.ts';
import { addressFieldsOf, addVariationTypes, dateFieldsOf } from './variation-types.ts';

type Name = keyof ProductInterfaces;

/** The interfaces and own fields of each object type of products. */
const objectTypes: Readonly<
  Record<
    string,
    { readonly interfaces: readonly Name[]; readonly fields: (t: EntityFields, graph: Graph) => FieldMap }
  >
> = {
  [productTypes.simple]: {
    interfaces: ['downloadable', 'inventoried', 'measured', 'priced'],
    fields: (t, graph) => crossSellConnection(t, graph, productTypes.simple),
  },
  [productTypes.variable]: {
    interfaces: ['inventoried', 'measured', 'priced', 'varied'],
    fields: (t, graph) => crossSellConnection(t, graph, productTypes.variable),
  },
  [productTypes.external]: {
    interfaces: ['priced'],
    fields: (t) => ({
      externalUrl: t.string({
        description: 'The address in the other shop.',
        reads: [at('add_to_cart')],
        resolve: ({ document }) => text(document, part, 'add_to_cart', 'url') || null,
      }),
      buttonText: cartText(t, 'text', 'The text of the button.'),
    }),
  },
  [productTypes.grouped]: {
    interfaces: ['priced'],
    fields: (t, graph) => ({
      addToCartText: cartText(t, 'text', 'The text of the button.'),
      addToCartDescription: cartText(t, 'description', 'The text of the button for screen readers.'),
      ...groupConnection(t, graph),
    }),
  },
};

function cartText(t: EntityFields, key: string, description: string) {
  return t.string({
    description,
    reads: [at('add_to_cart')],
    resolve: ({ document }) => text(document, part, 'add_to_cart', key) || null,
  });
}

/** Adds WooGraphQL's types of products. */
export function addProductTypes(graph: Graph): void {
  const product = resourceNamed(graph.site, 'product');
  const interfaces = addProductInterfaces(graph);
  const shared = graph.objectType(product) as unknown as ImplementableInterfaceRef<Types, Entity>;
  shared.addInterfaces([interfaces.union]);
  addFieldsTo(graph, product, (t) => ({
    ...sharedFields(t, graph),
    ...addressFieldsOf(t, graph),
    ...dateFieldsOf(t),
    ...termFieldsOf(t, graph),
    ...attributeTermFields(t, graph),
    ...productConnections(t, graph),
    ...reviewConnection(t, graph),
  }));
  for (const ref of graph.objectTypes(product)) {
    const own = objectTypes[ref.name];
    if (!own) continue;
    const names = own.interfaces.map((name) => interfaces[name]);
    ref.addInterfaces([interfaces.union, interfaces.attributed, ...names]);
    graph.builder.objectFields(ref, (t) => own.fields(t, graph));
  }
  addVariationTypes(graph, interfaces);
  addCategoryFields(graph);
  addReviewFields(graph);
  for (const taxonomy of graph.site.resources.values()) {
    if (taxonomy.kind === 'term' && taxonomy.linked.includes(product.name)) {
      addFieldsTo(graph, taxonomy, (t) => productsOfTerm(t, graph, taxonomy));
    }
  }
}
