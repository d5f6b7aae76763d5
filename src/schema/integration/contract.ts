import type { Site } from '../../site/site.ts';
import type { FieldGroup } from '../kit/graph/field-groups.ts';
import type { IntegrationGraph } from './integration-graph.ts';

/**
 * Brings the data of one WordPress plugin into the graph. The gateway knows plugins only through such objects: built-in
 * integrations and your own have the same form.
 *
 * @example
 * export default defineIntegration({
 *   name: 'reading-list',
 *   detect: ({ namespaces }) => namespaces.includes('reading-list/v1'),
 *   extend: (graph) => {
 *     graph.addFields('Post', (t) => ({
 *       readingMinutes: t.int({
 *         description: 'Minutes that the post takes to read.',
 *         reads: ['reading_minutes'],
 *         resolve: ({ document }) => integer(document, 'reading_minutes'),
 *       }),
 *     }));
 *   },
 * });
 */
export interface Integration {
  /** Names the integration in options and errors: lower-case letters, digits and dashes, as in `reading-list`. */
  readonly name: string;
  /**
   * Returns whether the site has the plugin. It looks at what discovery found (`namespaces`, `routes`, the
   * `customFields` of `resources`) and sends no requests. It is called again each time the site is discovered.
   */
  detect(site: Site): boolean;
  /**
   * Adds types, fields and mutations to the graph, when the site has the plugin. The gateway also calls it once for a
   * WordPress without plugins, to learn which names it adds: post types and taxonomies of a site never take them.
   */
  extend?(graph: IntegrationGraph): void;
  /**
   * What the integration provides, where a site can have it from one plugin only: `seo`, `login`. Of several
   * integrations with the same slot, a site gets the first whose plugin it has. @default none
   */
  readonly slot?: string;
  /** Names of integrations without which this one does not work; it runs after them. @default [] */
  readonly requires?: readonly string[];
  /** Names that `extend` adds to some sites only, so that the gateway cannot learn them by itself. @default none */
  readonly reserved?: AddedNames;
  /** Keys that the plugin adds to REST documents, as far as the gateway has to know more of them. @default none */
  readonly documentFields?: Readonly<Record<string, DocumentField>>;
  /** Keys under which the plugin puts an object of fields that the site's editors define. @default [] */
  readonly fieldGroups?: readonly FieldGroup[];
  /** What the plugin's extension of WPGraphQL has and the graph may lack, for `pressql compare` and the docs. @default [] */
  readonly differences?: readonly Difference[];
}

/** Names in the graph that belong to an integration. */
export interface AddedNames {
  /** Names of types. */
  readonly types?: readonly string[];
  /** Names of fields of `RootQuery` and `RootMutation`. */
  readonly rootFields?: readonly string[];
  /** Names of fields of content, terms and users. */
  readonly fields?: readonly string[];
}

/** A key that a plugin adds to REST documents. */
export interface DocumentField {
  /** Whether WordPress takes long to make the value, so that it is read only for documents that a client gets. @default false */
  readonly isExpensive?: boolean;
  /** Whether the plugin registers the key without a schema, so that asking the route for one is useless. @default false */
  readonly hasNoSchema?: boolean;
  /** Whether the key gets no field of its own, since a field of the integration reads it. @default false */
  readonly isHidden?: boolean;
}

/** A part of the graph of a plugin's WPGraphQL extension that the gateway's graph may lack. */
export interface Difference {
  /** Matches `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Type` of a document that the gateway refuses. */
  readonly subject: RegExp;
  /** The part in words: `` `seo` of content ``. */
  readonly what: string;
  /** Why the graph lacks it, one sentence. */
  readonly why: string;
  /** What to do instead, one sentence; null for nothing. */
  readonly instead: string | null;
}

/** An integration cannot be used. The message names the integration, what is wrong and what to do. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
