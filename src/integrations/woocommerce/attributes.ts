import { toBase64 } from '#platform/values/bytes';
import type { Entity } from '../../loading/base/entity.ts';
import type { FieldMap, InterfaceRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { type EntityFields, type Graph, interfaceNamed, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import type { WhereRow } from '../../schema/kit/where/rows.ts';
import { attributeTermWhere } from './attribute-terms.ts';
import { addAttributeTermTypes, pageOfTermsOfProduct } from './attribute-types.ts';
import {
  attributesOf,
  defaultAttributesOf,
  keyOf,
  type ProductAttribute,
  type VariationAttribute,
} from './attribute-values.ts';
import { enumsOf } from './enums.ts';
import { pageOfValues } from './lists.ts';
import { at } from './values.ts';

/** Adds the types of attributes, which are nodes of connections. */
export const addAttributeTypes = oncePerGraph((graph) => {
  const { builder } = graph;
  const enums = enumsOf(graph);
  // The interface `Node` has no resolver of its own, so its values may be any objects.
  const node = interfaceNamed(graph, 'Node') as unknown as InterfaceRef<Types, ProductAttribute>;
  const shared = builder.interfaceRef<ProductAttribute>('ProductAttribute').implement({
    description: 'An attribute of a product.',
    interfaces: [node],
    resolveType: ({ taxonomy }) => (taxonomy ? 'GlobalProductAttribute' : 'LocalProductAttribute'),
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The global id.', resolve: globalIdOf }),
      attributeId: t.int({
        nullable: false,
        description: 'The id. 0 for a local attribute.',
        resolve: ({ id }) => id,
      }),
      name: t.string({ description: 'The name in WooCommerce: `pa_color`.', resolve: keyOf }),
      label: t.string({ description: 'The name for visitors.', resolve: ({ name }) => name }),
      options: t.stringList({
        nullable: { list: true, items: true },
        description: 'The slugs of the terms of a global attribute; the values of a local one.',
        resolve: ({ options }) => options.map(({ slug }) => slug),
      }),
      position: t.int({
        description: 'The position among the attributes.',
        resolve: ({ position }) => position,
      }),
      visible: t.boolean({ description: 'Whether visitors see the attribute.', resolve: () => true }),
      variation: t.boolean({
        description: 'Whether variations differ in it.',
        resolve: ({ variation }) => variation,
      }),
      scope: t.field({
        type: enums('ProductAttributeTypesEnum'),
        nullable: false,
        description: 'Whether it is an attribute of the shop or of one product.',
        resolve: ({ taxonomy }) => (taxonomy ? 'GLOBAL' : 'LOCAL'),
      }),
    }),
  });
  addAttributeTermTypes(graph);
  const globalFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, ProductAttribute>) => ({
    slug: t.string({
      description: 'The name without `pa_`.',
      resolve: ({ taxonomy }: ProductAttribute) => taxonomy?.replace(/^pa_/, '') ?? null,
    }),
    terms: connectionField<ProductAttribute>(t, graph, {
      base: 'GlobalProductAttributeToTermNode',
      target: 'TermNode',
      description: 'The terms that the product has.',
      where: attributeTermWhere,
      page: (attribute, request) => pageOfTermsOfProduct(attribute, request),
    }),
  });
  const global = builder.objectRef<ProductAttribute>('GlobalProductAttribute').implement({
    description: 'An attribute of the shop, which several products can have.',
    interfaces: [node, shared],
    fields: globalFields,
  });
  const local = builder.objectRef<ProductAttribute>('LocalProductAttribute').implement({
    description: 'An attribute of one product.',
    interfaces: [node, shared],
  });
  const attribute = builder.interfaceRef<VariationAttribute>('Attribute').implement({
    description: 'The value of an attribute.',
    resolveType: () => 'VariationAttribute',
    interfaces: [node as unknown as InterfaceRef<Types, VariationAttribute>],
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The id.', resolve: ({ id }) => id }),
      name: t.string({ description: 'The name in WooCommerce: `pa_color`.', resolve: ({ name }) => name }),
      value: t.string({ description: 'The slug of the term, or the value.', resolve: ({ value }) => value }),
    }),
  });
  const variation = builder.objectRef<VariationAttribute>('VariationAttribute').implement({
    description: 'The value of an attribute of a variation.',
    interfaces: [node as unknown as InterfaceRef<Types, VariationAttribute>, attribute],
    fields: (t) => ({
      attributeId: t.int({
        description: 'The id of the term. 0 if there is none.',
        resolve: ({ attributeId }) => attributeId,
      }),
      label: t.string({ description: 'The name for visitors.', resolve: ({ label }) => label }),
    }),
  });
  for (const ref of [shared, local, global, variation]) graph.addNodeType(ref as unknown as NodeRef);
});

function globalIdOf({ taxonomy, id, name, productId }: ProductAttribute): string {
  const text = taxonomy ? `GlobalProductAttribute:${id}` : `LocalProductAttribute:${name}:${productId}`;
  return toBase64(text);
}

const typeArgument: WhereRow = {
  argument: 'type',
  type: 'ProductAttributeTypesEnum',
  description: 'Attributes of the shop, or of the product alone.',
};

/** Returns the connections of `ProductWithAttributes`. */
export function attributeConnections(t: EntityFields, graph: Graph): FieldMap {
  const connection = (
    base: string,
    target: string,
    options: {
      readonly description: string;
      readonly where?: readonly WhereRow[];
      readonly values: (product: Entity, scope: unknown) => readonly object[];
    },
  ) =>
    connectionField<Entity>(t, graph, {
      base: `ProductWithAttributesTo${base}`,
      target,
      description: options.description,
      ...(options.where ? { where: options.where } : {}),
      reads: [at('type'), at('attributes')],
      page: async (product, request) => {
        const values = options.values(product, request.where['type']);
        return values.length > 0 ? pageOfValues(values, request) : null;
      },
    });
  const ofScope = (product: Entity, scope: unknown) =>
    attributesOf(product).filter(({ taxonomy }) => !scope || (scope === 'GLOBAL') === (taxonomy !== null));
  return {
    attributes: connection('ProductAttribute', 'ProductAttribute', {
      description: 'The attributes that visitors see. Null if there is none.',
      where: [typeArgument],
      values: ofScope,
    }),
    globalAttributes: connection('GlobalProductAttribute', 'GlobalProductAttribute', {
      description: 'The attributes of the shop. Null if there is none.',
      values: (product) => ofScope(product, 'GLOBAL'),
    }),
    localAttributes: connection('LocalProductAttribute', 'LocalProductAttribute', {
      description: 'The attributes of the product alone. Null if there is none.',
      values: (product) => ofScope(product, 'LOCAL'),
    }),
    defaultAttributes: connection('VariationAttribute', 'VariationAttribute', {
      description: 'The values that the shop selects at first. Null if there is none.',
      values: defaultAttributesOf,
    }),
  };
}
