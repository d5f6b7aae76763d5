import type { Entity } from '../../loading/base/entity.ts';
import type { FieldMap, InterfaceRef } from '../../schema/kit/base/pothos.ts';
import { typeNameOf } from '../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import {
  asNodeRef,
  type EntityFields,
  type Graph,
  interfaceNamed,
  resourceNamed,
} from '../../schema/kit/graph/graph.ts';
import { toEdge } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import type { WhereRow } from '../../schema/kit/where/rows.ts';
import { uriOf } from '../../site/permalinks.ts';
import { text } from '../../wordpress/document.ts';
import { variationAttributesOf } from './attribute-values.ts';
import { part } from './content.ts';
import { dateWithOffset } from './dates.ts';
import type { ProductInterfaces } from './interface-types.ts';
import { pageOfValues } from './lists.ts';
import { readVariations } from './product-lists.ts';
import { productWhere } from './product-where.ts';
import { at } from './values.ts';
import { loadVariations, parentOf, variationIdsOf, variationType } from './variations.ts';

/**
 * Returns the dates of products in WooCommerce's form, with the time zone: `2026-05-10T13:25:12+02:00`. Variations have none: the Store
 * API does not show them.
 */
export function dateFieldsOf(t: EntityFields): FieldMap {
  const field = (key: string, description: string) =>
    t.string({
      description,
      reads: [key, `${key}_gmt`],
      resolve: ({ document }) => dateWithOffset(document, key),
    });
  return {
    date: field('date', 'The date of publication in the time zone of the shop.'),
    modified: field('modified', 'The date of the last change in the time zone of the shop.'),
  };
}

/** Returns the fields `link` and `uri` of products and variations, from the Store API. */
export function addressFieldsOf(t: EntityFields, graph: Graph): FieldMap {
  const link = ({ document }: Entity) => text(document, part, 'permalink');
  return {
    link: t.string({ description: 'The address.', reads: [at('permalink')], resolve: link }),
    uri: t.string({
      description: "The address without the site's address.",
      reads: [at('permalink')],
      resolve: (product) => {
        const address = link(product);
        return address === null ? null : uriOf(graph.site, address);
      },
    }),
  };
}

/** Adds `ProductVariation` and its object type. */
export function addVariationTypes(graph: Graph, interfaces: ProductInterfaces): void {
  const { builder } = graph;
  const inherited: InterfaceRef<Types, Entity>[] = [
    ...[
      'Node',
      'DatabaseIdentifier',
      'UniformResourceIdentifiable',
      'NodeWithFeaturedImage',
      'ContentNode',
    ].map((name) => interfaceNamed(graph, name)),
    ...[
      interfaces.downloadable,
      interfaces.inventoried,
      interfaces.measured,
      interfaces.priced,
      interfaces.union,
    ],
  ];
  const shared = builder.interfaceRef<Entity>('ProductVariation');
  const object = builder.objectRef<Entity>(variationType);
  graph.addNodeType(asNodeRef(shared));
  graph.addNodeType(asNodeRef(object));
  shared.implement({
    description: 'A variation of a variable product.',
    interfaces: inherited,
    resolveType: typeNameOf,
    fields: (t) => ({
      ...addressFieldsOf(t, graph),
      status: t.string({ description: 'The status.', resolve: () => 'publish' }),
      hasAttributes: t.boolean({
        description: 'Whether the variation itself has attributes.',
        resolve: () => null,
      }),
      shippingClass: t.string({ description: 'The shipping class.', resolve: () => null }),
      attributes: connectionField<Entity>(t, graph, {
        base: 'ProductVariationToVariationAttribute',
        target: 'VariationAttribute',
        description: 'The values of the attributes in which the variation differs. Null if there is none.',
        reads: [at('parent')],
        page: async (variation, request) => {
          const paths = new Set(['id', at('type'), at('attributes'), at('variations')]);
          const parent = await parentOf(variation, { loaders: request.loaders, paths });
          const values = parent ? variationAttributesOf(parent, variation.document.id) : [];
          return values.length > 0 ? pageOfValues(values, request) : null;
        },
      }),
      parent: t.field({
        type: graph.connections.one(
          'ProductVariationToProduct',
          resourceNamed(graph.site, 'product').typeName,
        ),
        description: 'The product.',
        reads: [at('parent')],
        resolve: async (variation, _args, { loaders }, info) => {
          const { typeName } = resourceNamed(loaders.site, 'product');
          const product = await parentOf(variation, { loaders, paths: projectionOf(info, typeName).paths });
          return product && toEdge(product, product.document.id);
        },
      }),
    }),
  });
  const all: InterfaceRef<Types, Entity>[] = [...inherited, shared];
  object.implement({
    description: 'A variation of a variable product.',
    interfaces: all,
  });
}

const includeVariations: WhereRow = {
  argument: 'includeVariations',
  type: 'Boolean',
  description: 'Makes no difference: all nodes are variations.',
  filter: () => ({}),
};

/** Returns the connection of `ProductWithVariations`. */
export function variationConnection(t: EntityFields, graph: Graph): FieldMap {
  return {
    variations: connectionField<Entity>(t, graph, {
      base: 'ProductWithVariationsToProductVariation',
      target: 'ProductVariation',
      description: 'The variations, in the order of the shop.',
      where: [...productWhere('ProductTypesWithVariationsEnum'), includeVariations],
      // The values of the attributes of variations are in the product.
      reads: [at('type'), at('variations'), at('attributes')],
      page: async (product, request) => {
        const isFiltered = Object.entries(request.where).some(
          ([name, value]) => name !== includeVariations.argument && value !== null && value !== undefined,
        );
        if (isFiltered) return readVariations(product, request);
        const loading = { loaders: request.loaders, paths: request.projection(variationType).paths };
        const { cursors, total } = request.projection(variationType);
        const all = variationIdsOf(product);
        const { first, after, before, last } = request.paging;
        // Without cursors, only the variations of the page are read.
        const isStart = !after && !before && !last && !cursors && !total;
        const limit = Math.min(first || 10, request.loaders.limits.maxPageSize);
        const ids = isStart ? all.slice(0, limit + 1) : all;
        return pageOfEntities(await loadVariations(ids, loading), 'product/variations', request);
      },
    }),
  };
}
