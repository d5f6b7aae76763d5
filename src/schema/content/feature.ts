import type { Resource, Site } from '../../site/site.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';

/** An interface for a feature of post types. */
export interface NodeWith {
  readonly name: string;
  readonly description: string;
  /** Whether a post type has the feature. */
  readonly appliesTo: (resource: Resource, site: Site) => boolean;
  readonly fields: (t: EntityFields, graph: Graph) => FieldMap;
  /** Names of the interfaces that it implements. @default Node */
  readonly interfaces?: readonly string[];
}
