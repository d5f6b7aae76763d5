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
import { forEditors, forEditorsOfOwn, isOf, ofOwnOnly, settingsForEditors } from './for-editors.ts';

/** Settings of a taxonomy that editors see, and where they stand in REST's `edit` context. */
const editorFlags: readonly (readonly [string, readonly string[], string])[] = [
  ['public', ['visibility', 'public'], 'Whether visitors see its terms.'],
  ['showCloud', ['show_cloud'], 'Whether the tag cloud can show it.'],
  [
    'showInAdminColumn',
    ['visibility', 'show_admin_column'],
    'Whether lists in the admin have a column for it.',
  ],
  ['showInMenu', ['show_in_menu'], `Whether the admin has a menu for it. ${ofOwnOnly}`],
  ['showInNavMenus', ['visibility', 'show_in_nav_menus'], 'Whether menus can lead to its terms.'],
  ['showInQuickEdit', ['visibility', 'show_in_quick_edit'], 'Whether quick edit has it.'],
  ['showUi', ['visibility', 'show_ui'], 'Whether the admin shows it.'],
];

/** `Taxonomy`: of which visitors see the name and what it is for, editors the settings too. */
export function implementTaxonomy(graph: Graph): void {
  graph.virtualType('Taxonomy').implement({
    description: 'A way of classifying content.',
    interfaces: virtualInterfaces<TaxonomyNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        resolve: ({ taxonomy }) => toGlobalId('taxonomy', taxonomy.name),
      }),
      name: t.string({ description: "WordPress' own name.", resolve: ({ taxonomy }) => taxonomy.name }),
      label: t.string({
        description: 'The name shown.',
        availability: forEditors,
        resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) && node.taxonomy.label,
      }),
      description: t.string({
        description: 'What it is for.',
        resolve: ({ taxonomy }) => taxonomy.description,
      }),
      hierarchical: t.boolean({
        description: 'Whether its terms can stand below one another.',
        resolve: ({ taxonomy }) => taxonomy.hierarchical,
      }),
      restBase: t.string({
        description: 'The last part of its REST route.',
        resolve: ({ taxonomy }) => taxonomy.restBase || null,
      }),
      restControllerClass: t.string({
        description: 'The PHP class behind its route.',
        availability: forEditorsOfOwn,
        resolve: async (node, _args, { loaders }) =>
          text(await settingsOf(node, loaders), 'rest_controller_class'),
      }),
      graphqlSingleName: t.string({
        description: 'Its name in this graph.',
        resolve: ({ taxonomy }) => taxonomy.singular,
      }),
      graphqlPluralName: t.string({
        description: 'Its plural name in this graph.',
        resolve: ({ taxonomy }) => taxonomy.plural,
      }),
      showInGraphql: t.boolean({ description: 'Whether it is in this graph.', resolve: () => true }),
      showInRest: t.boolean({
        description: 'Whether it is in the REST API.',
        availability: forEditors,
        resolve: async (node, _args, { loaders }) =>
          (await settingsOf(node, loaders)) && node.taxonomy.route !== '',
      }),
      isRestricted: t.boolean({
        description: 'Whether part of it is kept back: from visitors, always.',
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
        description: 'The types of content that have it.',
        page: async ({ taxonomy }: TaxonomyNode, { paging, loaders }) => {
          const rows = resourcesOf(graph.site, 'content')
            .filter((contentType) => isOf(taxonomy, contentType))
            .map((contentType) => toEdge({ typeName: 'ContentType', contentType }, contentType.name));
          return pageOfList(rows, paging, loaders.limits);
        },
      }),
      connectedTerms: connectionField(t, graph, {
        base: 'TaxonomyToTermNode',
        target: 'TermNode',
        description: 'Its terms, by name.',
        page: ({ taxonomy }: TaxonomyNode, request) =>
          readTermsOfTaxonomies({ ...request, where: { taxonomies: [taxonomy.name] } }, [taxonomy], {}),
      }),
    }),
  });
}

function settingsOf({ taxonomy }: TaxonomyNode, loaders: Loaders) {
  return settingsForEditors('/wp/v2/taxonomies', taxonomy.name, loaders);
}
