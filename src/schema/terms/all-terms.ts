import type { Entity } from '../../loading/base/entity.ts';
import { readWhole } from '../../loading/pages/whole.ts';
import { postFormats } from '../../site/post-formats.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import type { Query } from '../../wordpress/rest.ts';
import { InputError } from '../kit/base/errors.ts';
import { compareNames, decodedText } from '../kit/base/text.ts';
import { type GraphNode, isEntity } from '../kit/base/virtual-nodes.ts';
import { emptyGraphPage, type GraphPage, toEdge } from '../kit/graph/page.ts';
import type { ConnectionRequest } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { loadEntitiesPage, loadRows } from '../kit/relay/loaded-pages.ts';
import { readResources } from '../kit/relay/read.ts';
import { combineArguments } from '../kit/where/combine.ts';
import { matchesNone } from '../kit/where/rows.ts';
import { listedResource } from '../where/list-rules.ts';
import { termWhere } from '../where/term-arguments.ts';
import { formatEdge } from './post-format.ts';
import { canListByFormat, readUsedFormats } from './used-formats.ts';

/**
 * Reads a page of the terms of several taxonomies, ordered by name. REST has no list across taxonomies, so this reads the
 * names and ids of all terms, sorts them, and then loads the terms of the page.
 *
 * @param taxonomies - the taxonomies of the connection, from which the argument `where.taxonomies` selects
 * @param implied - REST parameters that every request of the connection has
 * @throws InputError if `where.orderby` is not NAME, or if one taxonomy has more than a thousand terms
 */
export async function readTermsOfTaxonomies(
  request: ConnectionRequest,
  taxonomies: readonly Resource[],
  implied: Query,
): Promise<GraphPage> {
  const { taxonomies: requested, ...where } = request.where;
  const isRequested = (name: string) =>
    !Array.isArray(requested) || requested.length === 0 || requested.includes(name);
  const selected = taxonomies.filter(({ name }) => name !== postFormats.name && isRequested(name));
  const mayHaveFormats = taxonomies.includes(postFormats) && isRequested(postFormats.name);
  const isFormatNamed = mayHaveFormats && Array.isArray(requested) && requested.includes(postFormats.name);
  const withFormats = isFormatNamed || (mayHaveFormats && canListByFormat(request.loaders));
  const [only, ...others] = selected;
  if (!only) return withFormats ? readFormatsPage(request, where) : emptyGraphPage;
  if (others.length === 0 && !withFormats)
    return readResources({ ...request, where }, [listedResource(only, implied)]);
  const { orderby = 'NAME', order = 'ASC' } = where;
  if ((orderby ?? 'NAME') !== 'NAME') {
    throw new InputError(
      `\`where.orderby\` cannot be ${String(orderby)} for several taxonomies. Use NAME, or select one taxonomy.`,
    );
  }
  const { loaders } = request;
  const termLists = await Promise.all(
    selected.map(async (resource) => {
      const selection = await combineArguments(termWhere, where, { resource, loaders, implied });
      if (selection === matchesNone) return [];
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter: selection.filter },
        { paths: new Set(['id', 'name']) },
      );
      if (total > documents.length) {
        throw new InputError(
          `The site has ${total} ${resource.plural}, which are too many to sort with the terms of other taxonomies. Select one taxonomy with \`where.taxonomies\`.`,
        );
      }
      return documents.map((document) => ({ resource, document }));
    }),
  );
  const key = ({ document }: Entity) => ({
    name: decodedText(text(document, 'name')) ?? '',
    id: document.id,
  });
  const usedFormats = withFormats ? await readUsedFormats(where, loaders) : [];
  const terms = [
    ...termLists.flat().map((entity) => ({ ...key(entity), node: entity })),
    ...usedFormats.map(
      ({ format, slug }): SortedTerm => ({ name: slug, id: 0, node: formatEdge(format).node }),
    ),
  ];
  const sorted = terms.sort((a, b) => compareNames(a, b, order === 'DESC' ? 'desc' : 'asc'));
  if (usedFormats.length === 0) {
    return loadEntitiesPage(
      request,
      sorted.flatMap(({ node }) => (isEntity(node) ? [node] : [])),
      'term/name',
    );
  }
  const rows = sorted.map(({ node, id, name }) => toEdge(node, id || name));
  return loadRows(request, pageOfList(rows, request.paging, loaders.limits));
}

/** A term and its sort keys. */
interface SortedTerm {
  readonly name: string;
  readonly id: number;
  readonly node: GraphNode;
}

async function readFormatsPage(
  { paging, loaders }: ConnectionRequest,
  where: Readonly<Record<string, unknown>>,
): Promise<GraphPage> {
  const usedFormats = await readUsedFormats(where, loaders);
  return pageOfList(
    usedFormats.map(({ format }) => formatEdge(format)),
    paging,
    loaders.limits,
  );
}
