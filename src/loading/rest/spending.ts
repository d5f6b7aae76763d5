import type { RequestBudget } from '../../wordpress/request-budget.ts';
import type { Rest } from '../../wordpress/rest.ts';

/** Returns a client whose reads a budget pays for. */
export function spending(rest: Rest, budget: RequestBudget): Rest {
  const paid = { budget };
  return {
    ...rest,
    list: (route, query, options) => rest.list(route, query, { ...paid, ...options }),
    get: (route, query, options) => rest.get(route, query, { ...paid, ...options }),
    counted: (route, query, options) => rest.counted(route, query, { ...paid, ...options }),
    describe: (route, options) => rest.describe(route, { ...paid, ...options }),
    head: (url, options) => rest.head(url, { ...paid, ...options }),
    page: (reading, options) => rest.page(reading, { ...paid, ...options }),
  };
}
