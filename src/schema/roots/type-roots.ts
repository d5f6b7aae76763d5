import { type Resource, resourcesOf } from '../../site/site.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import type { ContentTypeNode, TaxonomyNode } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';

/** Adds `contentType`, `contentTypes`, `taxonomy` and `taxonomies`. Discovery knows them, so they need no request. */
export function addTypeRoots(graph: Graph): void {
  const contentTypes = typeRoots(graph, {
    target: 'ContentType',
    idType: 'ContentTypeIdTypeEnum',
    globalIdType: 'post_type',
    words: ['content type', 'content types'],
    resources: resourcesOf(graph.site, 'content'),
    nodeOf: (contentType): ContentTypeNode => ({ typeName: 'ContentType', contentType }),
  });
  const taxonomies = typeRoots(graph, {
    target: 'Taxonomy',
    idType: 'TaxonomyIdTypeEnum',
    globalIdType: 'taxonomy',
    words: ['taxonomy', 'taxonomies'],
    resources: graph.taxonomies,
    nodeOf: (taxonomy): TaxonomyNode => ({ typeName: 'Taxonomy', taxonomy }),
  });
  graph.builder.queryFields((t) => ({
    contentType: contentTypes.one(t),
    contentTypes: contentTypes.all(t),
    taxonomy: taxonomies.one(t),
    taxonomies: taxonomies.all(t),
  }));
}

interface TypeRootOptions {
  readonly target: 'ContentType' | 'Taxonomy';
  /** Name of the enum of identifiers. */
  readonly idType: string;
  /** The type in global ids. */
  readonly globalIdType: string;
  /** The nodes in words, singular and plural. */
  readonly words: readonly [one: string, several: string];
  readonly resources: readonly Resource[];
  readonly nodeOf: (resource: Resource) => ContentTypeNode | TaxonomyNode;
}

type RootFields = PothosSchemaTypes.QueryFieldBuilder<Types, object>;

/** Returns the root fields of the types or taxonomies of a site: one by its identifier, and the connection to all. */
function typeRoots(graph: Graph, options: TypeRootOptions) {
  const { target, idType, globalIdType, words, resources, nodeOf } = options;
  return {
    one: (t: RootFields) =>
      t.field({
        type: graph.typeNamed(target),
        description: `One ${words[0]}; null if the site has none with this identifier.`,
        args: {
          id: t.arg.id({ required: true, description: 'A global id or a name, as `idType` says.' }),
          idType: t.arg({
            type: enumNamed(graph, idType),
            description: 'Kind of the identifier. Default: a global id.',
          }),
        },
        resolve: (_root, args) => {
          const found = findByName(resources, nameFromId(String(args.id), args.idType, globalIdType));
          return found && nodeOf(found);
        },
      }),
    all: (t: RootFields) =>
      connectionField(t, graph, {
        base: `RootQueryTo${target}`,
        target,
        description: `The ${words[1]} of the site.`,
        page: async (_root: object, { paging, loaders }) =>
          pageOfList(
            resources.map((resource) => toEdge(nodeOf(resource), resource.name)),
            paging,
            loaders.limits,
          ),
      }),
  };
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
