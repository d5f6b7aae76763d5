import { ClosedError } from '../../loading/base/closed.ts';
import { arrayCursor } from '../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../schema/kit/relay/connection-field.ts';
import { type PageOf, pageOfList } from '../../schema/kit/relay/list.ts';
import { limitAndDirection } from '../../schema/kit/relay/window.ts';
import { limits } from '../../values/limits.ts';
import type { Document } from '../../wordpress/document.ts';

/** The most orders of one request to `wc/v3`. */
const mostOrders = 100;

/** An order of `wc/v3` with its cursor. */
interface OrderRow {
  readonly order: Document;
  readonly cursor: string;
}

/** The orders of one answer. */
interface OrderPart {
  /** Those that the client may see. */
  readonly orders: readonly Document[];
  /** The number of orders in the answer. */
  readonly count: number;
  /** The number of all orders. Null if WooCommerce does not say it. */
  readonly total: number | null;
}

/**
 * Returns a page of orders. Reads no more of them than the page needs: those up to its end, and all for a page that counts from the
 * end. At most 1000 are read, with a notice if there are more.
 *
 * @param read - reads orders from an offset, newest first
 * @throws CursorInputError if no order has the cursor
 */
export async function pageOfOrders(
  { paging, loaders, notice }: ConnectionRequest,
  read: (part: { readonly offset: number; readonly per_page: number }) => Promise<OrderPart>,
): Promise<PageOf<OrderRow>> {
  const { limit, backward, skip = 0 } = limitAndDirection(paging, loaders.limits);
  const rows: OrderRow[] = [];
  const known = new Set<number>();
  const indexOf = (sought: string) => rows.findIndex(({ cursor }) => cursor === sought);
  let total: number | null = null;
  /** The number of orders to read. Without a total, one more shows whether there is a next page. */
  const wanted = () => {
    const { after, before } = paging;
    const [start, end] = [after ? indexOf(after) : skip - 1, before ? indexOf(before) : -1];
    if (end >= 0) return end + 1;
    if (backward || before || (after && start < 0)) return limits.maxWholeCollection;
    return start + 1 + limit + (total === null ? 1 : 0);
  };
  let offset = 0;
  while (rows.length < wanted() && offset < limits.maxWholeCollection) {
    const size = Math.min(mostOrders, wanted() - rows.length);
    const part = await read({ offset, per_page: size });
    // An order that is placed meanwhile moves the others on.
    const added = part.orders.filter(({ id }) => !known.has(id));
    for (const order of added) {
      known.add(order.id);
      rows.push({ order, cursor: arrayCursor(rows.length) });
    }
    total = part.total;
    offset += part.count;
    // A plugin may make WooCommerce send fewer orders at once, so only the total or an empty answer is the end.
    const isEnd = total === null ? part.count < size : offset >= total;
    if (isEnd || part.count === 0) break;
  }
  const isCut = rows.length < wanted() && total !== null && offset < total;
  if (isCut) {
    notice(
      new ClosedError(
        'absent',
        `There are ${total} orders, of which the gateway reads the newest ${rows.length}.`,
        { advice: 'Read the others with filters in `where`, such as `statuses`.' },
      ),
    );
  }
  const page = pageOfList(rows, paging, loaders.limits);
  const isMore = !backward && !isCut && total !== null && offset < total;
  return { ...page, hasNextPage: page.hasNextPage || isMore, total: total ?? page.total };
}
