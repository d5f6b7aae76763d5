import type { Loaders } from '../loading/loaders.ts';
import type { Context } from '../schema/kit/base/context.ts';
import type { OperationScopeOptions } from '../wordpress/operation.ts';

/** The context of an operation, as the plugins of the server see it: of its loaders, they use the operation only. */
export interface OperationContext extends Omit<Context, 'loaders'> {
  loaders: Pick<Loaders, 'operation'>;
}

/** What an operation has had before, and what it is a part of. */
export type PartOfOperation = Pick<OperationScopeOptions, 'waited' | 'whole'>;
