import type { Query } from '../wordpress/rest.ts';
import type { NameOverrides } from './names.ts';

/**
 * A post type of a plugin whose documents have several object types in the graph, and a second part that another route of
 * the plugin gives. The type of the resource is then an interface.
 *
 * @example
 * const variants: Variants = {
 *   part: 'recipe',
 *   route: '/recipes/v1/recipes',
 *   type: 'recipe.kind',
 *   types: { soup: 'Soup', cake: 'Cake' },
 *   otherwise: 'Soup',
 * };
 */
export interface Variants {
  /** The key under which the gateway puts the second part into documents. */
  readonly part: string;
  /** The route of the second part. It accepts `include`, `per_page` and `_fields`, and its documents have the same ids. */
  readonly route: string;
  /** Parameters of every request to the route. @default none */
  readonly query?: Query;
  /** The path of the text that decides on the object type. The gateway reads it with every document. */
  readonly type: string;
  /** The object types, by that text. */
  readonly types: Readonly<Record<string, string>>;
  /** The object type of all other documents. */
  readonly otherwise: string;
}

/**
 * What a plugin's WPGraphQL extension makes of the plugin's post types and taxonomies.
 *
 * @example
 * const content: PluginContent = {
 *   namespace: 'recipes/v1',
 *   names: { recipe_course: { singular: 'course', plural: 'courses' } },
 * };
 */
export interface PluginContent {
  /** The REST namespace that a site with the plugin has. */
  readonly namespace: string;
  /** Names of post types and taxonomies in the graph. Names that the operator chose come first. @default none */
  readonly names?: NameOverrides;
  /** Post types with several object types, by WordPress' own names. @default none */
  readonly variants?: Readonly<Record<string, Variants>>;
  /**
   * Routes that decide on the types of the graph, such as a list of taxonomies that WordPress does not show, with the parameters
   * of the request. Discovery reads them as a visitor; `extend` finds the answers in `site.pluginAnswers`. Name `_fields` that
   * change rarely: each change builds the schema anew. @default none
   */
  readonly reads?: Readonly<Record<string, Query>>;
  /** Image sizes that the plugin registers, with descriptions, by WordPress' names. @default none */
  readonly imageSizes?: Readonly<Record<string, string>>;
  /** Names of types and root fields that the plugin's integration adds. No resource of the site gets one. @default none */
  readonly reserved?: { readonly types?: readonly string[]; readonly rootFields?: readonly string[] };
}
