import { Kind, type ValueNode } from '../../packages/graphql.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import type { InputTypeRef } from '../../schema/kit/graph/graph.ts';
import { oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { enumsOf } from './enums.ts';

/**
 * Names of taxonomies that clients write as enum values. They depend on the shop's attributes, which the gateway does not know
 * when it makes the schema, so their types are scalars that accept names.
 */
const nameTypes = {
  ProductAttributeEnum: 'An attribute of the shop: `PA_COLOR`.',
  ProductTaxonomyEnum: 'A taxonomy of products: `PRODUCT_CAT`, `PRODUCT_TAG`, `PRODUCT_BRAND`, `PA_COLOR`.',
} as const;

/** As in WooGraphQL: variables of the type `[String]` are valid for such a list. */
const itemsMayBeNull = { list: false, items: false } as const;

/** Adds the input types of the arguments of products. */
export const addProductInputs = oncePerGraph((graph) => {
  const { builder } = graph;
  const enums = enumsOf(graph);
  const nameType = (name: keyof typeof nameTypes) => {
    const parse = (value: unknown): string => {
      if (typeof value === 'string' && /^[A-Za-z]\w*$/.test(value)) return value;
      throw new InputError(
        `A value of ${name} must be a name such as PA_COLOR. It was ${JSON.stringify(value)}.`,
      );
    };
    // Pothos knows the scalars of its type parameters only. These two are in the schemas of shops alone.
    return builder.scalarType(name as never, {
      description: nameTypes[name],
      serialize: parse as never,
      parseValue: parse as never,
      parseLiteral: ((node: ValueNode) =>
        parse(node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : null)) as never,
    });
  };
  const attributeName = nameType('ProductAttributeEnum');
  const taxonomyName = nameType('ProductTaxonomyEnum');
  const filterInput = (
    name: string,
    taxonomy: unknown,
    operator: 'AttributeOperatorEnum' | 'TaxonomyOperatorEnum',
  ) =>
    builder.inputRef<object>(name).implement({
      description: 'Terms of one taxonomy.',
      fields: (t) => ({
        taxonomy: t.field({ type: taxonomy as never, required: true, description: 'The taxonomy.' }),
        terms: t.field({
          type: ['String'],
          required: itemsMayBeNull,
          description: 'The slugs of the terms.',
        }),
        ids: t.field({
          type: ['Int'],
          required: itemsMayBeNull,
          description: 'The database ids of the terms.',
        }),
        operator: t.field({
          type: enums(operator),
          description: 'Which of the terms a product has. Default: `IN`.',
        }),
      }),
    });
  const attribute = filterInput('ProductAttributeFilterInput', attributeName, 'AttributeOperatorEnum');
  const taxonomy = filterInput('ProductTaxonomyFilterInput', taxonomyName, 'TaxonomyOperatorEnum');
  const add = (name: string, type: unknown) => graph.addInputType(name, type as InputTypeRef);
  const relation = graph.inputTypes.get('RelationEnum') as never;
  add(
    'ProductAttributeQueryInput',
    builder.inputRef<object>('ProductAttributeQueryInput').implement({
      description: 'Filters by attributes of the shop.',
      fields: (t) => ({
        queries: t.field({ type: [attribute], required: itemsMayBeNull, description: 'The filters.' }),
        relation: t.field({
          type: enums('AttributeOperatorEnum'),
          description: 'How the filters are combined.',
        }),
      }),
    }),
  );
  add(
    'ProductTaxonomyInput',
    builder.inputRef<object>('ProductTaxonomyInput').implement({
      description: 'Filters by taxonomies.',
      fields: (t) => ({
        filters: t.field({ type: [taxonomy], required: itemsMayBeNull, description: 'The filters.' }),
        and: t.field({
          type: [taxonomy],
          required: itemsMayBeNull,
          description: 'Filters that products must all meet.',
        }),
        or: t.field({
          type: [taxonomy],
          required: itemsMayBeNull,
          description: 'Filters of which products must meet one.',
        }),
        relation: t.field({ type: relation, description: 'How `filters` are combined. Default: `AND`.' }),
      }),
    }),
  );
  add(
    'ProductsOrderbyInput',
    builder.inputRef<object>('ProductsOrderbyInput').implement({
      description: 'An order of products.',
      fields: (t) => ({
        field: t.field({
          type: enums('ProductsOrderByEnum'),
          required: true,
          description: 'What decides on the order.',
        }),
        order: t.field({ type: graph.inputTypes.get('OrderEnum') as never, description: 'The direction.' }),
      }),
    }),
  );
});
