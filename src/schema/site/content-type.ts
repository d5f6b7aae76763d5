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
import { forEditors, forEditorsOfCoreTypes, isLinked, settingsForEditors } from './for-editors.ts';

/** The labels of a post type. REST has the names in snake case. */
const labels =
  'addNew addNewItem allItems archives attributes editItem featuredImage filterItemsList insertIntoItem itemsList itemsListNavigation menuName name newItem notFound notFoundInTrash parentItemColon removeFeaturedImage searchItems setFeaturedImage singularName uploadedToThisItem useFeaturedImage viewItem viewItems';

/** Settings of a post type that editors see: name, path in REST's `edit` context, and description. */
const editorFlags: readonly (readonly [string, readonly string[], string])[] = [
  ['public', ['viewable'], 'Whether visitors can see its content.'],
  ['showInNavMenus', ['visibility', 'show_in_nav_menus'], 'Whether menus can link to its content.'],
  ['showUi', ['visibility', 'show_ui'], 'Whether the admin has pages to manage its content.'],
];

/** Settings that REST never shows. The gateway knows them for the types that WordPress registers itself. */
const coreTypeFlags = ['canExport', 'deleteWithUser', 'excludeFromSearch', 'showInAdminBar', 'showInMenu'];

/** Implements `ContentType`, a post type. Visitors see its name and description; editors also see its settings. */
export function implementContentType(graph: Graph): void {
  const { site, builder } = graph;
  const labelDetails = builder
    .objectRef<Readonly<Record<string, unknown>>>('PostTypeLabelDetails')
    .implement({
      description: 'The labels of a content type in the admin.',
      fields: (t) =>
        Object.fromEntries(
          labels.split(' ').map((name): [string, Field] => [
            name,
            t.string({
              description: 'A label in the admin.',
              resolve: (values) => text(values, snakeCase(name)),
            }),
          ]),
        ),
    });
  graph.virtualType('ContentType').implement({
    description: 'A content type: a post type of WordPress.',
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
          description: 'The name in WordPress, such as `post`.',
          resolve: ({ contentType }) => contentType.name,
        }),
        label: t.string({
          description: 'The label in the admin.',
          resolve: ({ contentType }) => contentType.label,
        }),
        description: t.string({
          description: 'The purpose of the content type.',
          resolve: ({ contentType }) => contentType.description,
        }),
        hierarchical: t.boolean({
          description: 'Whether its content can have parent content.',
          resolve: ({ contentType }) => contentType.hierarchical,
        }),
        graphqlSingleName: t.string({
          description: 'The name of one node in this schema.',
          resolve: ({ contentType }) => contentType.singular,
        }),
        graphqlPluralName: t.string({
          description: 'The plural name of its nodes in this schema.',
          resolve: ({ contentType }) => contentType.connection,
        }),
        showInGraphql: t.boolean({
          description: 'Whether the content type is in this schema.',
          resolve: () => true,
        }),
        isRestricted: t.boolean({
          description:
            'Whether WordPress hides the settings from the client. It hides them from every visitor.',
          resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) === null,
        }),
        uri: t.string({
          description: 'The path of the page that lists its content. Null if the gateway does not know one.',
          resolve: ({ contentType }, _args, { loaders }) => listUri(contentType, loaders),
        }),
        isComment: constant(false, 'Whether the node is a comment.'),
        isContentNode: constant(false, 'Whether the node is content.'),
        isTermNode: constant(false, 'Whether the node is a term.'),
        isFrontPage: t.boolean({
          nullable: false,
          description: "Whether the site's front page lists content of this type.",
          resolve: ({ contentType }) => isFront(contentType, site),
        }),
        isPostsPage: t.boolean({
          nullable: false,
          description: 'Whether the content type is `post`.',
          resolve: ({ contentType }) => contentType.traits.has('blog'),
        }),
        hasArchive: t.boolean({
          description: 'Whether a page of the site lists its content.',
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
          description: 'Whether the REST API serves its content.',
          availability: forEditors,
          resolve: async (node, _args, { loaders }) => (await settingsOf(node, loaders)) && true,
        }),
        labels: t.field({
          type: labelDetails,
          description: 'The labels in the admin.',
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
          description: 'The position of its menu in the admin.',
          availability: forEditorsOfCoreTypes,
          resolve: async (node, _args, { loaders }) =>
            integer(await settingsOf(node, loaders), 'menu_position'),
        }),
        restControllerClass: t.string({
          description: 'The PHP class that serves its REST route.',
          availability: forEditorsOfCoreTypes,
          resolve: async (node, _args, { loaders }) =>
            text(await settingsOf(node, loaders), 'rest_controller_class'),
        }),
        publiclyQueryable: t.boolean({
          description:
            'Whether a query variable can select its content. False for pages, which WordPress finds by their path.',
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
          coreTypeFlags.map((name) => [
            name,
            t.boolean({
              description: 'A setting of the content type.',
              availability: forEditorsOfCoreTypes,
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
          description: 'The taxonomies of its content.',
          page: async ({ contentType }: ContentTypeNode, { paging, loaders }) => {
            const taxonomies = taxonomiesOf(site).filter((taxonomy) => isLinked(taxonomy, contentType));
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

/** Returns the settings of a content type. Returns null if the client may not see them. */
function settingsOf({ contentType }: ContentTypeNode, loaders: Loaders) {
  return settingsForEditors('/wp/v2/types', contentType.name, loaders);
}

/** Returns whether the front page lists content of the type. */
function isFront({ traits }: Resource, { front }: Site): boolean {
  return traits.has('blog') && (front?.shows !== 'page' || front.pageOnFront === 0);
}

/** Returns the path of the page that lists a type's content: the front page, the posts page or an archive. */
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
