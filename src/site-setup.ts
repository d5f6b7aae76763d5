import type { PressQLOptions } from './pressql.ts';
import type { EdgeOptions } from './server/edge.ts';

/** A site to serve among others, with the options of its gateway. */
export interface SiteSetup {
  readonly name: string;
  /** The hosts that belong to this site alone. */
  readonly hosts: readonly string[];
  readonly options: PressQLOptions;
  /** The edge that answers while there is no gateway. */
  readonly edge: Pick<EdgeOptions, 'endpoint' | 'corsOrigins' | 'onError' | 'onOperation'>;
}
