import type { Entity } from '../../loading/base/entity.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import type { GraphPage } from '../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import { text } from '../../wordpress/document.ts';
import type { Query } from '../../wordpress/rest.ts';
import { variationAttributesOf } from './attribute-values.ts';
import { part, productsRoute } from './content.ts';
import { loadVariations, variationIdsOf, variationType } from './variations.ts';

/** The most products of one request to the Store API. */
const pageSize = 100;

/**
 * Returns a page of the variations with a term of an attribute. One request reads the products with the term, which name the
 * values of their variations, and one the variations.
 */
export async function variationsWithTerm(
  { document: term, resource: taxonomy }: Entity,
  filter: Query,
  request: ConnectionRequest,
): Promise<GraphPage> {
  const { loaders } = request;
  const { documents } = await loaders.rest.list(productsRoute, {
    ...filter,
    type: 'variable',
    per_page: pageSize,
    _fields: ['id', 'attributes', 'variations'],
  });
  const resource = resourceNamed(loaders.site, 'product');
  const slug = text(term, 'slug');
  const ids = documents
    .map((document): Entity => ({ resource, document: { id: document.id, [part]: document } }))
    .flatMap((product) =>
      variationIdsOf(product).filter((id) =>
        variationAttributesOf(product, id).some(
          ({ name, value }) => name === taxonomy.name && value === slug,
        ),
      ),
    );
  const variations = await loadVariations(ids, { loaders, paths: request.projection(variationType).paths });
  return pageOfEntities(variations, 'attribute/variations', request);
}
