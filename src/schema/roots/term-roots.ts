import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { postFormats } from '../../site/post-formats.ts';
import { resourcesOf } from '../../site/site.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import { lookUp } from '../find/lookup.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import { InputError, withInputErrors } from '../kit/base/errors.ts';
import { type GraphNode, isEntity } from '../kit/base/virtual-nodes.ts';
import { enumNamed, type Graph } from '../kit/graph/graph.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { readTermsOfTaxonomies } from '../terms/all-terms.ts';
import { formatByAddress, formatById } from '../terms/post-format.ts';
import { termsWhere } from '../where/term-arguments.ts';
import { loadNode } from './node-by-id.ts';

interface TermArguments {
  readonly id: string;
  readonly idType: string | null | undefined;
  readonly taxonomy: string | null | undefined;
}

/** Adds `termNode` and `terms`: terms of any taxonomy. */
export function addTermRoots(graph: Graph): void {
  graph.builder.queryFields((t) => ({
    termNode: t.field({
      type: graph.typeNamed('TermNode'),
      description: 'One term of any taxonomy; null if the client may see none with this identifier.',
      args: {
        id: t.arg.id({ required: true, description: 'Identifier of the kind that `idType` names.' }),
        idType: t.arg({
          type: enumNamed(graph, 'TermNodeIdTypeEnum'),
          description: 'Kind of the identifier. Default: a global id.',
        }),
        taxonomy: t.arg({
          type: enumNamed(graph, 'TaxonomyEnum'),
          description: 'The taxonomy. Required if `id` is a name or a slug.',
        }),
      },
      resolve: (_root, { id, idType, taxonomy }, { loaders }, info) =>
        withInputErrors(() => findTerm({ id: String(id), idType, taxonomy }, loaders, info)),
    }),
    terms: connectionField(t, graph, {
      base: 'RootQueryToTermNode',
      target: 'TermNode',
      description: 'Terms of all taxonomies, by name.',
      where: termsWhere,
      page: (_root: object, request) => readTermsOfTaxonomies(request, graph.taxonomies, {}),
    }),
  }));
}

async function findTerm(
  { id, idType, taxonomy }: TermArguments,
  loaders: Loaders,
  info: GraphQLResolveInfo,
): Promise<GraphNode | null> {
  if (taxonomy === postFormats.name) return formatById(id, idType, loaders.site);
  const resource = taxonomy ? loaders.site.resources.get(taxonomy) : undefined;
  if (resource && idType !== 'URI') return lookUp({ id, resource, loaders, info }, idType);
  switch (idType) {
    case 'URI':
      if (!resource && formatByAddress(id, loaders.site)) return formatByAddress(id, loaders.site);
      return nullUnlessTerm(
        await findByUri(id, {
          loaders,
          info,
          only: resource ? [resource] : resourcesOf(loaders.site, 'term'),
        }),
      );
    case 'DATABASE_ID':
      return /^\d{1,15}$/.test(id) ? loadOfAnyType('term', Number(id), { loaders, info }) : null;
    case 'SLUG':
    case 'NAME':
      throw new InputError(
        `When fetching a Term Node by "${idType.toLowerCase()}", the "taxonomy" also needs to be set as an input.`,
      );
    default:
      return nullUnlessTerm(await loadNode(id, { loaders, info }));
  }
}

function nullUnlessTerm(node: GraphNode | null): GraphNode | null {
  if (!node) return null;
  const isTerm = isEntity(node) ? node.resource.kind === 'term' : node.typeName === 'PostFormat';
  return isTerm ? node : null;
}
