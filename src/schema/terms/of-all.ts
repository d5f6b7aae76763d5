import { readWhole } from '../../loading/collection.ts';
import type { Resource } from '../../site/site.ts';
import type { Query } from '../../wordpress/client.ts';
import { text } from '../../wordpress/document.ts';
import { listed } from '../content/listing.ts';
import { InputError } from '../errors.ts';
import type { ConnectionRequest } from '../relay/connection-field.ts';
import { readFound } from '../relay/known.ts';
import { emptyGraphPage, type GraphPage } from '../relay/page.ts';
import { readResources } from '../relay/read.ts';
import { byName, decodedText } from '../text.ts';
import { filterOf } from '../where/rows.ts';
import { termWhere } from '../where/terms.ts';

/**
 * Terms of several taxonomies in one order, by name. REST has no such list: names and ids of all of them are read,
 * put in order, and the page's terms are fetched.
 *
 * @param implied - REST parameters that the connection itself implies
 * @throws InputError for an order other than by name, and for more than a thousand terms of one taxonomy
 */
export async function readTermsOfAll(
  request: ConnectionRequest,
  all: readonly Resource[],
  implied: Query,
): Promise<GraphPage> {
  const { taxonomies: wanted, ...where } = request.where;
  const kept = all.filter(
    ({ name }) => !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(name),
  );
  const [only, ...others] = kept;
  if (!only) return emptyGraphPage;
  if (others.length === 0) return readResources({ ...request, where }, [listed(only, implied)]);
  const { orderby = 'NAME', order = 'ASC' } = where;
  if ((orderby ?? 'NAME') !== 'NAME') {
    throw new InputError(
      `\`where.orderby\` can't be ${String(orderby)} over several taxonomies. Order by NAME, or name one taxonomy.`,
    );
  }
  const { loaders } = request;
  const names = await Promise.all(
    kept.map(async (resource) => {
      const filter = await filterOf(termWhere, where, { resource, loaders });
      if (filter === 'nothing') return [];
      const { documents, total } = await readWhole(
        loaders.rest,
        { resource, filter: { ...filter, ...implied } },
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
  const key = ({ document }: { document: { id: number } }) => ({
    name: decodedText(text(document, 'name')) ?? '',
    id: document.id,
  });
  const sorted = names.flat().sort((a, b) => byName(key(a), key(b)));
  return readFound(request, order === 'DESC' ? sorted.reverse() : sorted, 'term/name');
}
