import type { Context } from '../../schema/kit/base/context.ts';
import { isRecord } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import { Credentials } from '../../wordpress/credentials.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Write } from '../../wordpress/rest.ts';
import { storeNamespace } from './content.ts';

/** The header in which WooGraphQL's clients send the session, and in which they get it. */
export const sessionHeader = 'woocommerce-session';

/** A cart of the Store API. */
export type Cart = Readonly<Record<string, unknown>>;

/** The cart of the visitor who sends an operation. Nothing of it is shared with others. */
export interface Session {
  /** The token of the session, for the client's next request. Null if the client has none yet. */
  token(): string | null;
  /** Returns the cart. Reads it once, and again after a change without an answer. */
  cart(): Promise<Cart>;
  /** Changes the cart and returns it. */
  change(request: Change): Promise<Cart>;
  /** When WooCommerce answered last, by its own clock, in milliseconds since 1970. Null if a proxy removed the header. */
  answeredAt(): number | null;
  /** Sends a request whose answer is no cart. */
  send(request: Change): Promise<unknown>;
}

type Change = Pick<Write, 'method' | 'route' | 'body' | 'query'>;

const cartRoute = `/${storeNamespace}/cart`;

/** The keys of a cart that the graph reads. The products that it recommends would be most of the answer. */
const cartKeys = (
  'items coupons fees totals shipping_address billing_address needs_payment needs_shipping has_calculated_shipping ' +
  'shipping_rates items_count payment_methods errors'
).split(' ');

/**
 * Returns the session of an operation, which the header of the request continues. All fields of the operation share its token
 * and its cart, though `login` gives later fields other loaders.
 */
export function sessionOf(context: Context): Session {
  return sessionsOf(context.headers)(context);
}

const sessionsOf = remembered((headers: Context['headers']) => {
  let token = tokenIn(headers.get(sessionHeader));
  let known: Promise<Cart> | null = null;
  let answeredAt: number | null = null;
  return (context: Context): Session => {
    const send = (request: Change): Promise<unknown> =>
      context.loaders.rest.write({
        ...request,
        session: {
          headers: token === null ? null : new Credentials('visitor', { 'cart-token': token }),
          onAnswer(header) {
            answeredAt = Date.parse(header('date') ?? '') || null;
            const next = header('cart-token');
            if (next === null || !/^[\w.~+/=-]+$/.test(next)) return;
            token = next;
            headers.set(sessionHeader, next);
          },
        },
      });
    const read = () =>
      (known ??= send({ method: 'GET', route: cartRoute, query: { _fields: cartKeys } }).then(asCart));
    /** The Store API refuses changes without the token of a session, which its answers have. */
    const sendInSession = async (request: Change): Promise<unknown> => {
      if (token === null) await read();
      try {
        return await send(request);
      } catch (error) {
        if (!isExpired(error)) throw error;
        known = null;
        await read();
        return send(request);
      }
    };
    return {
      token: () => token,
      answeredAt: () => answeredAt,
      cart: read,
      send: sendInSession,
      async change(request) {
        try {
          const answer = await sendInSession({ ...request, query: { _fields: cartKeys } });
          known = isRecord(answer) ? Promise.resolve(answer) : null;
        } catch (error) {
          known = null;
          throw error;
        }
        return read();
      },
    };
  };
});

/** Returns the token in `Session eyJ…`. Null if the client sends none. */
function tokenIn(header: string | null): string | null {
  const [, token = ''] = /^\s*(?:Session\s+)?([\w.~+/=-]+)\s*$/i.exec(header ?? '') ?? [];
  return token || null;
}

/** Whether the Store API refuses a change because it does not accept the token. It then has changed nothing. */
function isExpired(error: unknown): boolean {
  const code = error instanceof WordPressError ? error.details.restCode : undefined;
  return code === 'woocommerce_rest_missing_nonce' || code === 'woocommerce_rest_invalid_nonce';
}

function asCart(answer: unknown): Cart {
  if (isRecord(answer)) return answer;
  throw new WordPressError('invalid-answer', `GET ${cartRoute} did not answer with a cart.`, {
    request: `GET ${cartRoute}`,
  });
}

/** Returns the route of a change of the cart. */
export const cartRouteOf = (action: string): string => `${cartRoute}/${action}`;
