import type { Entity } from '../../loading/base/entity.ts';
import { termsPath } from '../../site/overlaps.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import { decodedText, decodedUrl } from '../kit/base/text.ts';
import { typeNameOf } from '../kit/base/virtual-nodes.ts';
import { ancestorsOf, parentIdFields } from '../kit/fields/ancestry.ts';
import { enqueuedAssetFields } from '../kit/fields/assets.ts';
import { integerField, loadById, referenceField, textField } from '../kit/fields/fields.ts';
import { deprecatedIdField, identityFields, kindFlags, uriField } from '../kit/fields/node-fields.ts';
import { type EntityFields, type Graph, interfaceNamed, isInherited } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { pageOfEntities } from '../kit/relay/list.ts';
import { readPart, readResources } from '../kit/relay/read.ts';
import { contentWhere, contentWhereOfTypes } from '../where/content-arguments.ts';
import { listedResource } from '../where/list-rules.ts';
import { termWhere } from '../where/term-arguments.ts';

/** Adds the fields of `TermNode` and `HierarchicalTermNode`, which terms of all taxonomies inherit. */
export function implementTermInterfaces(graph: Graph): void {
  const node = interfaceNamed(graph, 'Node');
  const uniform = interfaceNamed(graph, 'UniformResourceIdentifiable');
  interfaceNamed(graph, 'TermNode').implement({
    description: 'A term of any taxonomy: a category, a tag, or a term of a custom taxonomy.',
    interfaces: [uniform, node],
    resolveType: typeNameOf,
    fields: (t) => ({
      ...identityFields(t, 'term'),
      uri: uriField(t, graph),
      // WPGraphQL decodes escapes in links of content, but not in links of terms.
      link: textField(t, 'link', 'The URL of the archive page.'),
      ...kindFlags(t, 'term', graph),
      ...enqueuedAssetFields(t, graph, 'TermNode'),
      name: t.string({
        description: 'The name, with HTML entities decoded.',
        reads: ['name'],
        resolve: ({ document }) => decodedText(text(document, 'name')),
      }),
      slug: t.string({
        description: 'The slug: the part of the URL that names the term.',
        reads: ['slug'],
        resolve: ({ document }) => decodedUrl(text(document, 'slug')) || null,
      }),
      description: textField(t, 'description', 'The description. Null if it is empty.', {
        emptyIsNull: true,
      }),
      count: integerField(t, 'count', 'The number of contents with the term. Null if there is none.', {
        zeroIsNull: true,
      }),
      taxonomyName: t.string({
        description: 'The name of the taxonomy in WordPress: `category`, `post_tag`.',
        resolve: ({ resource }) => resource.name,
      }),
      isRestricted: t.boolean({
        description: 'Always false, since terms are public.',
        resolve: () => false,
      }),
      termGroupId: t.int({
        description: 'The term group.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      termTaxonomyId: t.int({
        description: 'The id in the table `term_taxonomy`.',
        availability: alwaysNull,
        resolve: () => null,
      }),
    }),
  });
  interfaceNamed(graph, 'HierarchicalTermNode').implement({
    description: 'A term that can have a parent.',
    interfaces: [
      node,
      interfaceNamed(graph, 'DatabaseIdentifier'),
      uniform,
      interfaceNamed(graph, 'HierarchicalNode'),
      interfaceNamed(graph, 'TermNode'),
    ],
    resolveType: typeNameOf,
    fields: (t) => parentIdFields(t, 'term', 'parent'),
  });
}

/** Adds the fields of the object type of each taxonomy's terms. */
export function implementTermTypes(graph: Graph): void {
  for (const taxonomy of resourcesOf(graph.site, 'term')) {
    // From general to special: if several interfaces have a field, the type inherits it from the last of them.
    const interfaces = [
      ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable', 'MenuItemLinkable', 'TermNode'],
      ...(taxonomy.hierarchical ? ['HierarchicalNode', 'HierarchicalTermNode'] : []),
    ];
    const idName = `${taxonomy.singular}Id`;
    graph.objectType(taxonomy).implement({
      description: taxonomy.description || `A term of the taxonomy ${taxonomy.label}.`,
      interfaces: interfaces.map((name) => interfaceNamed(graph, name)),
      fields: (t) => ({
        ...(isInherited(graph, interfaces, idName)
          ? {}
          : { [idName]: deprecatedIdField(t, 'Deprecated in favor of databaseId') }),
        taxonomy: t.field({
          type: graph.connections.one(`${taxonomy.typeName}ToTaxonomy`, 'Taxonomy'),
          description: 'The taxonomy.',
          resolve: () => toEdge({ typeName: 'Taxonomy', taxonomy }, taxonomy.name),
        }),
        ...contentConnections(t, graph, taxonomy),
        ...(taxonomy.hierarchical ? hierarchy(t, graph, taxonomy) : {}),
      }),
    });
  }
}

/** Returns a connection for each content type with the taxonomy, and `contentNodes` for all of them. */
function contentConnections(t: EntityFields, graph: Graph, taxonomy: Resource) {
  const contents = resourcesOf(graph.site, 'content').filter(({ linked }) => linked.includes(taxonomy.name));
  if (contents.length === 0) return {};
  // The integration of a plugin adds the connections to a type with several object types.
  const connections = contents
    .filter(({ variants }) => !variants)
    .map((content) => [
      content.connection,
      connectionField(t, graph, {
        base: `${taxonomy.typeName}To${content.typeName}`,
        target: content.typeName,
        description: `${content.label} with the term itself. Content of child terms is left out.`,
        where: contentWhere(content),
        page: ({ document }: Entity, request) => readContent(taxonomy, content, { document, request }),
      }),
    ]);
  return {
    ...Object.fromEntries(connections),
    contentNodes: connectionField(t, graph, {
      base: `${taxonomy.typeName}ToContentNode`,
      target: 'ContentNode',
      description: 'Content of all types with the term, newest first.',
      where: contentWhereOfTypes(`ContentTypesOf${taxonomy.typeName}Enum`),
      page: ({ document }: Entity, request) => {
        const [only, ...others] = contents;
        if (only && others.length === 0) return readContent(taxonomy, only, { document, request });
        return readResources(
          request,
          contents.map((content) => listedResource(content, { [taxonomy.restBase]: [document.id] })),
        );
      },
    }),
  };
}

/** Reads content of one type with a term. One wave reads the content of several terms. */
function readContent(
  taxonomy: Resource,
  content: Resource,
  { document, request }: { document: Document; request: ConnectionRequest },
) {
  if (content.overlaps.hiddenTaxonomies.has(taxonomy.name)) {
    return readResources(request, [listedResource(content, { [taxonomy.restBase]: [document.id] })]);
  }
  return readPart(request, listedResource(content), {
    partition: { parameter: taxonomy.restBase, path: termsPath(content, taxonomy) },
    key: document.id,
  });
}

function hierarchy(t: EntityFields, graph: Graph, taxonomy: Resource) {
  const { typeName } = taxonomy;
  return {
    parent: referenceField(t, graph, {
      base: `${typeName}ToParent${typeName}`,
      target: typeName,
      path: 'parent',
      description: 'The parent term.',
      load: loadById(taxonomy),
    }),
    children: connectionField(t, graph, {
      base: `${typeName}To${typeName}`,
      target: typeName,
      description: 'The child terms, ordered by name.',
      where: termWhere,
      page: ({ document }: Entity, request) =>
        readPart(request, listedResource(taxonomy), {
          partition: { parameter: 'parent', path: 'parent', single: true },
          key: document.id,
        }),
    }),
    ancestors: connectionField(t, graph, {
      base: `${typeName}ToAncestors${typeName}`,
      target: typeName,
      description: 'The ancestors, from the parent to the top level. Null at the top level.',
      reads: ['parent'],
      page: async (entity: Entity, request) => {
        const paths = union(request.projection(typeName).paths, ['parent']);
        const ancestors = integer(entity.document, 'parent')
          ? await ancestorsOf(entity, paths, request.loaders)
          : [];
        return ancestors.length > 0 ? pageOfEntities(ancestors, 'term/ancestors', request) : null;
      },
    }),
  };
}
