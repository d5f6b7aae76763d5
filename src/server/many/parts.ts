import type { Loaders } from '../../loading/loaders.ts';
import type { OperationScope } from '../../wordpress/operation.ts';
import type { OperationContext } from '../operation-context.ts';
import type { HeldSite } from './held-site.ts';
import { joinedReads } from './joined-reads.ts';

/** What an operation of the joined graph reads with. */
export interface Parts extends Readonly<OperationContext['loaders']> {
  /**
   * Returns the loaders of a site. The fields of one operation share them, so that its reads are batched. Returns null while the
   * site cannot be read.
   */
  loadersOf(site: string): Loaders | null;
}

/** Options of {@link createParts}. */
export interface PartsOptions {
  /** The operation as a whole, with its own clock. */
  readonly scope: OperationScope;
  /** Returns a site for the operation. Null while it cannot be read. */
  readonly hold: (site: string) => HeldSite | null;
}

/** Returns the parts of one operation. What its sites cost and remember counts for the whole. */
export function createParts({ scope, hold }: PartsOptions): Parts {
  const held = new Map<string, HeldSite>();
  const operations = () => [...held.values()].map(({ loaders }) => loaders.operation);
  const operation: OperationScope = {
    ...scope,
    budget: {
      ...scope.budget,
      get used() {
        return operations().reduce((sum, { budget }) => sum + budget.used, scope.budget.used);
      },
      get left() {
        return scope.budget.left;
      },
    },
    reads: joinedReads(scope.reads, held),
    complete() {
      scope.complete();
      for (const each of operations()) each.complete();
      for (const { release } of held.values()) release();
    },
  };
  return {
    operation,
    loadersOf(name) {
      const known = held.get(name);
      if (known) return known.loaders;
      const site = hold(name);
      if (!site) return null;
      const own = once(site);
      held.set(name, own);
      // Nothing completes an operation whose client leaves.
      scope.ending.onEnd(own.release);
      return own.loaders;
    },
  };
}

/** Whether loaders are those of a joined graph. */
export function isParts(loaders: object): loaders is Parts {
  return 'loadersOf' in loaders;
}

/** Returns a site that is released at most once. */
function once({ release, ...site }: HeldSite): HeldSite {
  let isReleased = false;
  return {
    ...site,
    release() {
      if (!isReleased) release();
      isReleased = true;
    },
  };
}
