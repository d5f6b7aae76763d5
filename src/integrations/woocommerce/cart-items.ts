import { toBase64 } from '#platform/values/bytes';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { InterfaceRef, ObjectRef } from '../../schema/kit/base/pothos.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { interfaceNamed, oncePerGraph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { valueAt } from '../../values/json.ts';
import { integer, list, text } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import { attributesOf, keyOf, slugOf, type VariationAttribute } from './attribute-values.ts';
import { amountField } from './cart-money.ts';
import { metaDataType } from './product-fields.ts';
import type { Cart } from './session.ts';
import { at } from './values.ts';
import { loadVariations, parentOf, variationType } from './variations.ts';

/** An item of a cart. */
export interface CartItem {
  /** The row of the Store API. */
  readonly item: Readonly<Record<string, unknown>>;
}

/** Returns the items of a cart. */
export function itemsOf(cart: Cart): readonly CartItem[] {
  return list(cart, 'items').map((item) => ({ item: item as CartItem['item'] }));
}

/** Returns the key of an item. */
export const keyOfItem = ({ item }: CartItem): string => text(item, 'key') ?? '';

/** An edge to the product or the variation of an item, with the item. */
interface ItemRow extends GraphRow {
  readonly of: CartItem;
}

const isVariation = ({ item }: CartItem) =>
  text(item, 'type') === 'variation' || list(item, 'variation').length > 0;

/** Returns the product of an item: for a variation, the variable product. */
export async function productOf(
  of: CartItem,
  { loaders, paths }: { loaders: Loaders; paths: Paths },
): Promise<Entity | null> {
  const id = integer(of.item, 'id') ?? 0;
  const products = loaders.entities(resourceNamed(loaders.site, 'product'));
  if (!isVariation(of)) return products.load(id, paths);
  const [variation] = await loadVariations([id], { loaders, paths: new Set(['id', at('parent')]) });
  return variation ? parentOf(variation, { loaders, paths }) : null;
}

/** Returns the variation of an item. Null for other products. */
export async function variationOf(
  of: CartItem,
  options: { loaders: Loaders; paths: Paths },
): Promise<Entity | null> {
  if (!isVariation(of)) return null;
  return (await loadVariations([integer(of.item, 'id') ?? 0], options))[0] ?? null;
}

/** Adds the types of cart items, and returns their interface. */
export const cartItemType = oncePerGraph((graph) => {
  const { builder } = graph;
  const { typeName } = resourceNamed(graph.site, 'product');
  const node = interfaceNamed(graph, 'Node') as unknown as InterfaceRef<Types, CartItem>;
  const productEdge = graph.connections.one('CartItemToProduct', typeName);
  const variationEdge = graph.connections.one('CartItemToProductVariation', 'ProductVariation');
  addEdgeFields(productEdge as ObjectRef<Types, ItemRow>, variationEdge as ObjectRef<Types, ItemRow>);
  const item = builder.interfaceRef<CartItem>('CartItem').implement({
    description: 'An item of a cart.',
    interfaces: [node],
    resolveType: () => 'SimpleCartItem',
    fields: (t) => {
      const fields = t as unknown as PothosSchemaTypes.ObjectFieldBuilder<Types, CartItem>;
      const amount = (description: string, ...keys: readonly string[]) =>
        amountField<CartItem>(fields, graph, {
          description,
          amountOf: (each) => ({ currency: valueAt(each.item, 'totals'), keys }),
        });
      return {
        id: t.id({ nullable: false, description: 'The key.', resolve: keyOfItem }),
        key: t.id({
          nullable: false,
          description: 'The key, with which mutations name the item.',
          resolve: keyOfItem,
        }),
        quantity: t.int({ description: 'The quantity.', resolve: (each) => integer(each.item, 'quantity') }),
        subtotal: amount('The price without discount and tax.', 'line_subtotal'),
        subtotalTax: amount('The tax without discount.', 'line_subtotal_tax'),
        total: amount('The price with discount and tax.', 'line_total', 'line_total_tax'),
        tax: amount('The tax.', 'line_total_tax'),
        extraData: t.field({
          type: [metaDataType(graph)],
          nullable: { list: true, items: true },
          description: 'Further data of other plugins.',
          availability: {
            to: 'nobody',
            because: 'the Store API does not show the data of plugins.',
            otherwise: 'empty',
          },
          args: {
            key: t.arg.string({ description: 'The key of the data to return.' }),
            keysIn: t.arg.stringList({
              required: { list: false, items: false },
              description: 'The keys of the data to return.',
            }),
          },
          resolve: () => [],
        }),
        product: t.field({
          type: productEdge,
          description: 'The product. For a variation, the variable product.',
          resolve: async (each, _args, { loaders }, info): Promise<ItemRow | null> => {
            const product = await productOf(each, { loaders, paths: projectionOf(info, typeName).paths });
            return product && { ...toEdge(product, product.document.id), of: each };
          },
        }),
        variation: t.field({
          type: variationEdge,
          description: 'The variation. Null for other products.',
          resolve: async (each, _args, { loaders }, info): Promise<ItemRow | null> => {
            const { paths } = projectionOf(info, variationType);
            const variation = await variationOf(each, { loaders, paths });
            return variation ? { ...toEdge(variation, variation.document.id), of: each } : null;
          },
        }),
      };
    },
  });
  builder.objectRef<CartItem>('SimpleCartItem').implement({
    description: 'An item of a cart.',
    interfaces: [node, item],
  });
  return item;

  /** Adds the values that the customer chose to the edges. */
  function addEdgeFields(product: ObjectRef<Types, ItemRow>, variation: ObjectRef<Types, ItemRow>): void {
    const simple = builder.objectRef<VariationAttribute>('SimpleAttribute').implement({
      description: 'The value of an attribute.',
      fields: (t) => ({
        name: t.string({ description: 'The name.', resolve: ({ name }) => name }),
        value: t.string({ description: 'The value.', resolve: ({ value }) => value }),
      }),
    });
    const chosen = builder.objectRef<VariationAttribute>('CartItemAttribute').implement({
      description: 'The value of an attribute that the customer chose.',
      fields: (t) => ({
        id: t.id({ nullable: false, description: 'The id.', resolve: ({ id }) => id }),
        attributeId: t.int({
          description: 'The id of the term. 0 if there is none.',
          resolve: ({ attributeId }) => attributeId,
        }),
        name: t.string({ description: 'The name.', resolve: ({ name }) => name }),
        label: t.string({ description: 'The name for visitors.', resolve: ({ label }) => label }),
        value: t.string({ description: 'The value for visitors.', resolve: ({ value }) => value }),
      }),
    });
    builder.objectFields(product, (t) => ({
      simpleVariations: t.field({
        type: [simple],
        nullable: { list: true, items: true },
        description: 'The values of the attributes that the customer chose.',
        resolve: ({ of }, _args, { loaders }) => chosenValues(of, loaders),
      }),
    }));
    builder.objectFields(variation, (t) => ({
      attributes: t.field({
        type: [chosen],
        nullable: { list: true, items: true },
        description: 'The values of the attributes that the customer chose.',
        resolve: ({ of }, _args, { loaders }) => chosenValues(of, loaders),
      }),
    }));
  }
});

/**
 * Returns the values that the customer chose, with the names and slugs of the attributes, which the variable product has. They
 * are in the order of its attributes.
 */
async function chosenValues(of: CartItem, loaders: Loaders): Promise<readonly VariationAttribute[]> {
  const rows = list(of.item, 'variation');
  if (rows.length === 0) return [];
  const product = await productOf(of, { loaders, paths: attributePaths });
  const known = product ? attributesOf(product) : [];
  const owner = integer(of.item, 'id') ?? 0;
  const values = rows.map((row) => {
    const label = decodedText(text(row, 'attribute')) ?? '';
    const given = decodedText(text(row, 'value')) ?? '';
    const position = known.findIndex(({ name }) => name === label);
    const attribute = known[position];
    const option = attribute?.taxonomy ? attribute.options.find(({ name }) => name === given) : undefined;
    const name = attribute ? keyOf(attribute) : slugOf(label);
    const value = option?.slug ?? given;
    const id = toBase64(`${owner}||${name}||${value}`);
    const shown = attribute && !attribute.taxonomy ? keyOf(attribute) : label;
    return { position, id, attributeId: option?.id ?? 0, name, label: shown, value };
  });
  return values.sort((a, b) => a.position - b.position);
}

const attributePaths: Paths = new Set(['id', at('attributes')]);
