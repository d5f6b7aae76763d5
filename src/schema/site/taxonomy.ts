import type { Loaders } from '../../loading/loaders.ts';
import { resourcesOf } from '../../site/site.ts';
import { flag, text } from '../../wordpress/document.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { TaxonomyNode } from '../kit/base/virtual-nodes.ts';
import { type Field, type Graph, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { readTermsOfTaxonomies } from '../terms/all-terms.ts';
import {
  coreTypesOnly,
  forEditors,
  forEditorsOfCoreTypes,
  isLinked,
  settingsForEditors,
} from './for-editors.ts';

/** Settings of a taxonomy that editors see: name, path in REST's `edit` context, and description. */
const editorFlags: readonly (readonly [string, readonly string[], string])[] = [
  ['public', ['visibility', 'public'], 'Whether visitors can see its terms.'],
  ['showCloud', ['show_cloud'], 'Whether tag clouds can show its terms.'],
  [
    'showInAdminColumn',
    ['visibility', 'show_admin_column'],
    'Whether lists in the admin have a column for its terms.',
  ],
  ['showInMenu', ['show_in_menu'], `Whether the admin menu contains the taxonomy. ${coreTypesOnly}`],
  ['showInNavMenus', ['visibility', 'show_in_nav_menus'], 'Whether menus can link to its terms.'],
  ['showInQuickEdit', ['visibility', 'show_in_quick_edit'], 'Whether Quick Edit shows the taxonomy.'],
  ['showUi', ['visibility', 'show_ui'], 'Whether the admin has pages to manage its terms.'],
];

/** Implements `Taxonomy`. Visitors see its name and description; editors also see its settings. */
export function implementTaxonomy(graph: Graph): void {
  graph.virtualType('Taxonomy').implement({
    description: 'A taxonomy: a way to classify content.',
    interfaces: virtualInterfaces<TaxonomyNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        resolve: ({ taxonomy }) => toGlobalId('taxonomy', taxonomy.name),
      }),
      name: t.string({
        description: 'The name in WordPress, such as `post_tag`.',
        resolve: ({ taxonomy }) => taxonomy.name,
      }),
      label: t.string({
        description: 'The label in the admin.',
        availability: forEditors,
        resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) && node.taxonomy.label,
      }),
      description: t.string({
        description: 'The purpose of the taxonomy.',
        resolve: ({ taxonomy }) => taxonomy.description,
      }),
      hierarchical: t.boolean({
        description: 'Whether its terms can have parent terms.',
        resolve: ({ taxonomy }) => taxonomy.hierarchical,
      }),
      restBase: t.string({
        description: 'The last part of its REST route.',
        resolve: ({ taxonomy }) => taxonomy.restBase || null,
      }),
      restControllerClass: t.string({
        description: 'The PHP class that serves its REST route.',
        availability: forEditorsOfCoreTypes,
        resolve: async (node, _args, { loaders }) =>
          text(await settingsOf(node, loaders), 'rest_controller_class'),
      }),
      graphqlSingleName: t.string({
        description: 'The name of one term in this schema.',
        resolve: ({ taxonomy }) => taxonomy.singular,
      }),
      graphqlPluralName: t.string({
        description: 'The plural name of its terms in this schema.',
        resolve: ({ taxonomy }) => taxonomy.connection,
      }),
      showInGraphql: t.boolean({
        description: 'Whether the taxonomy is in this schema.',
        resolve: () => true,
      }),
      showInRest: t.boolean({
        description: 'Whether the REST API serves its terms.',
        availability: forEditors,
        resolve: async (node, _args, { loaders }) =>
          (await settingsOf(node, loaders)) && node.taxonomy.route !== '',
      }),
      isRestricted: t.boolean({
        description:
          'Whether WordPress hides the settings from the client. It hides them from every visitor.',
        resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) === null,
      }),
      ...Object.fromEntries(
        editorFlags.map(([name, path, description]): [string, Field] => [
          name,
          t.boolean({
            description,
            availability: forEditors,
            resolve: async (node, _args, { loaders }) => flag(await settingsOf(node, loaders), ...path),
          }),
        ]),
      ),
      connectedContentTypes: connectionField(t, graph, {
        base: 'TaxonomyToContentType',
        target: 'ContentType',
        description: 'The content types that use the taxonomy.',
        page: async ({ taxonomy }: TaxonomyNode, { paging, loaders }) => {
          const rows = resourcesOf(graph.site, 'content')
            .filter((contentType) => isLinked(taxonomy, contentType))
            .map((contentType) => toEdge({ typeName: 'ContentType', contentType }, contentType.name));
          return pageOfList(rows, paging, loaders.limits);
        },
      }),
      connectedTerms: connectionField(t, graph, {
        base: 'TaxonomyToTermNode',
        target: 'TermNode',
        description: 'Its terms, sorted by name.',
        page: ({ taxonomy }: TaxonomyNode, request) =>
          readTermsOfTaxonomies({ ...request, where: { taxonomies: [taxonomy.name] } }, [taxonomy], {}),
      }),
    }),
  });
}

/** Returns the settings of a taxonomy. Returns null if the client may not see them. */
function settingsOf({ taxonomy }: TaxonomyNode, loaders: Loaders) {
  return settingsForEditors('/wp/v2/taxonomies', taxonomy.name, loaders);
}
