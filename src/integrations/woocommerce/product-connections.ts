import type { Entity } from '../../loading/base/entity.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { type EntityFields, type Graph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { emptyGraphPage, type GraphPage } from '../../schema/kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import { readTermsOfTaxonomies } from '../../schema/terms/all-terms.ts';
import { termWhere } from '../../schema/where/term-arguments.ts';
import type { Resource } from '../../site/site.ts';
import { integer, integers, text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import { part, productsRoute } from './content.ts';
import { loadImages } from './media.ts';
import { notInStore } from './product-fields.ts';
import { readProducts } from './product-lists.ts';
import { productWhere } from './product-where.ts';
import { at, imageIdsOf, rowsOf } from './values.ts';

/** The taxonomies whose terms the Store API shows in products, by the key. */
const termKeys: Readonly<Record<string, string>> = {
  product_cat: 'categories',
  product_tag: 'tags',
  product_brand: 'brands',
};

const termPaths = new Set(['id', 'name', 'slug', 'link']);

/**
 * Returns the connections to the terms of products. Name, slug and address come from the product, so that a list of products
 * with their categories takes no request for terms.
 */
export function termFieldsOf(t: EntityFields, graph: Graph): FieldMap {
  const product = resourceNamed(graph.site, 'product');
  const taxonomies = product.linked.flatMap((name) => graph.site.resources.get(name) ?? []);
  return Object.fromEntries(
    taxonomies.flatMap((taxonomy) => {
      const key = termKeys[taxonomy.name];
      if (key === undefined) return [];
      const field = connectionField<Entity>(t, graph, {
        base: `${product.typeName}To${taxonomy.typeName}`,
        target: taxonomy.typeName,
        description: `The ${taxonomy.plural}, ordered by name.`,
        where: termWhere,
        reads: [at(key)],
        page: (entity, request) => termsOf(entity, request, taxonomy),
      });
      return [[taxonomy.plural, field]];
    }),
  );
}

async function termsOf(entity: Entity, request: ConnectionRequest, taxonomy: Resource): Promise<GraphPage> {
  const { loaders, where } = request;
  if (Object.values(where).some((value) => value !== null && value !== undefined && value !== '')) {
    return readTermsOfTaxonomies(request, [taxonomy], { post: entity.document.id });
  }
  const rows = rowsOf(entity, termKeys[taxonomy.name] ?? '');
  if (rows.length === 0) return hiddenTermsOf(entity, request, taxonomy);
  const documents = rows.flatMap((row) => {
    const id = integer(row, 'id');
    return id ? [{ id, name: text(row, 'name'), slug: text(row, 'slug'), link: text(row, 'link') }] : [];
  });
  const terms = loaders.entities(taxonomy);
  terms.remember(documents, termPaths);
  const paths = union(request.projection(taxonomy.typeName).paths, ['name']);
  const loaded = await terms.loadMany(
    documents.map(({ id }) => id),
    paths,
  );
  const sorted = [...loaded].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return pageOfEntities(sorted, 'term/name', request);
}

/** Returns terms that the Store API leaves out: the default category. One request reads their ids for all products of a wave. */
async function hiddenTermsOf(
  entity: Entity,
  request: ConnectionRequest,
  taxonomy: Resource,
): Promise<GraphPage> {
  const { loaders } = request;
  if (taxonomy.name !== 'product_cat') return emptyGraphPage;
  const product = await loaders
    .entities(entity.resource)
    .load(entity.document.id, new Set(['id', taxonomy.restBase]));
  const ids = integers(product?.document, taxonomy.restBase);
  const paths = union(request.projection(taxonomy.typeName).paths, ['name']);
  return pageOfEntities(await loaders.entities(taxonomy).loadMany(ids, paths), 'term/name', request);
}

const nameOf = ({ document }: Entity) => text(document, 'name') ?? '';

/** Returns the connections from products to images and to other products. */
export function productConnections(t: EntityFields, graph: Graph): FieldMap {
  const { typeName } = resourceNamed(graph.site, 'product');
  const where = productWhere('ProductTypesWithVariationsEnum');
  return {
    galleryImages: connectionField<Entity>(t, graph, {
      base: `${typeName}ToMediaItem`,
      target: 'MediaItem',
      description: 'The images of the gallery, without the main image.',
      reads: [at('images')],
      page: async (product, request) => {
        const ids = imageIdsOf(product).slice(1);
        const images = await loadImages(product, ids, {
          loaders: request.loaders,
          paths: request.projection('MediaItem').paths,
        });
        return pageOfEntities(images, 'product/gallery', request);
      },
    }),
    related: connectionField<Entity>(t, graph, {
      base: `${typeName}ToProductUnion`,
      target: 'ProductUnion',
      description: 'Products with the same categories or, without any, with the same tags.',
      where: [
        ...where,
        { argument: 'shuffle', type: 'Boolean', description: 'Makes no difference.', filter: () => ({}) },
      ],
      reads: [at('categories'), at('tags')],
      page: (product, request) => {
        const id = product.document.id;
        const categories = integers(product.document, part, 'categories');
        const tags = integers(product.document, part, 'tags');
        if (categories.length + tags.length === 0) return Promise.resolve(emptyGraphPage);
        const terms = categories.length > 0 ? { category: categories } : { tag: tags };
        return readProducts(request, { ...terms, exclude: [id] });
      },
    }),
    upsell: connectionField<Entity>(t, graph, {
      base: `${typeName}ToUpsell`,
      target: 'ProductUnion',
      description: 'Products that the shop recommends instead.',
      where,
      availability: { ...notInStore, otherwise: 'empty' },
      page: async () => emptyGraphPage,
    }),
  };
}

/** Returns the connection to recommended products of simple and variable products. */
export function crossSellConnection(t: EntityFields, graph: Graph, typeName: string): FieldMap {
  return {
    crossSell: connectionField<Entity>(t, graph, {
      base: `${typeName}ToCrossSell`,
      target: 'ProductUnion',
      description: 'Products that the shop recommends in the cart.',
      where: productWhere('ProductTypesWithVariationsEnum'),
      availability: { ...notInStore, otherwise: 'empty' },
      page: async () => emptyGraphPage,
    }),
  };
}

/** Returns the connection from a group to its products. */
export function groupConnection(t: EntityFields, graph: Graph): FieldMap {
  return {
    products: connectionField<Entity>(t, graph, {
      base: 'GroupProductToProductUnion',
      target: 'ProductUnion',
      description: 'The products of the group.',
      where: productWhere('ProductTypesWithVariationsEnum'),
      reads: [at('grouped_products')],
      page: (product, request) => {
        const include = integers(product.document, part, 'grouped_products');
        return include.length > 0 ? readProducts(request, { include }) : Promise.resolve(emptyGraphPage);
      },
    }),
  };
}

/** Returns the connection from a term to its products. */
export function productsOfTerm(t: EntityFields, graph: Graph, taxonomy: Resource): FieldMap {
  const parameter = { product_cat: 'category', product_tag: 'tag', product_brand: 'brand' }[taxonomy.name];
  if (parameter === undefined) return {};
  const { typeName, plural } = resourceNamed(graph.site, 'product');
  return {
    [plural]: connectionField<Entity>(t, graph, {
      base: `${taxonomy.typeName}To${typeName}`,
      target: typeName,
      description: 'The products with the term.',
      where: productWhere('ProductTypesEnum'),
      page: (term, request) => readProducts(request, { [parameter]: [term.document.id] }),
    }),
  };
}

export const reviewsRoute = `${productsRoute}/reviews`;
