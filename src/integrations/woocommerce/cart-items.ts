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
import { slugOf, type VariationAttribute } from './attribute-values.ts';
import { amountField } from './cart-money.ts';
import { metaDataField } from './product-fields.ts';
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
        extraData: metaDataField(t as never, graph),
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
            if (!isVariation(each)) return null;
            const { paths } = projectionOf(info, variationType);
            const [variation] = await loadVariations([integer(each.item, 'id') ?? 0], { loaders, paths });
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
          description: 'Always null: the Store API does not show it.',
          resolve: () => null,
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
        resolve: ({ of }) => chosenValues(of),
      }),
    }));
    builder.objectFields(variation, (t) => ({
      attributes: t.field({
        type: [chosen],
        nullable: { list: true, items: true },
        description: 'The values of the attributes that the customer chose.',
        resolve: ({ of }) => chosenValues(of),
      }),
    }));
  }
});

function chosenValues(of: CartItem): readonly VariationAttribute[] {
  return list(of.item, 'variation').map((row) => {
    const label = decodedText(text(row, 'attribute')) ?? '';
    const value = decodedText(text(row, 'value')) ?? '';
    const name = text(row, 'raw_attribute')?.replace(/^attribute_/, '') ?? slugOf(label);
    const id = toBase64(`${integer(of.item, 'id')}||${name}||${value}`);
    return { id, attributeId: 0, name, label, value };
  });
}
