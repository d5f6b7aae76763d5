import { type DeclaredMenu, declaredMenus } from '../site/menus.ts';
import type { NameOverrides } from '../site/names.ts';
import { isTemplates, type Templates } from '../site/templates.ts';
import { isRecord } from '../values/json.ts';
import { newestWPGraphQL, wpgraphqlVersions } from '../values/wpgraphql.ts';
import type { Options } from './option.ts';
import { byName, listOf, menuItem, objectOf, text } from './shapes.ts';
import { boolean, fileOnly, names, oneOf } from './values.ts';

/** Options of the graph itself: the version that it follows, and what the site does not tell. */
export const graphOptions = {
  wpgraphql: {
    flag: 'wpgraphql',
    env: 'PRESSQL_WPGRAPHQL',
    placeholder: 'VERSION',
    default: newestWPGraphQL,
    sentence: `The version of WPGraphQL that the graph follows: ${wpgraphqlVersions.join(', ')}.`,
    ...oneOf(...wpgraphqlVersions),
  },
  federation: {
    flag: 'federation',
    env: 'PRESSQL_FEDERATION',
    placeholder: 'true|false',
    default: false,
    sentence:
      'Whether the graph is a subgraph of Apollo Federation: a router joins it with other graphs. See [federation](federation.md).',
    isSwitch: true,
    ...boolean,
  },
  names: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: null,
    sentence:
      'GraphQL names of post types and taxonomies: `{ "book": { "singular": "novel", "plural": "novels" } }`.',
    ...fileOnly(
      (value): value is NameOverrides => isRecord(value),
      byName(objectOf({ 'singular!': text, 'plural!': text })),
    ),
  },
  routes: {
    flag: 'routes',
    env: 'PRESSQL_ROUTES',
    placeholder: 'LIST',
    default: [],
    sentence:
      'Namespaces of plugins whose REST routes the graph has, separated by commas: `tribe/events/v1,buddypress/v2`. See [Routes of plugins](routes.md).',
    isOfOneSite: true,
    ...names,
  },
  typedByExample: {
    flag: 'typed-by-example',
    env: 'PRESSQL_TYPED_BY_EXAMPLE',
    placeholder: 'LIST',
    default: [],
    sentence:
      'Fields without a JSON schema that get GraphQL types from examples, separated by commas: `meta_box,book.pods_author`, or `*` for all. See [Custom fields](custom-fields.md#fields-without-a-schema).',
    ...names,
  },
  menus: {
    flag: null,
    env: null,
    placeholder: 'LIST',
    default: null,
    sentence:
      'Menus to serve if the site hides its own: `[{ "location": "primary", "items": [{ "label": "Home", "url": "/" }] }]`.',
    ...fileOnly(
      (value): value is readonly DeclaredMenu[] => declaredMenus(value).length >= 0,
      listOf(objectOf({ 'location!': text, name: text, 'items!': listOf(menuItem) })),
    ),
  },
  themeMenus: {
    flag: 'theme-menus',
    env: 'PRESSQL_THEME_MENUS',
    placeholder: 'true|false',
    default: true,
    sentence:
      'Whether visitors get the menus that a classic theme prints on the home page, if WordPress hides its menus. See [Permissions](permissions.md#menus-that-the-theme-prints).',
    ...boolean,
  },
  settingsOnPages: {
    flag: 'settings-on-pages',
    env: 'PRESSQL_SETTINGS_ON_PAGES',
    placeholder: 'true|false',
    default: true,
    sentence:
      "Whether visitors get settings that the site's pages show, such as the number of posts on a page, if WordPress hides its settings. See [Permissions](permissions.md#settings-that-the-pages-show).",
    ...boolean,
  },
  templates: {
    flag: null,
    env: null,
    placeholder: 'OBJECT',
    default: null,
    sentence:
      'Names of a classic theme\'s templates, by file. Their GraphQL types derive from them: `{ "wide.php": "Full Width" }` makes `Template_FullWidth`.',
    ...fileOnly<Templates>(isTemplates, byName(text)),
  },
} satisfies Options;
