import type { InterfaceRef } from '@pothos/core';
import type { Resource, Site } from '../../site/site.ts';
import type { Builder, Types } from '../builder.ts';
import { listed } from '../content/listing.ts';
import { type Graph, resourcesOf, type Template, virtualInterfaces } from '../graph.ts';
import type { ContentTypeNode, GeneralSettingsNode, TaxonomyNode } from '../nodes.ts';
import { connectionField } from '../relay/connection-field.ts';
import { toGlobalId } from '../relay/global-id.ts';
import { type GraphPage, toEdge } from '../relay/page.ts';
import { readResources } from '../relay/read.ts';
import { contentWhere } from '../where/content.ts';

/** `ContentTemplate` and `DefaultTemplate`. REST names a template's file, not its label. */
export function createContentTemplate(builder: Builder): InterfaceRef<Types, Template> {
  const template = builder.interfaceRef<Template>('ContentTemplate').implement({
    description: 'A template of the theme that shows content.',
    resolveType: () => 'DefaultTemplate',
    fields: (t) => ({
      templateName: t.string({
        description: '`Default`, or the file of another template.',
        resolve: ({ file }) => file || 'Default',
      }),
    }),
  });
  builder
    .objectRef<Template>('DefaultTemplate')
    .implement({ description: 'A template of the theme.', interfaces: [template] });
  return template;
}

/** `ContentType`, `Taxonomy` and `GeneralSettings`: what the site itself is made of. */
export function implementSiteTypes(graph: Graph): void {
  implementContentType(graph);
  implementTaxonomy(graph);
  implementGeneralSettings(graph);
}

function implementContentType(graph: Graph): void {
  const { site } = graph;
  graph.contentType.implement({
    description: 'A type of content.',
    interfaces: virtualInterfaces<ContentTypeNode>(graph, ['Node', 'UniformResourceIdentifiable']),
    fields: (t) => {
      const constant = (value: boolean, description: string) =>
        t.boolean({ nullable: false, description, resolve: () => value });
      return {
        id: t.id({
          nullable: false,
          description: 'The globally unique identifier.',
          resolve: ({ contentType }) => toGlobalId('post_type', contentType.name),
        }),
        name: t.string({
          description: "WordPress' own name.",
          resolve: ({ contentType }) => contentType.name,
        }),
        label: t.string({ description: 'The name shown.', resolve: ({ contentType }) => contentType.label }),
        description: t.string({
          description: 'What it is for.',
          resolve: ({ contentType }) => contentType.description,
        }),
        hierarchical: t.boolean({
          description: 'Whether its content can stand below other content.',
          resolve: ({ contentType }) => contentType.hierarchical,
        }),
        hasArchive: t.boolean({
          description: 'Whether there is a page that lists its content.',
          resolve: ({ contentType }) => contentType.hasArchive,
        }),
        restBase: t.string({
          description: 'The last part of its REST route.',
          resolve: ({ contentType }) => contentType.restBase,
        }),
        graphqlSingleName: t.string({
          description: 'Its name in this graph.',
          resolve: ({ contentType }) => contentType.singular,
        }),
        graphqlPluralName: t.string({
          description: 'Its plural name in this graph.',
          resolve: ({ contentType }) => contentType.plural,
        }),
        showInGraphql: t.boolean({ description: 'Whether it is in this graph.', resolve: () => true }),
        showInRest: t.boolean({ description: 'Whether it is in the REST API.', resolve: () => true }),
        isRestricted: t.boolean({
          description: 'Whether part of it is kept back: to visitors, always.',
          resolve: () => true,
        }),
        uri: t.string({
          description: 'Where its content is listed, for the type `post`.',
          resolve: ({ contentType }) => archiveUri(contentType, site),
        }),
        isComment: constant(false, 'Whether this is a comment.'),
        isContentNode: constant(false, 'Whether this is content.'),
        isTermNode: constant(false, 'Whether this is a term.'),
        isFrontPage: t.boolean({
          nullable: false,
          description: "Whether the site's front page lists this type.",
          resolve: ({ contentType }) => contentType.name === 'post' && site.front?.shows !== 'page',
        }),
        isPostsPage: t.boolean({
          nullable: false,
          description: 'Whether this is the type `post`.',
          resolve: ({ contentType }) => contentType.name === 'post',
        }),
        contentNodes: connectionField(t, graph, {
          base: 'ContentTypeToContentNode',
          target: 'ContentNode',
          description: 'Its content, newest first.',
          where: contentWhere(null),
          page: ({ contentType }: ContentTypeNode, request) => readResources(request, [listed(contentType)]),
        }),
        connectedTaxonomies: connectionField(t, graph, {
          base: 'ContentTypeToTaxonomy',
          target: 'Taxonomy',
          description: 'The taxonomies that its content has.',
          page: async ({ contentType }: ContentTypeNode) =>
            wholePage(
              resourcesOf(site, 'term')
                .filter(({ name }) => contentType.linked.includes(name))
                .map((taxonomy) => ({ typeName: 'Taxonomy', taxonomy })),
              ({ taxonomy }) => taxonomy.name,
            ),
        }),
      };
    },
  });
}

function implementTaxonomy(graph: Graph): void {
  graph.taxonomy.implement({
    description: 'A way of classifying content.',
    interfaces: virtualInterfaces<TaxonomyNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        resolve: ({ taxonomy }) => toGlobalId('taxonomy', taxonomy.name),
      }),
      name: t.string({ description: "WordPress' own name.", resolve: ({ taxonomy }) => taxonomy.name }),
      label: t.string({ description: 'The name shown.', resolve: ({ taxonomy }) => taxonomy.label }),
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
        resolve: ({ taxonomy }) => taxonomy.restBase,
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
      isRestricted: t.boolean({
        description: 'Whether part of it is kept back: to visitors, always.',
        resolve: () => true,
      }),
      connectedContentTypes: connectionField(t, graph, {
        base: 'TaxonomyToContentType',
        target: 'ContentType',
        description: 'The types of content that have it.',
        page: async ({ taxonomy }: TaxonomyNode) =>
          wholePage(
            resourcesOf(graph.site, 'content')
              .filter(({ linked }) => linked.includes(taxonomy.name))
              .map((contentType) => ({ typeName: 'ContentType', contentType })),
            ({ contentType }) => contentType.name,
          ),
      }),
    }),
  });
}

function implementGeneralSettings({ builder, site, ...graph }: Graph): void {
  const settings = builder.objectRef<GeneralSettingsNode>('GeneralSettings').implement({
    description: "The site's general settings, as far as it shows them to visitors.",
    interfaces: virtualInterfaces<GeneralSettingsNode>({ builder, site, ...graph }, ['Node']),
    fields: (t) => {
      const hidden = (description: string) =>
        t.string({
          description: `${description} Null: the REST API keeps it from visitors.`,
          resolve: () => null,
        });
      return {
        id: t.id({
          nullable: false,
          description: 'The globally unique identifier.',
          resolve: () => toGlobalId('setting_group', 'general'),
        }),
        title: t.string({ description: "The site's name.", resolve: () => site.name }),
        description: t.string({ description: "The site's tagline.", resolve: () => site.description }),
        url: t.string({ description: 'The address of WordPress.', resolve: () => site.url }),
        homeUrl: t.string({ description: 'The address of the site.', resolve: () => site.home }),
        timezone: t.string({
          description: 'The time zone: a name, or an offset.',
          resolve: () => site.timezone || offset(site.gmtOffset),
        }),
        email: hidden("The administrator's e-mail address."),
        language: hidden('The language.'),
        dateFormat: hidden('How dates are written.'),
        timeFormat: hidden('How times are written.'),
        startOfWeek: t.int({
          description: 'The first day of the week. Null: the REST API keeps it from visitors.',
          resolve: () => null,
        }),
      };
    },
  });
  builder.queryField('generalSettings', (t) =>
    t.field({
      type: settings,
      description: "The site's general settings.",
      resolve: (): GeneralSettingsNode => ({ typeName: 'GeneralSettings' }),
    }),
  );
}

/** A short list of nodes as one page. */
function wholePage<Node extends ContentTypeNode | TaxonomyNode>(
  nodes: readonly Node[],
  idOf: (node: Node) => string,
): GraphPage {
  const rows = nodes.map((node) => toEdge(node, idOf(node)));
  return { rows, hasNextPage: false, hasPreviousPage: false, total: rows.length };
}

/** Where a type's content is listed: known without asking only for posts on the front page. */
function archiveUri({ name }: Resource, { front }: Site): string | null {
  return name === 'post' && front?.shows !== 'page' ? '/' : null;
}

/** `+02:00` for 2. */
function offset(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
