import type { PluginContent } from '../../site/plugin-content.ts';
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
   * Returns whether the site has the plugin. Reads the result of discovery (`namespaces`, `routes`, the `customFields` of
   * `resources`) and sends no requests. The gateway calls it after each discovery.
   */
  detect(site: Site): boolean;
  /**
   * Adds types, fields and mutations to the graph if the site has the plugin. The gateway also calls it once for a
   * WordPress without plugins to learn the names that it adds. No post type or taxonomy of a site gets one of these names.
   */
  extend?(graph: IntegrationGraph): void;
  /**
   * The feature that the integration provides, such as `seo` or `login`, if only one plugin of a site can provide it. Of
   * several integrations with the same slot, a site gets the first whose plugin it has. @default none
   */
  readonly slot?: string;
  /** Names of the integrations that this one needs. It runs after them. @default [] */
  readonly requires?: readonly string[];
  /** Names that `extend` adds only on some sites. The gateway cannot learn them from a WordPress without plugins. @default none */
  readonly reserved?: AddedNames;
  /** Names and object types of the plugin's own post types and taxonomies, as its WPGraphQL extension gives them. @default none */
  readonly content?: PluginContent;
  /** Keys that the plugin adds to REST documents and that need special treatment. @default none */
  readonly documentFields?: Readonly<Record<string, DocumentField>>;
  /** Keys of REST documents that hold an object of fields which the site's editors define. @default [] */
  readonly fieldGroups?: readonly FieldGroup[];
  /**
   * Codes of the plugin's REST errors (`new WP_Error( 'reading_list_full', … )`) whose messages are for clients. Of all other
   * codes clients get a sentence of the gateway, because their messages may contain anything. @default []
   */
  readonly errorCodes?: readonly string[];
  /** Names of headers that resolvers add to answers (`context.headers`). Pages of other origins may read them. @default [] */
  readonly answerHeaders?: readonly string[];
  /** Parts of the plugin's WPGraphQL extension that the graph may lack. `pressql compare` and the docs list them. @default [] */
  readonly differences?: readonly Difference[];
}

/**
 * Names in the graph that belong to an integration.
 *
 * @example
 * reserved: { types: ['ReadingListPick'], rootFields: ['readingListPicks'], fields: ['likes'] }
 */
export interface AddedNames {
  /** Names of types. */
  readonly types?: readonly string[];
  /** Names of fields of `RootQuery` and `RootMutation`. */
  readonly rootFields?: readonly string[];
  /** Names of fields of content, terms and users. */
  readonly fields?: readonly string[];
}

/**
 * A key that a plugin adds to REST documents.
 *
 * @example
 * documentFields: { reading_minutes: { isHidden: true } }
 */
export interface DocumentField {
  /** Whether WordPress takes long to compute the value. The gateway reads it only for documents that it returns. @default false */
  readonly isExpensive?: boolean;
  /** Whether the plugin registers the key without a schema. Discovery then does not ask the route for one. @default false */
  readonly hasNoSchema?: boolean;
  /** Whether the graph gets no field for the key, because a field of the integration reads it. @default false */
  readonly isHidden?: boolean;
}

/**
 * A part of a plugin's WPGraphQL extension that the graph may lack.
 *
 * @example
 * differences: [
 *   {
 *     subject: /^Post\.readingLog$/,
 *     what: '`readingLog` of posts',
 *     why: 'The REST API of the plugin does not show it.',
 *     instead: 'Query `readingMinutes`.',
 *   },
 * ]
 */
export interface Difference {
  /** Matches `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Type` in a document that the gateway refuses. */
  readonly subject: RegExp;
  /** The part in words, such as `` `seo` of content ``. */
  readonly what: string;
  /** The reason why the graph lacks it, in one sentence. */
  readonly why: string;
  /** The remedy, in one sentence. Null if there is none. */
  readonly instead: string | null;
}

/**
 * The error for an integration that the gateway cannot use. The message names the integration, the fault and the remedy.
 *
 * @example
 * try {
 *   await createPressQL({ url: 'https://site.example', integrations: [readingList] });
 * } catch (error) {
 *   if (error instanceof IntegrationError) console.error(error.message);
 *   else throw error;
 * }
 */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
