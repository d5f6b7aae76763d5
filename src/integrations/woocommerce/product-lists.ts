import type { Ordering } from '../../loading/base/collection.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Page } from '../../loading/pages/page.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../schema/kit/relay/connection-field.ts';
import { toWindow } from '../../schema/kit/relay/window.ts';
import { combineArguments, combineDocumentFilters } from '../../schema/kit/where/combine.ts';
import { asList, matchesNone } from '../../schema/kit/where/rows.ts';
import { noOverlaps } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { splitPaths } from '../../site/variants.ts';
import { isRecord } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import type { Document } from '../../wordpress/document.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Query } from '../../wordpress/rest.ts';
import { part, productsRoute } from './content.ts';
import { enumValueOf } from './enums.ts';
import { productWhere } from './product-where.ts';
import { variationResource, variationType } from './variations.ts';

/** Returns the list of products of the Store API as a collection that pages can be read of. */
const storeProducts = remembered((site: Site): Resource => {
  const { variants: _variants, ...product } = resourceNamed(site, 'product');
  return {
    ...product,
    name: 'products of the Store API',
    route: productsRoute,
    linked: [],
    properties: new Set(),
    customFields: new Map(),
    // Unknown parameters count as accepted.
    parameters: new Map(),
    overlaps: noOverlaps,
  };
});

/**
 * Reads a page of products with the filters and the order of the Store API. Fields of the Store API take one request; fields of
 * WordPress' own documents one more.
 *
 * @param implied - parameters that the connection requires
 */
export async function readProducts(request: ConnectionRequest, implied: Query = {}): Promise<GraphPage> {
  const { loaders } = request;
  const { typeName } = resourceNamed(loaders.site, 'product');
  const page = await readStore(request, { implied, typeName });
  if (page === matchesNone) return emptyGraphPage;
  const documents = page.rows.map(({ entity }) => entity.document);
  const entities = await completed(documents, { loaders, paths: request.projection(typeName).paths });
  const byId = new Map(entities.map((entity) => [entity.document.id, entity]));
  return {
    ...page,
    rows: page.rows.flatMap(({ entity, cursor }) => {
      const node = byId.get(entity.document.id);
      return node ? [{ node, cursor }] : [];
    }),
  };
}

/** Reads a page of the variations of a product with the filters and the order of the Store API, in one request. */
export async function readVariations(product: Entity, request: ConnectionRequest): Promise<GraphPage> {
  const resource = variationResource(request.loaders.site);
  const implied = { type: 'variation', parent: product.document.id };
  const page = await readStore(request, { implied, typeName: variationType });
  if (page === matchesNone) return emptyGraphPage;
  return {
    ...page,
    rows: page.rows.map(({ entity: { document }, cursor }) => ({
      node: { resource, document: { id: document.id, [part]: document } },
      cursor,
    })),
  };
}

/** Reads a page of the Store API's products with the arguments of a connection. */
async function readStore(
  request: ConnectionRequest,
  { implied, typeName }: { readonly implied: Query; readonly typeName: string },
): Promise<Page | typeof matchesNone> {
  const { loaders, where } = request;
  const resource = storeProducts(loaders.site);
  const rows = productWhere('ProductTypesEnum');
  const selection = await combineArguments(rows, where, { resource, loaders, implied });
  if (selection === matchesNone) return matchesNone;
  const projection = request.projection(typeName);
  const { part: paths } = splitPaths(resourceNamed(loaders.site, 'product'), projection.paths);
  const ordering = orderingOf(where);
  return loaders.page({
    collections: [
      {
        collection: {
          resource,
          filter: selection.filter,
          ordering,
          documentFilter: combineDocumentFilters(selection.documentFilters),
        },
        paths: new Set(['id', ...paths]),
      },
    ],
    window: toWindow(request.paging, `content/${ordering.name}`, loaders.limits),
    needs: { items: projection.items, cursors: projection.cursors, total: projection.total },
  });
}

/** Returns the first product that the Store API lists for a query. Null if there is none. */
export async function findProduct(
  query: Query,
  options: {
    readonly loaders: Loaders;
    readonly paths: Paths;
    readonly matches: (document: Document) => boolean;
  },
): Promise<Entity | null> {
  const { loaders, paths, matches } = options;
  const { part: storePaths } = splitPaths(resourceNamed(loaders.site, 'product'), paths);
  const { documents } = await loaders.rest.list(productsRoute, {
    ...query,
    per_page: 10,
    _fields: [...new Set(['id', 'type', 'parent', 'slug', 'sku', ...storePaths])],
  });
  const found = documents.find(matches);
  return found ? ((await completed([found], { loaders, paths }))[0] ?? null) : null;
}

/** Returns documents of the Store API as products, with the fields of WordPress' own documents that `paths` name. */
async function completed(
  documents: readonly Document[],
  { loaders, paths }: { readonly loaders: Loaders; readonly paths: Paths },
): Promise<readonly Entity[]> {
  const resource = resourceNamed(loaders.site, 'product');
  const { own } = splitPaths(resource, paths);
  const products = documents.map((document) => ({ id: document.id, [part]: document }));
  loaders
    .entities(resource)
    .remember(products, new Set([...paths].filter((path) => !own.has(path) || path === 'id')));
  if (own.size <= 1) return products.map((document) => ({ resource, document }));
  const loaded = await loaders.entities(resource).loadMany(
    products.map(({ id }) => id),
    own,
  );
  const ownOf = new Map(loaded.map(({ document }) => [document.id, document]));
  // WordPress' own route may hide a product that the Store API shows. Its fields are then null.
  return products.map((document) => ({ resource, document: { ...ownOf.get(document.id), ...document } }));
}

/** The direction that WooCommerce gives to an order, whatever the client asks for (`get_catalog_ordering_args`). */
const fixedDirections: Readonly<Record<string, 'desc'>> = { popularity: 'desc', rating: 'desc' };

/**
 * Returns the order of products. As in WooGraphQL, the default is the menu order, and the direction of a given field is
 * descending unless the client gives it.
 *
 * @throws InputError if the Store API has no such order
 */
function orderingOf(where: Readonly<Record<string, unknown>>): Ordering {
  const [given] = asList(where['orderby'] ?? []);
  const field = isRecord(given) ? given['field'] : null;
  const orderby = field ? enumValueOf('ProductsOrderByEnum', field) : 'menu_order';
  if (orderby === null) {
    throw new InputError(`\`where.orderby\` can't be ${String(field)}: the Store API has no such order.`);
  }
  const wanted = isRecord(given) && given['order'] === 'ASC' ? 'asc' : 'desc';
  const direction = fixedDirections[orderby] ?? wanted;
  return {
    name: orderby,
    orderby,
    keyset: null,
    direction,
    ties: 'desc',
    hasFixedDirection: orderby === 'include',
  };
}
