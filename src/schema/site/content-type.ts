import type { Loaders } from '../../loading/loaders.ts';
import { uriOf } from '../../site/permalinks.ts';
import { taxonomiesOf } from '../../site/post-formats.ts';
import type { Resource, Site } from '../../site/site.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { archiveUri } from '../find/uri/archives.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { ContentTypeNode } from '../kit/base/virtual-nodes.ts';
import { type Field, type Graph, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { readResources } from '../kit/relay/read.ts';
import { contentWhere } from '../where/content-arguments.ts';
import { listedResource } from '../where/list-rules.ts';
import { forEditors, forEditorsOfOwn, isOf, settingsForEditors } from './for-editors.ts';

/** Labels of a post type, as the admin shows them: names here, in snake case in REST. */
const labels =
  'addNew addNewItem allItems archives attributes editItem featuredImage filterItemsList insertIntoItem itemsList itemsListNavigation menuName name newItem notFound notFoundInTrash parentItemColon removeFeaturedImage searchItems setFeaturedImage singularName uploadedToThisItem useFeaturedImage viewItem viewItems';

/** Settings of a post type that editors see, and where they stand in REST's `edit` context. */
const editorFlags: readonly (readonly [string, readonly string[], string])[] = [
  ['public', ['viewable'], 'Whether visitors see its content.'],
  ['showInNavMenus', ['visibility', 'show_in_nav_menus'], 'Whether menus can lead to its content.'],
  ['showUi', ['visibility', 'show_ui'], 'Whether the admin shows it.'],
];

/** Settings that REST shows to nobody; those of WordPress' own types are known. */
const ownFlags = ['canExport', 'deleteWithUser', 'excludeFromSearch', 'showInAdminBar', 'showInMenu'];

/** `ContentType`: a post type, of which visitors see the name and what it is for, editors the settings too. */
export function implementContentType(graph: Graph): void {
  const { site, builder } = graph;
  const labelDetails = builder
    .objectRef<Readonly<Record<string, unknown>>>('PostTypeLabelDetails')
    .implement({
      description: 'What the admin calls a type of content.',
      fields: (t) =>
        Object.fromEntries(
          labels
            .split(' ')
            .map((name): [string, Field] => [
              name,
              t.string({ description: 'A label.', resolve: (values) => text(values, snakeCase(name)) }),
            ]),
        ),
    });
  graph.virtualType('ContentType').implement({
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
        graphqlSingleName: t.string({
          description: 'Its name in this graph.',
          resolve: ({ contentType }) => contentType.singular,
        }),
        graphqlPluralName: t.string({
          description: 'Its plural name in this graph.',
          resolve: ({ contentType }) => contentType.plural,
        }),
        showInGraphql: t.boolean({ description: 'Whether it is in this graph.', resolve: () => true }),
        isRestricted: t.boolean({
          description: 'Whether part of it is kept back: from visitors, always.',
          resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) === null,
        }),
        uri: t.string({
          description: 'Where its content is listed, as far as that is known.',
          resolve: ({ contentType }, _args, { loaders }) => listUri(contentType, loaders),
        }),
        isComment: constant(false, 'Whether this is a comment.'),
        isContentNode: constant(false, 'Whether this is content.'),
        isTermNode: constant(false, 'Whether this is a term.'),
        isFrontPage: t.boolean({
          nullable: false,
          description: "Whether the site's front page lists this type.",
          resolve: ({ contentType }) => isFront(contentType, site),
        }),
        isPostsPage: t.boolean({
          nullable: false,
          description: 'Whether this is the type `post`.',
          resolve: ({ contentType }) => contentType.traits.has('blog'),
        }),
        hasArchive: t.boolean({
          description: 'Whether there is a page that lists its content.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) =>
            (await settingsOf(node, loaders)) &&
            (node.contentType.hasArchive || node.contentType.traits.has('blog')),
        }),
        restBase: t.string({
          description: 'The last part of its REST route.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) =>
            (await settingsOf(node, loaders)) && node.contentType.restBase,
        }),
        showInRest: t.boolean({
          description: 'Whether it is in the REST API.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) && true,
        }),
        labels: t.field({
          type: labelDetails,
          description: 'What the admin calls it.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) => {
            const values = (await settingsOf(node, loaders))?.['labels'];
            return typeof values === 'object' && values !== null ? { ...values } : null;
          },
        }),
        menuIcon: t.string({
          description: 'The icon of its menu in the admin.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) => text(await settingsOf(node, loaders), 'icon'),
        }),
        menuPosition: t.int({
          description: 'Where its menu stands in the admin.',
          availability: forEditorsOfOwn,
          resolve: async (node, _args, { loaders }) =>
            integer(await settingsOf(node, loaders), 'menu_position'),
        }),
        restControllerClass: t.string({
          description: 'The PHP class behind its route.',
          availability: forEditorsOfOwn,
          resolve: async (node, _args, { loaders }) =>
            text(await settingsOf(node, loaders), 'rest_controller_class'),
        }),
        publiclyQueryable: t.boolean({
          description:
            'Whether its content has addresses; false for pages, whose addresses need no such setting.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) => {
            const settings = await settingsOf(node, loaders);
            return flag(settings, 'publicly_queryable') ?? flag(settings, 'viewable');
          },
        }),
        ...Object.fromEntries(
          editorFlags.map(([name, path, description]) => [
            name,
            t.boolean({
              description,
              availability: forEditors,
              resolve: async (node, _args, { loaders }) => flag(await settingsOf(node, loaders), ...path),
            }),
          ]),
        ),
        ...Object.fromEntries(
          ownFlags.map((name) => [
            name,
            t.boolean({
              description: 'A setting of the type.',
              availability: forEditorsOfOwn,
              resolve: async (node, _args, { loaders }) =>
                flag(await settingsOf(node, loaders), snakeCase(name)),
            }),
          ]),
        ),
        contentNodes: connectionField(t, graph, {
          base: 'ContentTypeToContentNode',
          target: 'ContentNode',
          description: 'Its content, newest first.',
          where: contentWhere(null),
          page: ({ contentType }: ContentTypeNode, request) =>
            readResources(request, [listedResource(contentType)]),
        }),
        connectedTaxonomies: connectionField(t, graph, {
          base: 'ContentTypeToTaxonomy',
          target: 'Taxonomy',
          description: 'The taxonomies that its content has.',
          page: async ({ contentType }: ContentTypeNode, { paging, loaders }) => {
            const taxonomies = taxonomiesOf(site).filter((taxonomy) => isOf(taxonomy, contentType));
            if (taxonomies.length === 0) return null;
            const rows = taxonomies.map((taxonomy) =>
              toEdge({ typeName: 'Taxonomy', taxonomy }, taxonomy.name),
            );
            return pageOfList(rows, paging, loaders.limits);
          },
        }),
      };
    },
  });
}

function settingsOf({ contentType }: ContentTypeNode, loaders: Loaders) {
  return settingsForEditors('/wp/v2/types', contentType.name, loaders);
}

function isFront({ traits }: Resource, { front }: Site): boolean {
  return traits.has('blog') && (front?.shows !== 'page' || front.pageOnFront === 0);
}

/** Where a type's content is listed: the front page, the page for posts, or the archive that the type has. */
async function listUri(contentType: Resource, loaders: Loaders): Promise<string | null> {
  const { site, entities } = loaders;
  if (!contentType.traits.has('blog')) return archiveUri(contentType, loaders);
  if (isFront(contentType, site)) return '/';
  const pages = site.resources.get('page');
  const id = site.front?.pageForPosts;
  const page = pages && id ? await entities(pages).load(id, new Set(['link'])) : null;
  return page ? uriOf(site, text(page.document, 'link') ?? '') : null;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
