import type { Entity } from '../../loading/base/entity.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { typeNameOf } from '../../schema/kit/base/virtual-nodes.ts';
import { identityFields } from '../../schema/kit/fields/node-fields.ts';
import { asNodeRef, type EntityFields, type Graph, interfaceNamed } from '../../schema/kit/graph/graph.ts';
import { attributeConnections } from './attributes.ts';
import type { InterfaceOfProducts, ProductInterfaces } from './interface-types.ts';
import { pricingFields } from './pricing.ts';
import { downloadFields } from './product-downloads.ts';
import { dimensionFields, inventoryFields, sharedFields } from './product-fields.ts';
import { variationConnection } from './variation-types.ts';

/** Adds the interfaces of products and variations. */
export function addProductInterfaces(graph: Graph): ProductInterfaces {
  const { builder } = graph;
  const node = interfaceNamed(graph, 'Node');
  const add = (
    name: string,
    description: string,
    options: { readonly fields: (t: EntityFields) => FieldMap; readonly above?: InterfaceOfProducts },
  ): InterfaceOfProducts => {
    const ref = builder.interfaceRef<Entity>(name);
    ref.implement({
      description,
      interfaces: options.above ? [node, options.above] : [node],
      resolveType: typeNameOf,
      fields: (t) => ({ ...identityFields(t, 'post'), ...options.fields(t) }),
    });
    graph.addNodeType(asNodeRef(ref));
    return ref;
  };
  const attributed = add('ProductWithAttributes', 'A product with attributes.', {
    fields: (t) => attributeConnections(t, graph),
  });
  return {
    union: add('ProductUnion', 'A product or a variation of one.', { fields: (t) => sharedFields(t, graph) }),
    priced: add('ProductWithPricing', 'A product with a price.', { fields: (t) => pricingFields(t, graph) }),
    inventoried: add('InventoriedProduct', 'A product with a stock.', {
      fields: (t) => inventoryFields(t, graph),
    }),
    measured: add('ProductWithDimensions', 'A product with dimensions.', { fields: dimensionFields }),
    downloadable: add('DownloadableProduct', 'A product that can be downloaded.', {
      fields: (t) => downloadFields(t, graph),
    }),
    attributed,
    varied: add('ProductWithVariations', 'A product with variations.', {
      above: attributed,
      fields: (t) => variationConnection(t, graph),
    }),
  };
}
