import { type Entity, union } from '../../loading/base/entity.ts';
import { termsPath } from '../../site/overlaps.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
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

/** `TermNode` and `HierarchicalTermNode`: what terms of every taxonomy have. */
export function implementTermInterfaces(graph: Graph): void {
  const node = interfaceNamed(graph, 'Node');
  const uniform = interfaceNamed(graph, 'UniformResourceIdentifiable');
  interfaceNamed(graph, 'TermNode').implement({
    description: 'A term of any taxonomy: categories, tags and custom ones.',
    interfaces: [uniform, node],
    resolveType: typeNameOf,
    fields: (t) => ({
      ...identityFields(t, 'term'),
      uri: uriField(t, graph),
      // Of terms WPGraphQL leaves the escapes as they are.
      link: textField(t, 'link', 'The address of its page.'),
      ...kindFlags(t, 'term', graph),
      ...enqueuedAssetFields(t, graph, 'TermNode'),
      name: t.string({
        description: 'Its name, in plain characters.',
        reads: ['name'],
        resolve: ({ document }) => decodedText(text(document, 'name')),
      }),
      slug: t.string({
        description: 'The part of the address that names it.',
        reads: ['slug'],
        resolve: ({ document }) => decodedUrl(text(document, 'slug')) || null,
      }),
      description: textField(t, 'description', 'Its description; null when empty.', { emptyIsNull: true }),
      count: integerField(t, 'count', 'How much content has it; null for none.', { zeroIsNull: true }),
      taxonomyName: t.string({
        description: "WordPress' own name of its taxonomy: `category`, `post_tag`.",
        resolve: ({ resource }) => resource.name,
      }),
      isRestricted: t.boolean({
        description: 'Whether it is kept back; terms never are.',
        resolve: () => false,
      }),
      termGroupId: t.int({
        description: 'Its group.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      termTaxonomyId: t.int({
        description: 'Its id within its taxonomy.',
        availability: alwaysNull,
        resolve: () => null,
      }),
    }),
  });
  interfaceNamed(graph, 'HierarchicalTermNode').implement({
    description: 'A term that can stand below another one.',
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

/** The object types of all taxonomies' terms. */
export function implementTermTypes(graph: Graph): void {
  for (const taxonomy of resourcesOf(graph.site, 'term')) {
    // From the general to the special: of a field that several have, the last one's counts.
    const interfaces = [
      ...['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable', 'MenuItemLinkable', 'TermNode'],
      ...(taxonomy.hierarchical ? ['HierarchicalNode', 'HierarchicalTermNode'] : []),
    ];
    const ownId = `${taxonomy.singular}Id`;
    graph.objectType(taxonomy).implement({
      description: taxonomy.description || `A term of the taxonomy ${taxonomy.label}.`,
      interfaces: interfaces.map((name) => interfaceNamed(graph, name)),
      fields: (t) => ({
        ...(isInherited(graph, interfaces, ownId)
          ? {}
          : { [ownId]: deprecatedIdField(t, 'Deprecated in favor of databaseId') }),
        taxonomy: t.field({
          type: graph.connections.one(`${taxonomy.typeName}ToTaxonomy`, 'Taxonomy'),
          description: 'Its taxonomy.',
          resolve: () => toEdge({ typeName: 'Taxonomy', taxonomy }, taxonomy.name),
        }),
        ...contentConnections(t, graph, taxonomy),
        ...(taxonomy.hierarchical ? hierarchy(t, graph, taxonomy) : {}),
      }),
    });
  }
}

/** A connection to each type of content that has the taxonomy, and one to all of them in one order. */
function contentConnections(t: EntityFields, graph: Graph, taxonomy: Resource) {
  const contents = resourcesOf(graph.site, 'content').filter(({ linked }) => linked.includes(taxonomy.name));
  if (contents.length === 0) return {};
  const own = contents.map((content) => [
    content.plural,
    connectionField(t, graph, {
      base: `${taxonomy.typeName}To${content.typeName}`,
      target: content.typeName,
      description: `${content.label} that have it; those of terms below do not count.`,
      where: contentWhere(content),
      page: ({ document }: Entity, request) => readContent(taxonomy, content, { document, request }),
    }),
  ]);
  return {
    ...Object.fromEntries(own),
    contentNodes: connectionField(t, graph, {
      base: `${taxonomy.typeName}ToContentNode`,
      target: 'ContentNode',
      description: 'Content of all types that has it, newest first.',
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

/** Content of one type that has a term, read together with that of other terms. */
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
      description: 'The term it stands below.',
      load: loadById(taxonomy),
    }),
    children: connectionField(t, graph, {
      base: `${typeName}To${typeName}`,
      target: typeName,
      description: 'The terms directly below it, by name.',
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
      description: 'The terms it stands below, from the closest to the top. Null at the top.',
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
