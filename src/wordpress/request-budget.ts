import { remembered } from '../values/remembered.ts';
import { WordPressError } from './errors.ts';

/** The number of requests to WordPress that one operation may send. */
export interface RequestBudget {
  readonly limit: number;
  /** Requests that this operation has sent so far. */
  readonly used: number;
  /** Requests that the work with this budget may still send. */
  readonly left: number;
  /**
   * Takes one request out of the budget.
   *
   * @throws WordPressError of the kind `over-budget` if there is none left
   */
  charge(request: string): void;
  /** Takes one request for a retry. Returns false if none is left. */
  chargeRetry(): boolean;
  /**
   * Reserves requests for work, and runs it with a budget that takes from them first. Other work of the operation cannot
   * take them. Frees those that are left at the end.
   *
   * @throws WordPressError of the kind `over-budget` if too few are left; nothing is sent then
   */
  plan<T>(plan: Plan, run: (budget: RequestBudget) => Promise<T>): Promise<T>;
}

/** Work that takes a known number of requests. */
export interface Plan {
  readonly requests: number;
  /** Why it takes so many, as a clause: `one for each of 1000 parents`. */
  readonly because: string;
  /** What the client can write instead. */
  readonly advice: string;
}

/** What the operations of a batch have sent and reserved together, by their HTTP request. */
const totals = remembered((_batch: object): Total => ({ used: 0, reserved: 0 }));

/**
 * Returns the budget of an operation.
 *
 * @param limit - how many requests the operation may send
 * @param batch - an object that the operations of a batch have in common: they share the limit. @default none shares it
 */
export function createRequestBudget(limit: number, batch: object = {}): RequestBudget {
  return budgetOf({ limit, total: totals(batch), own: { used: 0 } }, { left: 0 });
}

/** Requests of an operation, or of all operations of a batch: those sent, and those reserved for planned work. */
interface Total {
  used: number;
  reserved: number;
}

/** What all work of one operation has in common. */
interface Account {
  readonly limit: number;
  readonly total: Total;
  readonly own: { used: number };
}

/** @param share - the requests that are reserved for the work with this budget */
function budgetOf(account: Account, share: { left: number }): RequestBudget {
  const { limit, total, own } = account;
  const free = () => limit - total.used - total.reserved;
  const take = () => {
    if (share.left > 0) {
      share.left--;
      total.reserved--;
    } else if (free() < 1) return false;
    total.used++;
    own.used++;
    return true;
  };
  return {
    limit,
    get used() {
      return own.used;
    },
    get left() {
      return free() + share.left;
    },
    charge(request) {
      if (!take()) throw spentError(request, account);
    },
    chargeRetry: take,
    async plan(plan, run) {
      const fromShare = Math.min(share.left, plan.requests);
      if (plan.requests - fromShare > free()) throw overBudgetError(plan, account);
      share.left -= fromShare;
      total.reserved += plan.requests - fromShare;
      const part = { left: plan.requests };
      try {
        return await run(budgetOf(account, part));
      } finally {
        total.reserved -= part.left;
        part.left = 0;
      }
    },
  };
}

const budgetAdvice =
  'Ask for fewer items or fewer lists inside lists, or send several smaller queries. The operator can raise `maxRequests`.';

function spentError(request: string, account: Account): WordPressError {
  const message = `${request} was not sent: ${allowance(account)}.`;
  return new WordPressError('over-budget', message, { request, advice: budgetAdvice });
}

function overBudgetError({ requests, because, advice }: Plan, account: Account): WordPressError {
  const message = `This takes ${requests} requests to WordPress: ${because}. T${allowance(account).slice(1)}.`;
  return new WordPressError('over-budget', message, {
    advice: `${advice} The operator can raise \`maxRequests\`.`,
  });
}

/** Says how many requests may be sent, and how many were. */
function allowance({ limit, total, own }: Account): string {
  return total.used > own.used
    ? `the operations of the batch may send ${limit} requests together, and have sent ${total.used}`
    : `the operation may send ${limit} requests to WordPress, and has sent ${total.used}`;
}
