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
 * Terms of several taxonomies in one order, by name. REST has no such list: names and ids of all of them are read,
 * put in order, and the page's terms are fetched.
 *
 * @param implied - REST parameters that the connection itself implies
 * @throws InputError for an order other than by name, and for more than a thousand terms of one taxonomy
 */
export async function readTermsOfTaxonomies(
  request: ConnectionRequest,
  all: readonly Resource[],
  implied: Query,
): Promise<GraphPage> {
  const { taxonomies: wanted, ...where } = request.where;
  const isWanted = (name: string) => !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(name);
  const kept = all.filter(({ name }) => name !== postFormats.name && isWanted(name));
  const isFormatted = all.includes(postFormats) && isWanted(postFormats.name);
  const isNamed = isFormatted && Array.isArray(wanted) && wanted.includes(postFormats.name);
  const withFormats = isNamed || (isFormatted && canListByFormat(request.loaders));
  const [only, ...others] = kept;
  if (!only) return withFormats ? readFormatsPage(request, where) : emptyGraphPage;
  if (others.length === 0 && !withFormats)
    return readResources({ ...request, where }, [listedResource(only, implied)]);
  const { orderby = 'NAME', order = 'ASC' } = where;
  if ((orderby ?? 'NAME') !== 'NAME') {
    throw new InputError(
      `\`where.orderby\` can't be ${String(orderby)} over several taxonomies. Order by NAME, or name one taxonomy.`,
    );
  }
  const { loaders } = request;
  const names = await Promise.all(
    kept.map(async (resource) => {
      const selection = await combineArguments(termWhere, where, { resource, loaders, implied });
      if (selection === matchesNone) return [];
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter: selection.filter },
        { paths: new Set(['id', 'name']) },
      );
      if (total > documents.length) {
        throw new InputError(
          `There are ${total} ${resource.plural}, too many to put in one order with other terms. Name one taxonomy by \`where.taxonomies\`.`,
        );
      }
      return documents.map((document) => ({ resource, document }));
    }),
  );
  const key = ({ document }: Entity) => ({
    name: decodedText(text(document, 'name')) ?? '',
    id: document.id,
  });
  const used = withFormats ? await readUsedFormats(where, loaders) : [];
  const terms = [
    ...names.flat().map((entity) => ({ ...key(entity), node: entity })),
    ...used.map(({ format, slug }): SortedTerm => ({ name: slug, id: 0, node: formatEdge(format).node })),
  ];
  const sorted = terms.sort((a, b) => compareNames(a, b, order === 'DESC' ? 'desc' : 'asc'));
  if (used.length === 0) {
    return loadEntitiesPage(
      request,
      sorted.flatMap(({ node }) => (isEntity(node) ? [node] : [])),
      'term/name',
    );
  }
  const rows = sorted.map(({ node, id, name }) => toEdge(node, id || name));
  return loadRows(request, pageOfList(rows, request.paging, loaders.limits));
}

/** A term as it is put in order with others. */
interface SortedTerm {
  readonly name: string;
  readonly id: number;
  readonly node: GraphNode;
}

async function readFormatsPage(
  { paging, loaders }: ConnectionRequest,
  where: Readonly<Record<string, unknown>>,
): Promise<GraphPage> {
  const used = await readUsedFormats(where, loaders);
  return pageOfList(
    used.map(({ format }) => formatEdge(format)),
    paging,
    loaders.limits,
  );
}
