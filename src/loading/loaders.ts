import type { Rest } from '../wordpress/client.ts';
import type { Site } from '../site/site.ts';

/** Bounds that the operator sets. */
export interface Limits {
  /** Most items a connection gives for one `first` or `last`; larger numbers are cut to it. */
  readonly maxPageSize: number;
}

/** What one request reads through: made anew for each, so nothing outlives it. */
export interface Loaders {
  readonly site: Site;
}

/** Loaders for one request. */
export function createLoaders({ site }: { rest: Rest; site: Site; limits: Limits }): Loaders {
  return { site };
}
