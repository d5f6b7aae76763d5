import type { Loaders } from '../../loading/loaders.ts';

/** A site that one operation reads. */
export interface HeldSite {
  readonly loaders: Loaders;
  /** Whether changes of the site reach the answers that the gateway remembers. */
  readonly isWatched: boolean;
  /** Lets the gateway of the site close, if a newer one has replaced it. */
  release(): void;
}
