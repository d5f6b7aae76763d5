import { toBase64 } from '#platform/values/bytes';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { type Graph, interfaceNamed, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { flag, integer, list, text } from '../../wordpress/document.ts';
import { dateWithOffset } from './dates.ts';
import { pageOfValues } from './lists.ts';
import type { Order } from './order-values.ts';
import { metaDataField } from './product-fields.ts';
import { numberOf } from './values.ts';

/** A row of an order other than its items: a fee, a coupon, a refund. */
export interface Line {
  readonly order: Order;
  readonly row: Readonly<Record<string, unknown>>;
}

type LineFields = PothosSchemaTypes.ObjectFieldBuilder<Types, Line>;
type Kind = 'text' | 'flag';

/** The rows of orders, by WooGraphQL's types: where `wc/v3` has them, and their fields with the keys. */
const lineTypes: Readonly<
  Record<
    string,
    {
      readonly field: string;
      readonly key: string;
      readonly description: string;
      readonly fields: Readonly<Record<string, readonly [kind: Kind, key: string]>>;
    }
  >
> = {
  ShippingLine: {
    field: 'shippingLines',
    key: 'shipping_lines',
    description: 'A way in which an order is shipped.',
    fields: {
      methodTitle: ['text', 'method_title'],
      total: ['text', 'total'],
      totalTax: ['text', 'total_tax'],
    },
  },
  FeeLine: {
    field: 'feeLines',
    key: 'fee_lines',
    description: 'A fee of an order.',
    fields: {
      name: ['text', 'name'],
      amount: ['text', 'amount'],
      total: ['text', 'total'],
      totalTax: ['text', 'total_tax'],
    },
  },
  CouponLine: {
    field: 'couponLines',
    key: 'coupon_lines',
    description: 'A coupon of an order.',
    fields: { code: ['text', 'code'], discount: ['text', 'discount'], discountTax: ['text', 'discount_tax'] },
  },
  TaxLine: {
    field: 'taxLines',
    key: 'tax_lines',
    description: 'A tax of an order.',
    fields: {
      label: ['text', 'label'],
      rateCode: ['text', 'rate_code'],
      isCompound: ['flag', 'compound'],
      taxTotal: ['text', 'tax_total'],
      shippingTaxTotal: ['text', 'shipping_tax_total'],
    },
  },
  Refund: {
    field: 'refunds',
    key: 'refunds',
    description: 'A refund of an order.',
    fields: { reason: ['text', 'reason'], title: ['text', 'reason'] },
  },
};

const readers: Readonly<Record<Kind, (t: LineFields, key: string) => FieldMap[string]>> = {
  text: (t, key) =>
    t.string({
      description: `The field \`${key}\`.`,
      resolve: ({ row }) => decodedText(text(row, key)) || null,
    }),
  flag: (t, key) => t.boolean({ description: `The field \`${key}\`.`, resolve: ({ row }) => flag(row, key) }),
};

const notWithOrder = 'Null in an order that is read later: `wc/v3` does not show it there.';

/** Adds the types of the rows of orders. */
function addLineTypes(graph: Graph): void {
  for (const [name, { description, fields }] of Object.entries(lineTypes)) {
    const ref = graph.builder.objectRef<Line>(name);
    graph.addNodeType(ref as unknown as NodeRef);
    ref.implement({
      description,
      interfaces: [interfaceNamed(graph, 'Node') as never],
      fields: (t) => ({
        id: t.id({
          nullable: false,
          description: 'The global id.',
          // A refund is an order itself. The others are rows of an order.
          resolve: ({ order: { id }, row }) => {
            const own = integer(row, 'id') ?? 0;
            return toBase64(name === 'Refund' ? `order:${own}` : `order_item:${id}+${own}`);
          },
        }),
        databaseId: t.int({ description: 'The database id.', resolve: ({ row }) => integer(row, 'id') }),
        ...Object.fromEntries(
          Object.entries(fields).map(([field, [kind, key]]) => [field, readers[kind](t, key)]),
        ),
        ...(name === 'Refund'
          ? {
              refundedBy: t.field({
                type: graph.typeNamed('User'),
                description: `Who refunded it. ${notWithOrder}`,
                resolve: async ({ row }, _args, { loaders }, info) => {
                  const id = integer(row, 'refunded_by');
                  const user = resourceNamed(loaders.site, 'user');
                  const { paths } = projectionOf(info, user.typeName);
                  return id ? loaders.entities(user).load(id, paths) : null;
                },
              }),
              date: t.string({
                description: `When it was refunded. ${notWithOrder}`,
                resolve: ({ row }) => dateWithOffset(row, 'date_created'),
              }),
              amount: t.float({
                description: 'The amount.',
                resolve: ({ row }) => Math.abs(numberOf(row['amount'] ?? row['total']) ?? 0),
              }),
            }
          : {
              orderId: t.int({
                description: 'The database id of the order.',
                resolve: ({ order: { id } }) => id,
              }),
            }),
        metaData: metaDataField(t as never, graph),
      }),
    });
  }
}

/**
 * Returns the connections from orders to their other rows. An order that a checkout has just placed has none of them: the Store
 * API shows the items and the sums.
 */
export function lineConnections(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Order>,
  graph: Graph,
): FieldMap {
  addLineTypes(graph);
  return Object.fromEntries(
    Object.entries(lineTypes).map(([target, { field, key, description }]) => [
      field,
      connectionField<Order>(t, graph, {
        base: `OrderTo${target}`,
        target,
        description: `Each: ${description.charAt(0).toLowerCase()}${description.slice(1)} For users to whom WooCommerce's \`wc/v3\` shows the order; empty for others.`,
        page: async (order, request) => {
          const rows = list(order.data, key) as readonly Line['row'][];
          return pageOfValues(
            rows.map((row): Line => ({ order, row })),
            request,
          );
        },
      }),
    ]),
  );
}
