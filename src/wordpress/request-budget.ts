import { WordPressError } from './errors.ts';

/** The number of requests to WordPress that one operation may send. */
export interface RequestBudget {
  readonly limit: number;
  /** Requests sent so far. */
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

/**
 * Returns the budget of an operation.
 *
 * @param limit - how many requests the operation may send
 */
export function createRequestBudget(limit: number): RequestBudget {
  const total = { used: 0, reserved: 0 };
  return budgetOf(limit, total, { left: 0 });
}

/** Requests of the whole operation: those sent, and those reserved for planned work. */
interface Total {
  used: number;
  reserved: number;
}

/** @param share - the requests that are reserved for the work with this budget */
function budgetOf(limit: number, total: Total, share: { left: number }): RequestBudget {
  const free = () => limit - total.used - total.reserved;
  const take = () => {
    if (share.left > 0) {
      share.left--;
      total.reserved--;
    } else if (free() < 1) return false;
    total.used++;
    return true;
  };
  return {
    limit,
    get used() {
      return total.used;
    },
    get left() {
      return free() + share.left;
    },
    charge(request) {
      if (!take()) throw spentError(request, limit);
    },
    chargeRetry: take,
    async plan(plan, run) {
      const fromShare = Math.min(share.left, plan.requests);
      if (plan.requests - fromShare > free()) throw overBudgetError(plan, { limit, used: total.used });
      share.left -= fromShare;
      total.reserved += plan.requests - fromShare;
      const part = { left: plan.requests };
      try {
        return await run(budgetOf(limit, total, part));
      } finally {
        total.reserved -= part.left;
        part.left = 0;
      }
    },
  };
}

const budgetAdvice =
  'Ask for fewer items or fewer lists inside lists, or send several smaller queries. The operator can raise `maxRequests`.';

function spentError(request: string, limit: number): WordPressError {
  const message = `${request} was not sent: the operation may send ${limit} requests to WordPress, and has sent them.`;
  return new WordPressError('over-budget', message, { request, advice: budgetAdvice });
}

function overBudgetError(
  { requests, because, advice }: Plan,
  { limit, used }: { limit: number; used: number },
): WordPressError {
  const message = `This takes ${requests} requests to WordPress: ${because}. The operation may send ${limit}, and has sent ${used}.`;
  return new WordPressError('over-budget', message, {
    advice: `${advice} The operator can raise \`maxRequests\`.`,
  });
}
