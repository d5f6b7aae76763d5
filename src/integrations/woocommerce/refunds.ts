import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { databaseIdOf, idRow, parametersOf, row } from '../../schema/mutations/input-rows.ts';
import type { PayloadFields } from '../../schema/mutations/mutation.ts';
import { write } from '../../schema/mutations/write-document.ts';
import { isRecord } from '../../values/json.ts';
import { integer } from '../../wordpress/document.ts';
import type { Line } from './order-lines.ts';
import { orderType } from './order-types.ts';
import type { Order } from './order-values.ts';
import { orderById } from './orders.ts';

interface RefundResult {
  readonly refund: Line;
  readonly order: Order;
}

const creation = [
  row('orderId', 'Int', null, 'The database id of the order.', { required: true }),
  row('amount', 'String', 'amount', 'The amount: `15.00`.', { required: true }),
  row('reason', 'String', 'reason', 'The reason.'),
  row('refundPayment', 'Boolean', null, 'Whether the payment gateway sends the money back. Default: false.'),
  row('restockItems', 'Boolean', null, 'Whether the items are in stock again. Default: false.'),
  row('metaData', '[MetaDataInput]', 'meta_data', 'Custom fields.'),
];

const deletion = [
  idRow('id', 'id', 'The refund', { required: true, isHandledApart: true }),
  row('force', 'Boolean', null, 'Makes no difference: WooCommerce always deletes refunds permanently.'),
];

/** Adds `createRefund` and `deleteRefund`, which WooCommerce allows the staff of the shop. */
export function addRefunds(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  const order = orderType(graph);
  const payload = (t: PayloadFields<RefundResult>) => ({
    refund: t.field({
      type: graph.typeNamed('Refund') as never,
      description: 'The refund.',
      resolve: (({ refund }: RefundResult) => refund) as never,
    }),
    order: t.field({ type: order, description: 'The order afterwards.', resolve: (result) => result.order }),
  });
  toolkit.addMutation<RefundResult>({
    name: 'createRefund',
    description: 'Refunds an order, or a part of it.',
    rows: creation,
    payload,
    run: async (mutating) => {
      const { input } = mutating;
      const id = integer(input, 'orderId') ?? 0;
      const answer = await write(mutating, {
        method: 'POST',
        route: `/wc/v3/orders/${id}/refunds`,
        body: {
          ...parametersOf(creation, input),
          api_refund: input['refundPayment'] === true,
          api_restock: input['restockItems'] === true,
        },
      });
      const after = await orderById(id, mutating.context.loaders);
      if (!after || !isRecord(answer)) throw missing(id);
      return { refund: { order: after, row: answer }, order: after };
    },
  });
  toolkit.addMutation<RefundResult>({
    name: 'deleteRefund',
    description: 'Deletes a refund.',
    rows: deletion,
    payload,
    run: async (mutating) => {
      const { input, context } = mutating;
      const id = databaseIdOf(input['id'], 'id');
      const { documents } = await context.loaders.rest.list('/wc/v3/refunds', { include: [id], per_page: 1 });
      const orderId = integer(documents[0], 'parent_id');
      if (!orderId) throw missing(id);
      const route = `/wc/v3/orders/${orderId}/refunds/${id}`;
      const deleted = await write(mutating, { method: 'DELETE', route, query: { force: true } });
      const after = await orderById(orderId, mutating.context.loaders);
      if (!after || !isRecord(deleted)) throw missing(id);
      return { refund: { order: after, row: deleted }, order: after };
    },
  });
}

function missing(id: number): InputError {
  return new InputError(`There is no order or refund ${id} that the client may change.`);
}
