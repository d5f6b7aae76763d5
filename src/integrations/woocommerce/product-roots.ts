import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import type { ObjectRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { type Graph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import type { GraphPage } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { objectTypeOf } from '../../site/variants.ts';
import { text } from '../../wordpress/document.ts';
import { productTypes } from './content.ts';
import { enumsOf } from './enums.ts';
import { findProduct, readProducts } from './product-lists.ts';
import { productWhere } from './product-where.ts';
import { loadVariations, variationType } from './variations.ts';

/** Adds the root fields of products: `product`, `products`, one for each type, and `productVariation`. */
export function addProductRoots(graph: Graph): void {
  const { builder } = graph;
  const enums = enumsOf(graph);
  const { typeName, singular, plural } = resourceNamed(graph.site, 'product');
  const lookUp = (
    { id, idType }: { readonly id: string | number; readonly idType?: string | null | undefined },
    { loaders, info }: { readonly loaders: Loaders; readonly info: GraphQLResolveInfo },
  ) => find(String(id), idType ?? 'ID', { loaders, info });
  builder.queryFields((t) => {
    const anyId = 'Identifier of the kind that `idType` names. An error without it.';
    const idType = t.arg({
      type: enums('ProductIdTypeEnum'),
      description: 'Kind of the identifier. Default: a global id.',
    });
    const args = {
      id: t.arg.id({ required: true, description: 'Identifier of the kind that `idType` names.' }),
      idType,
    };
    const ofType = (type: string) =>
      t.field({
        type: graph.typeNamed(type) as ObjectRef<Types, Entity>,
        description: `A product of the type \`${type}\`. An error if the shop shows none with this identifier.`,
        // As in WooGraphQL, where the type of the variables of such a query may be `ID`.
        args: { id: t.arg.id({ description: anyId }), idType },
        resolve: async (_root, given, { loaders }, info) => {
          const id = given.id ?? '';
          const found = await lookUp({ ...given, id }, { loaders, info });
          if (objectTypeOf(found.resource, found.document) === type) return found;
          throw new InputError(
            `The product ${given.id} is not of the type ${type}. Query \`${singular}\` instead.`,
          );
        },
      });
    return {
      [singular]: t.field({
        type: graph.typeNamed(typeName) as ObjectRef<Types, Entity>,
        description: 'One product. An error if the shop shows none with this identifier.',
        args,
        resolve: (_root, given, { loaders }, info) => lookUp(given, { loaders, info }),
      }),
      simpleProduct: ofType(productTypes.simple),
      variableProduct: ofType(productTypes.variable),
      externalProduct: ofType(productTypes.external),
      groupedProduct: ofType(productTypes.grouped),
      // The name of older versions of WooGraphQL.
      groupProduct: ofType(productTypes.grouped),
      productVariation: t.field({
        type: graph.typeNamed('ProductVariation') as ObjectRef<Types, Entity>,
        description: 'One variation of a product; null if the shop shows none.',
        args: {
          id: t.arg.id({ description: anyId }),
          idType: t.arg({
            type: enums('ProductVariationIdTypeEnum'),
            description: 'Kind of the identifier.',
          }),
        },
        resolve: async (_root, { id }, { loaders }, info) => {
          const paths = projectionOf(info, variationType).paths;
          return (
            (await loadVariations([toDatabaseId(String(id ?? ''), 'id')], { loaders, paths }))[0] ?? null
          );
        },
      }),
      [plural]: connectionField(t, graph, {
        base: `RootQueryTo${typeName}`,
        target: typeName,
        description: 'Products that the shop shows.',
        where: productWhere('ProductTypesEnum'),
        page: (_root: object, request) => readProducts(request),
      }),
    };
  });
  const connection = graph.connections.many(`RootQueryTo${typeName}`, typeName);
  builder.objectFields(connection as ObjectRef<Types, GraphPage>, (t) => ({
    found: t.int({
      demand: 'total',
      description: 'The number of products on all pages.',
      resolve: ({ total }) => total,
    }),
  }));
}

/** @throws InputError with WooGraphQL's message if the shop shows no such product */
async function find(
  id: string,
  idType: string,
  { loaders, info }: { readonly loaders: Loaders; readonly info: GraphQLResolveInfo },
): Promise<Entity> {
  const resource = resourceNamed(loaders.site, 'product');
  const { paths } = projectionOf(info, resource.typeName);
  const by = (key: 'slug' | 'sku') =>
    findProduct(
      { [key]: id },
      { loaders, paths, matches: (document) => text(document, 'type') !== 'variation' },
    );
  const finders: Readonly<Record<string, () => Promise<Entity | null>>> = {
    SLUG: () => by('slug'),
    SKU: () => by('sku'),
    DATABASE_ID: async () =>
      /^\d{1,15}$/.test(id) ? loaders.entities(resource).load(Number(id), paths) : null,
    ID: () => loaders.entities(resource).load(toDatabaseId(id, 'id'), paths),
  };
  const found = id === '' ? null : await finders[idType]?.();
  if (found) return found;
  throw new InputError(`No product ID was found corresponding to the ${idType.toLowerCase()}: ${id}`);
}
