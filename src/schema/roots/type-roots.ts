import { type Resource, resourcesOf } from '../../site/site.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import type { ContentTypeNode, TaxonomyNode } from '../kit/base/virtual-nodes.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';

/** `contentType`, `contentTypes`, `taxonomy`, `taxonomies`: known from discovery, without a request. */
export function addTypeRoots(graph: Graph): void {
  const contents = resourcesOf(graph.site, 'content');
  const taxonomies = graph.taxonomies;
  const typeNode = (contentType: Resource): ContentTypeNode => ({ typeName: 'ContentType', contentType });
  const taxonomyNode = (taxonomy: Resource): TaxonomyNode => ({ typeName: 'Taxonomy', taxonomy });
  graph.builder.queryFields((t) => ({
    contentType: t.field({
      type: graph.virtualType('ContentType'),
      description: 'A type of content, null where there is none of the name.',
      args: {
        id: t.arg.id({ required: true, description: 'A global id, or a name.' }),
        idType: t.arg({
          type: enumNamed(graph, 'ContentTypeIdTypeEnum'),
          description: 'What `id` is; a global id unless said.',
        }),
      },
      resolve: (_root, { id, idType }) => {
        const found = named(contents, nameIn(String(id), idType, 'post_type'));
        return found && typeNode(found);
      },
    }),
    contentTypes: connectionField(t, graph, {
      base: 'RootQueryToContentType',
      target: 'ContentType',
      description: 'The types of content that the site has.',
      page: async (_root: object, { paging, loaders }) =>
        pageOfList(
          contents.map((type) => toEdge(typeNode(type), type.name)),
          paging,
          loaders.limits,
        ),
    }),
    taxonomy: t.field({
      type: graph.virtualType('Taxonomy'),
      description: 'A taxonomy, null where there is none of the name.',
      args: {
        id: t.arg.id({ required: true, description: 'A global id, or a name.' }),
        idType: t.arg({
          type: enumNamed(graph, 'TaxonomyIdTypeEnum'),
          description: 'What `id` is; a global id unless said.',
        }),
      },
      resolve: (_root, { id, idType }) => {
        const found = named(taxonomies, nameIn(String(id), idType, 'taxonomy'));
        return found && taxonomyNode(found);
      },
    }),
    taxonomies: connectionField(t, graph, {
      base: 'RootQueryToTaxonomy',
      target: 'Taxonomy',
      description: 'The ways in which the site classifies content.',
      page: async (_root: object, { paging, loaders }) =>
        pageOfList(
          taxonomies.map((taxonomy) => toEdge(taxonomyNode(taxonomy), taxonomy.name)),
          paging,
          loaders.limits,
        ),
    }),
  }));
}

/** The name that an id means; a global id of something else means nothing. */
function nameIn(id: string, idType: string | null | undefined, type: string): string | null {
  if (idType === 'NAME') return id;
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.id : null;
}

/** By WordPress' own name, or by the one that this graph's enums have. */
function named(resources: readonly Resource[], name: string | null): Resource | null {
  if (name === null) return null;
  const isNamed = (resource: Resource) =>
    [resource.name, resource.name.toUpperCase(), resource.typeName.toUpperCase()].includes(name);
  return resources.find(isNamed) ?? null;
}
