import type { Entity } from '../../loading/base/entity.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import { decodedText, isSameName } from '../../schema/kit/base/text.ts';
import { describedValues } from '../../schema/kit/base/value-descriptions.ts';
import { deprecatedIdField } from '../../schema/kit/fields/node-fields.ts';
import {
  asNodeRef,
  type EntityFields,
  type Graph,
  interfaceNamed,
  oncePerGraph,
  resourceNamed,
} from '../../schema/kit/graph/graph.ts';
import { type GraphPage, toEdge } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { type ConnectionRequest, connectionField } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import { isNotGiven } from '../../schema/kit/where/rows.ts';
import { idTypeValues } from '../../schema/where/enum-values.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import {
  attributeTaxonomies,
  attributeTaxonomy,
  termLinkOf,
  unknownTermType,
} from './attribute-taxonomies.ts';
import {
  attributeTermWhere,
  comparedPaths,
  cursorScope,
  pageOfAttributeTerms,
  readAttributeTerm,
  readAttributeTerms,
  selectTerms,
} from './attribute-terms.ts';
import { attributesOf, type ProductAttribute } from './attribute-values.ts';
import { variationsWithTerm } from './attribute-variations.ts';
import { readProducts } from './product-lists.ts';
import { productWhere } from './product-where.ts';
import { at } from './values.ts';

const interfaces = ['Node', 'DatabaseIdentifier', 'UniformResourceIdentifiable', 'TermNode'];

/** Adds the object types of terms of attributes: one for each attribute of the shop, and one for attributes that are new. */
export const addAttributeTermTypes = oncePerGraph((graph: Graph): true => {
  for (const taxonomy of attributeTaxonomies(graph.site)) addTermType(graph, taxonomy);
  const unknown = graph.builder.objectRef<Entity>(unknownTermType);
  graph.addNodeType(asNodeRef(unknown));
  unknown.implement({
    description: 'A term of an attribute that the shop has got since the gateway made its schema.',
    interfaces: interfaces.map((name) => interfaceNamed(graph, name)),
  });
  return true;
});

function addTermType(graph: Graph, taxonomy: Resource): void {
  const product = resourceNamed(graph.site, 'product');
  const { typeName, singular, name } = taxonomy;
  const ref = graph.builder.objectRef<Entity>(typeName);
  graph.addNodeType(asNodeRef(ref));
  ref.implement({
    description: `A term of the attribute ${taxonomy.label} (\`${name}\`).`,
    interfaces: interfaces.map((each) => interfaceNamed(graph, each)),
    fields: (t) => ({
      [`${singular}Id`]: deprecatedIdField(t, 'Deprecated in favor of databaseId'),
      taxonomy: t.field({
        type: graph.connections.one(`${typeName}ToTaxonomy`, 'Taxonomy'),
        description: 'The taxonomy.',
        resolve: () => toEdge({ typeName: 'Taxonomy', taxonomy }, name),
      }),
      [product.plural]: connectionField<Entity>(t, graph, {
        base: `${typeName}To${product.typeName}`,
        target: product.typeName,
        description: 'The products with the term.',
        where: productWhere('ProductTypesEnum'),
        page: (term, request) => readProducts(request, filterOf(term)),
      }),
      variations: connectionField<Entity>(t, graph, {
        base: `${typeName}ToProductVariation`,
        target: 'ProductVariation',
        description: 'The variations with the term, of the first 100 products that have it.',
        reads: ['slug'],
        page: (term, request) => variationsWithTerm(term, filterOf(term), request),
      }),
    }),
  });
}

/** Returns the parameters of the Store API for products with a term. */
function filterOf({ document, resource }: Entity) {
  return { 'attributes[0][attribute]': resource.name, 'attributes[0][term_id][0]': document.id };
}

/** Adds the root fields of the shop's attributes: `paColor`, `allPaColor`. */
export function addAttributeRoots(graph: Graph): void {
  for (const taxonomy of attributeTaxonomies(graph.site)) {
    const { typeName, singular, plural, label } = taxonomy;
    const idType = graph.builder.enumType(`${typeName}IdType`, {
      description: `The kind of \`id\` for a term of ${label}.`,
      values: describedValues(idTypeValues('DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI')),
    });
    graph.builder.queryFields((t) => ({
      [singular]: t.field({
        type: graph.typeNamed(typeName),
        description: `A term of the attribute ${label}.`,
        args: {
          id: t.arg.id({ required: true, description: 'The identifier.' }),
          idType: t.arg({ type: idType, description: 'The kind of `id`. Default: a global id.' }),
        },
        resolve: async (_root, { id, idType: kind }, { loaders }, info) => {
          const paths = union(projectionOf(info, typeName).paths, comparedPaths);
          const find = finders[String(kind ?? 'ID')];
          if (find)
            return (await readAttributeTerms(taxonomy, loaders, paths)).find(find(String(id))) ?? null;
          return readAttributeTerm(taxonomy, loaders, { id: toDatabaseId(String(id), 'id'), paths });
        },
      }),
      [plural]: connectionField(t, graph, {
        base: `RootQueryTo${typeName}`,
        target: typeName,
        description: `The terms of the attribute ${label}, in the order of the shop.`,
        where: attributeTermWhere,
        page: (_root: object, request) => pageOfAttributeTerms(taxonomy, request),
      }),
    }));
  }
}

/** Whether a term is the one with an identifier, by the kinds of identifier that no request takes. Those that are left out are ids. */
const finders: Readonly<Record<string, (id: string) => (term: Entity) => boolean>> = {
  SLUG: (id) => (term) => text(term.document, 'slug') === id,
  NAME: (id) => (term) => isSameName(decodedText(text(term.document, 'name')) ?? '', id),
  // The Store API does not show the addresses of archives of attributes.
  URI: () => () => false,
};

/** Returns the connections from products to the terms of each attribute of the shop. They take no request for names and slugs. */
export function attributeTermFields(t: EntityFields, graph: Graph): FieldMap {
  const { typeName } = resourceNamed(graph.site, 'product');
  return Object.fromEntries(
    attributeTaxonomies(graph.site).map((taxonomy) => [
      taxonomy.plural,
      connectionField<Entity>(t, graph, {
        base: `${typeName}To${taxonomy.typeName}`,
        target: taxonomy.typeName,
        description: `The terms of the attribute ${taxonomy.label}.`,
        where: attributeTermWhere,
        reads: [at('attributes')],
        page: async (product, request) => {
          const attribute = attributesOf(product).find((each) => each.taxonomy === taxonomy.name);
          if (!attribute) return pageOfEntities([], cursorScope(taxonomy), request);
          return pageOfTermsOfProduct(attribute, request);
        },
      }),
    ]),
  );
}

/** The keys of terms that the Store API shows in products. */
const knownPaths = new Set(['id', 'name', 'slug', 'link']);

/** Returns a page of the terms of a product's attribute. Reads them only if the client asks for more than names and slugs. */
export async function pageOfTermsOfProduct(
  { taxonomy, options }: Pick<ProductAttribute, 'taxonomy' | 'options'>,
  request: ConnectionRequest,
): Promise<GraphPage> {
  const { loaders } = request;
  // No term of a product is empty.
  const { hideEmpty: _hideEmpty, ...where } = request.where;
  const resource = attributeTaxonomy(loaders.site, taxonomy ?? '');
  const documents = options.map(({ id, name, slug }) => ({
    ...{ id, name, slug },
    link: termLinkOf(resource, slug, loaders.site),
  }));
  const isSelected = Object.values(where).some((value) => !isNotGiven(value));
  const projected = request.projection(resource.typeName).paths;
  const paths = isSelected ? union(projected, comparedPaths) : union(projected, ['id']);
  const terms = loaders.entities(resource);
  terms.remember(documents, knownPaths);
  const loaded =
    resource.typeName === unknownTermType
      ? documents.map((document): Entity => ({ resource, document }))
      : await terms.loadMany(
          documents.map(({ id }) => id),
          paths,
        );
  return pageOfEntities(selectTerms(loaded, where), cursorScope(resource), request);
}
