import { type InputTypeRef, oncePerGraph } from '../../schema/kit/graph/graph.ts';

/** Adds the input types of the mutations of the cart. */
export const addCartInputs = oncePerGraph((graph) => {
  const { builder } = graph;
  const attribute = builder.inputRef<object>('ProductAttributeInput').implement({
    description: 'The value of an attribute.',
    fields: (t) => ({
      id: t.int({ description: 'The id of the attribute.' }),
      attributeName: t.string({ required: true, description: 'The name of the attribute: `pa_color`.' }),
      attributeValue: t.string({ description: 'The slug of the term, or the value.' }),
    }),
  });
  graph.addInputType('ProductAttributeInput', attribute as unknown as InputTypeRef);
  const item = builder.inputRef<object>('CartItemInput').implement({
    description: 'An item to add to the cart.',
    fields: (t) => ({
      productId: t.int({ required: true, description: 'The database id of the product.' }),
      quantity: t.int({ description: 'The quantity. Default: 1.' }),
      variationId: t.int({ description: 'The database id of the variation.' }),
      variation: t.field({
        type: [attribute],
        required: { list: false, items: false },
        description: 'The values of the attributes that the customer chose.',
      }),
      extraData: t.string({
        description: 'Further data of other plugins, which the Store API does not take.',
      }),
    }),
  });
  graph.addInputType('CartItemInput', item as unknown as InputTypeRef);
  const quantity = builder.inputRef<object>('CartItemQuantityInput').implement({
    description: 'A new quantity of an item.',
    fields: (t) => ({
      key: t.id({ required: true, description: 'The key of the item.' }),
      quantity: t.int({ required: true, description: 'The quantity. 0 removes the item.' }),
    }),
  });
  graph.addInputType('CartItemQuantityInput', quantity as unknown as InputTypeRef);
});
