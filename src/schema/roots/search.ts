import { mostRead, readWhole } from '../../loading/collection.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../errors.ts';
import { type Graph, resourcesOf } from '../graph.ts';
import { type ConnectionRequest, connectionField } from '../relay/connection-field.ts';
import type { GraphPage } from '../relay/page.ts';
import { readFound } from '../relay/read.ts';
import { amounts } from '../relay/window.ts';
import { asList, type WhereRow } from '../where/rows.ts';

const where: readonly WhereRow[] = [
  {
    argument: 'contentTypes',
    type: '[ContentTypeEnum]',
    description: 'Content of these types; of all that the site searches unless `taxonomies` alone is given.',
  },
  {
    argument: 'taxonomies',
    type: '[TaxonomyEnum]',
    description: 'Terms of these taxonomies; of none unless given.',
  },
];

/**
 * `search`: content and terms in which words occur (REST API handbook: Search Results). One request finds what they
 * are, and one for each type that is found gives what is read of them.
 */
export function addSearchRoot(graph: Graph): void {
  graph.builder.queryField('search', (t) =>
    connectionField(t, graph, {
      base: 'RootQueryToSearch',
      target: 'UniformResourceIdentifiable',
      description:
        'Content in which these words occur, the most relevant first; then terms, where asked for (beyond WPGraphQL).',
      query: 'The words to search for.',
      where,
      page: (_root: object, request) => search(request),
    }),
  );
}

async function search(request: ConnectionRequest): Promise<GraphPage> {
  const { loaders, query, paging } = request;
  const words = query?.trim() ?? '';
  if (words === '') throw new InputError('`query` is empty: give the words to search for.');
  const types = asList(request.where['contentTypes']).map(String);
  const taxonomies = asList(request.where['taxonomies']).map(String);
  const { limit, backward } = amounts(paging, loaders.limits);
  // From the start of one kind WordPress' own order is the answer's; otherwise places are found among all.
  const isSimple = !backward && !paging.after && !paging.before && taxonomies.length === 0;
  const count = isSimple ? limit + 1 : mostRead;
  const found = await Promise.all([
    ...(types.length > 0 || taxonomies.length === 0
      ? [findings('post', words, { names: types, count, loaders })]
      : []),
    ...(taxonomies.length > 0 ? [findings('term', words, { names: taxonomies, count, loaders })] : []),
  ]);
  const entities = found.flatMap((each) => each.entities);
  const page = await readFound(request, entities, 'search/relevance');
  const total = found.reduce((sum, each) => sum + each.total, 0);
  return { ...page, total: Number.isFinite(total) ? total : null };
}

/** What is found of one kind, in the order in which WordPress finds it. */
async function findings(
  kind: 'post' | 'term',
  words: string,
  { names, count, loaders }: { names: readonly string[]; count: number; loaders: Loaders },
) {
  const known = resourcesOf(loaders.site, kind === 'post' ? 'content' : 'term');
  const [first] = known;
  if (!first) return { entities: [], total: 0 };
  const bySubtype = new Map(known.map((resource) => [resource.name, resource]));
  const filter = { type: kind, search: words, ...(names.length > 0 ? { subtype: [...names] } : {}) };
  const resource = { ...first, route: '/wp/v2/search' };
  const slice = await readWhole(
    loaders.rest,
    { resource, filter },
    { paths: new Set(['id', 'type', 'subtype']), orderby: 'relevance', direction: 'desc', count },
  );
  const entities = slice.documents.flatMap((document) => {
    // Content is told by its subtype, terms by their type.
    const [type, subtype] = [text(document, 'type') ?? '', text(document, 'subtype') ?? ''];
    const resource = bySubtype.get(subtype) ?? bySubtype.get(type);
    return resource ? [{ resource, document }] : [];
  });
  return { entities, total: slice.total };
}
