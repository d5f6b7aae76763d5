import { readSearchResults } from '../../loading/pages/search-results.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';
import type { GraphPage } from '../kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../kit/relay/connection-field.ts';
import { loadResultsPage, resultsNeeded } from '../kit/relay/loaded-pages.ts';
import { asList, type WhereRow } from '../kit/where/rows.ts';

const where: readonly WhereRow[] = [
  {
    argument: 'contentTypes',
    type: '[ContentTypeEnum]',
    description:
      'Searches content of these types. Default: all types that the site searches, or none if only `taxonomies` is given.',
  },
  {
    argument: 'taxonomies',
    type: '[TaxonomyEnum]',
    description: 'Searches terms of these taxonomies. Default: none.',
  },
];

/**
 * Adds `search`: content and terms that contain the words (REST API handbook: Search Results). One request finds the ids,
 * and one request for each type in the results reads the fields.
 */
export function addSearchRoot(graph: Graph): void {
  graph.builder.queryField('search', (t) =>
    connectionField(t, graph, {
      base: 'RootQueryToSearch',
      target: 'UniformResourceIdentifiable',
      description:
        'Content that contains the words, most relevant first, followed by terms if `taxonomies` is given (beyond WPGraphQL).',
      query: 'The words to search for.',
      where,
      page: (_root: object, request) => search(request),
    }),
  );
}

async function search(request: ConnectionRequest): Promise<GraphPage> {
  const words = request.query?.trim() ?? '';
  if (words === '') throw new InputError('`query` is empty. Give the words to search for.');
  const types = asList(request.where['contentTypes']).map(String);
  const taxonomies = asList(request.where['taxonomies']).map(String);
  const count = taxonomies.length === 0 ? resultsNeeded(request) : undefined;
  const found = await Promise.all([
    ...(types.length > 0 || taxonomies.length === 0
      ? [readSearchResults(request.loaders, { kind: 'content', words, names: types, count })]
      : []),
    ...(taxonomies.length > 0
      ? [readSearchResults(request.loaders, { kind: 'term', words, names: taxonomies, count })]
      : []),
  ]);
  return loadResultsPage(request, found, 'search/relevance');
}
