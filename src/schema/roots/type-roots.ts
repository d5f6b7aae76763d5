import { type Resource, resourcesOf } from '../../site/site.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import type { ContentTypeNode, TaxonomyNode } from '../kit/base/virtual-nodes.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';

/** Adds `contentType`, `contentTypes`, `taxonomy` and `taxonomies`. Discovery knows them, so they need no request. */
export function addTypeRoots(graph: Graph): void {
  const contents = resourcesOf(graph.site, 'content');
  const taxonomies = graph.taxonomies;
  const typeNode = (contentType: Resource): ContentTypeNode => ({ typeName: 'ContentType', contentType });
  const taxonomyNode = (taxonomy: Resource): TaxonomyNode => ({ typeName: 'Taxonomy', taxonomy });
  graph.builder.queryFields((t) => ({
    contentType: t.field({
      type: graph.virtualType('ContentType'),
      description: 'One content type; null if the site has none with this identifier.',
      args: {
        id: t.arg.id({ required: true, description: 'A global id or a name, as `idType` says.' }),
        idType: t.arg({
          type: enumNamed(graph, 'ContentTypeIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
      },
      resolve: (_root, { id, idType }) => {
        const found = findByName(contents, nameFromId(String(id), idType, 'post_type'));
        return found && typeNode(found);
      },
    }),
    contentTypes: connectionField(t, graph, {
      base: 'RootQueryToContentType',
      target: 'ContentType',
      description: 'The content types of the site.',
      page: async (_root: object, { paging, loaders }) =>
        pageOfList(
          contents.map((type) => toEdge(typeNode(type), type.name)),
          paging,
          loaders.limits,
        ),
    }),
    taxonomy: t.field({
      type: graph.virtualType('Taxonomy'),
      description: 'One taxonomy; null if the site has none with this identifier.',
      args: {
        id: t.arg.id({ required: true, description: 'A global id or a name, as `idType` says.' }),
        idType: t.arg({
          type: enumNamed(graph, 'TaxonomyIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
      },
      resolve: (_root, { id, idType }) => {
        const found = findByName(taxonomies, nameFromId(String(id), idType, 'taxonomy'));
        return found && taxonomyNode(found);
      },
    }),
    taxonomies: connectionField(t, graph, {
      base: 'RootQueryToTaxonomy',
      target: 'Taxonomy',
      description: 'The taxonomies of the site.',
      page: async (_root: object, { paging, loaders }) =>
        pageOfList(
          taxonomies.map((taxonomy) => toEdge(taxonomyNode(taxonomy), taxonomy.name)),
          paging,
          loaders.limits,
        ),
    }),
  }));
}

/** Returns the name in an identifier. Returns null for a global id of another type. */
function nameFromId(id: string, idType: string | null | undefined, type: string): string | null {
  if (idType === 'NAME') return id;
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.id : null;
}

/** Returns the resource with a name: WordPress' own name, or the value of `ContentTypeEnum` or `TaxonomyEnum`. */
function findByName(resources: readonly Resource[], name: string | null): Resource | null {
  if (name === null) return null;
  const isNamed = (resource: Resource) =>
    [resource.name, resource.name.toUpperCase(), resource.typeName.toUpperCase()].includes(name);
  return resources.find(isNamed) ?? null;
}
