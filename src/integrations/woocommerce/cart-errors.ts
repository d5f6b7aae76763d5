import { InputError } from '../../schema/kit/base/errors.ts';
import { oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { integer, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';

/** Something of an input that the shop did not take. */
export interface CartFailure {
  readonly input: Readonly<Record<string, unknown>>;
  readonly reason: string;
  /** @default an item */
  readonly kind?: 'item' | 'coupon' | 'shipping';
}

const types = {
  item: ['CartItemError', 'INVALID_CART_ITEM'],
  coupon: ['CouponError', 'INVALID_COUPON'],
  shipping: ['ShippingMethodError', 'INVALID_SHIPPING_METHOD'],
} as const;

const rowOf = ({ kind = 'item' }: CartFailure) => types[kind];

/**
 * Returns why the shop did not take something.
 *
 * @throws the error itself if the shop has not said why: it may be down, or the gateway may be wrong
 */
export function reasonOf(error: unknown): string {
  if (
    error instanceof InputError ||
    (error instanceof WordPressError && error.details.restCode !== undefined)
  )
    return error.message;
  throw error;
}

/** Returns the interface of the errors of `fillCart`. */
export const anyCartErrorType = oncePerGraph((graph) => {
  const { builder } = graph;
  const kind = builder.enumType('CartErrorType', {
    description: 'Kinds of errors of the cart.',
    values: {
      INVALID_CART_ITEM: { description: 'The shop did not take an item.' },
      INVALID_COUPON: { description: 'The shop did not take a coupon.' },
      INVALID_SHIPPING_METHOD: { description: 'The shop does not ship in this way.' },
      UNKNOWN: { description: 'Another error.' },
    } as const,
  });
  return builder.interfaceRef<CartFailure>('CartError').implement({
    description: 'Something that the shop did not take.',
    resolveType: (failure) => rowOf(failure)[0],
    fields: (t) => ({
      type: t.field({
        type: kind,
        nullable: false,
        description: 'The kind of the error.',
        resolve: (failure) => rowOf(failure)[1],
      }),
      reasons: t.stringList({
        nullable: { list: true, items: true },
        description: 'What is wrong.',
        resolve: ({ reason }) => [reason],
      }),
    }),
  });
});

/** Returns the type of errors of items, and adds those of coupons and shipping. */
export const cartErrorType = oncePerGraph((graph) => {
  const { builder } = graph;
  const shared = anyCartErrorType(graph);
  builder.objectRef<CartFailure>('CouponError').implement({
    description: 'Why a coupon could not be applied.',
    interfaces: [shared],
    fields: (t) => ({
      code: t.string({ description: 'The code.', resolve: ({ input }) => text(input, 'code') }),
    }),
  });
  builder.objectRef<CartFailure>('ShippingMethodError').implement({
    description: 'Why a way to ship could not be chosen.',
    interfaces: [shared],
    fields: (t) => ({
      chosenMethod: t.string({
        description: 'The id of the rate.',
        resolve: ({ input }) => text(input, 'chosenMethod'),
      }),
    }),
  });
  return builder.objectRef<CartFailure>('CartItemError').implement({
    description: 'Why an item could not be added.',
    interfaces: [shared],
    fields: (t) => ({
      productId: t.int({
        nullable: false,
        description: 'The product.',
        resolve: ({ input }) => integer(input, 'productId') ?? 0,
      }),
      quantity: t.int({ description: 'The quantity.', resolve: ({ input }) => integer(input, 'quantity') }),
      variationId: t.int({
        description: 'The variation.',
        resolve: ({ input }) => integer(input, 'variationId'),
      }),
      extraData: t.string({
        description: 'The further data.',
        resolve: ({ input }) => text(input, 'extraData'),
      }),
    }),
  });
});
