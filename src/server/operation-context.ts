import type { Loaders } from '../loading/loaders.ts';
import type { Context } from '../schema/kit/base/context.ts';

/** The context of an operation, as the plugins of the server see it: of its loaders, they use the operation only. */
export interface OperationContext extends Omit<Context, 'loaders'> {
  loaders: Pick<Loaders, 'operation'>;
}
