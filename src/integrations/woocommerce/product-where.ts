import { InputError } from '../../schema/kit/base/errors.ts';
import {
  asList,
  matchesNone,
  noSuchFilter,
  toScalar,
  unsupportedArgument,
  type WhereRow,
} from '../../schema/kit/where/rows.ts';
import { isRecord } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import type { Query } from '../../wordpress/rest.ts';
import { productsRoute, productTypes } from './content.ts';
import { enumValueOf } from './enums.ts';

const storeRow = (
  argument: string,
  type: string,
  options: { readonly description: string; readonly filter: NonNullable<WhereRow['filter']> },
): WhereRow => ({ argument, type, ...options });

/** Returns the arguments of one taxonomy: by slug and by id, one or several, with and without. */
function termRows(argument: string, parameter: string, label: string): readonly WhereRow[] {
  const forms = [
    ['', 'String', 'with a', 'in'],
    ['In', '[String]', 'with one of some', 'in'],
    ['NotIn', '[String]', 'without some', 'not_in'],
    ['Id', 'Int', 'with a', 'in'],
    ['IdIn', '[Int]', 'with one of some', 'in'],
    ['IdNotIn', '[Int]', 'without some', 'not_in'],
  ] as const;
  return forms.map(([ending, type, words, operator]) =>
    storeRow(`${argument}${ending}`, type, {
      description: `Products ${words} ${label}, by ${type.includes('Int') ? 'database id' : 'slug'}.`,
      filter: (value) => termFilter(parameter, asList(value).map(toScalar), operator),
    }),
  );
}

function termFilter(parameter: string, terms: readonly (string | number)[], operator: string) {
  if (terms.length === 0) return operator === 'not_in' ? {} : matchesNone;
  return { [parameter]: terms, ...(operator === 'in' ? {} : { [`${parameter}_operator`]: operator }) };
}

/** Returns an argument whose value is passed to a parameter of the Store API. */
function passed(argument: string, type: string, parameter: string, description: string): WhereRow {
  return storeRow(argument, type, {
    description,
    filter: (value) => {
      if (!Array.isArray(value)) return { [parameter]: typeof value === 'boolean' ? value : toScalar(value) };
      const items = asList(value).map(toScalar);
      return items.length > 0 ? { [parameter]: items } : matchesNone;
    },
  });
}

/** Returns an argument for a price. The Store API takes it in the smallest unit of the currency. */
function priceRow(argument: string, parameter: string, description: string): WhereRow {
  return storeRow(argument, 'Float', {
    description,
    filter: async (value, { loaders }) => {
      const { documents } = await loaders.rest.list(productsRoute, {
        per_page: 1,
        _fields: ['id', 'prices.currency_minor_unit'],
      });
      const unit = integer(documents[0], 'prices', 'currency_minor_unit') ?? 2;
      return { [parameter]: String(Math.round(Number(value) * 10 ** unit)) };
    },
  });
}

/** Returns an argument about types of products, of which the Store API takes one alone. */
function typesRow(argument: string, enumName: string, isWanted: boolean): WhereRow {
  return {
    argument,
    type: `[${enumName}]`,
    description: isWanted ? 'Products of one of some types.' : 'Products of other types.',
    documentFilter: (value) => {
      const types = new Set(asList(value).map((each) => enumValueOf('ProductTypesEnum', each)));
      if (types.size === 0) return null;
      return {
        paths: ['type'],
        isRare: false,
        matches: (document) => types.has(text(document, 'type')) === isWanted,
      };
    },
  };
}

const taxonomyParameters: Readonly<Record<string, string>> = {
  product_cat: 'category',
  product_tag: 'tag',
  product_brand: 'brand',
};

/**
 * Returns the parameters of filters by taxonomies or attributes.
 *
 * @param relation - `AND`: a product must meet all filters; otherwise one, which the Store API offers for attributes only
 * @throws InputError if the Store API has no parameter for a filter
 */
function filtersOf(filters: readonly unknown[], relation: unknown, argument: string): Query {
  const query: Record<string, Query[string]> = {};
  let attributes = 0;
  const needsOne = filters.length > 1 && (relation ?? 'AND') !== 'AND';
  if (needsOne) {
    const isOfAttributes = filters.every((each) => isAttributeName(text(each, 'taxonomy')));
    if (!isOfAttributes) throw new InputError(`\`${argument}\` can only combine taxonomies with \`AND\`.`);
    query['attribute_relation'] = 'in';
  }
  for (const filter of filters.filter(isRecord)) {
    const taxonomy = (text(filter, 'taxonomy') ?? '').toLowerCase();
    const terms = [...asList(filter['ids']), ...asList(filter['terms'])].map(toScalar);
    const operator = { NOT_IN: 'not_in', AND: 'and' }[text(filter, 'operator') ?? ''] ?? 'in';
    const parameter = taxonomyParameters[taxonomy];
    if (parameter !== undefined && query[parameter] === undefined) {
      query[parameter] = terms;
      query[`${parameter}_operator`] = operator;
    } else if (isAttributeName(taxonomy)) {
      const key = asList(filter['ids']).length > 0 ? 'term_id' : 'slug';
      query[`attributes[${attributes}][attribute]`] = taxonomy;
      query[`attributes[${attributes}][operator]`] = operator;
      for (const [index, term] of terms.entries())
        query[`attributes[${attributes}][${key}][${index}]`] = term;
      attributes += 1;
    } else {
      throw new InputError(
        `\`${argument}\` can't filter by ${taxonomy}: the Store API filters by PRODUCT_CAT, PRODUCT_TAG, PRODUCT_BRAND (each once) and attributes (PA_…).`,
      );
    }
  }
  return query;
}

const isAttributeName = (name: string | null) => /^pa_/i.test(name ?? '');

/** Returns the arguments of connections to products. */
export function productWhere(
  typeEnum: 'ProductTypesEnum' | 'ProductTypesWithVariationsEnum',
): readonly WhereRow[] {
  return [
    passed('include', '[Int]', 'include', 'Products with some database ids.'),
    passed('exclude', '[Int]', 'exclude', 'Products without some database ids.'),
    passed('parent', 'Int', 'parent', 'Products with a parent.'),
    passed('parentIn', '[Int]', 'parent', 'Products with one of some parents.'),
    passed('parentNotIn', '[Int]', 'parent_exclude', 'Products without some parents.'),
    storeRow('slugIn', '[String]', {
      description: 'Products with some slugs.',
      filter: (value) => ({ slug: asList(value).map(String).join(',') }),
    }),
    storeRow('status', 'String', {
      description: 'Products with a status. The Store API shows published ones.',
      filter: (value) => (['publish', 'any'].includes(String(value).toLowerCase()) ? {} : matchesNone),
    }),
    storeRow('sku', 'String', {
      description: 'Products with one of some stock keeping units, separated by commas.',
      filter: (value) => ({ sku: String(value) }),
    }),
    passed('featured', 'Boolean', 'featured', 'Products that the shop features, or the others.'),
    ...termRows('category', 'category', 'category'),
    ...termRows('tag', 'tag', 'tag'),
    ...termRows('productBrand', 'brand', 'brand'),
    unsupportedArgument('shippingClassId', 'Int', noSuchFilter),
    storeRow('attributes', 'ProductAttributeQueryInput', {
      description: 'Products with terms of attributes of the shop.',
      filter: (value, { argument }) =>
        isRecord(value) ? filtersOf(asList(value['queries']), value['relation'], argument) : {},
    }),
    storeRow('taxonomyFilter', 'ProductTaxonomyInput', {
      description: 'Products with terms of several taxonomies.',
      filter: (value, { argument }) => {
        if (!isRecord(value)) return {};
        const all = [...asList(value['filters'] ?? []), ...asList(value['and'] ?? [])];
        const either = asList(value['or'] ?? []);
        if (either.length > 1 || (either.length > 0 && all.length > 0)) {
          throw new InputError(`\`${argument}.or\` can't be answered: ${noSuchFilter}`);
        }
        return filtersOf([...all, ...either], value['relation'], argument);
      },
    }),
    storeRow('stockStatus', '[StockStatusEnum]', {
      description: 'Products that are in stock, out of stock or on backorder.',
      filter: (value) => ({
        stock_status: asList(value).flatMap((each) => enumValueOf('StockStatusEnum', each) ?? []),
      }),
    }),
    passed('onSale', 'Boolean', 'on_sale', 'Products that are on sale, or the others.'),
    priceRow('minPrice', 'min_price', 'Products with this price or a higher one.'),
    priceRow('maxPrice', 'max_price', 'Products with this price or a lower one.'),
    passed('search', 'String', 'search', 'Products with a text in the name or the stock keeping unit.'),
    storeRow('visibility', 'CatalogVisibilityEnum', {
      description: 'Products with a visibility.',
      filter: (value) => ({ catalog_visibility: enumValueOf('CatalogVisibilityEnum', value) ?? 'visible' }),
    }),
    passed('rating', '[Int]', 'rating', 'Products with one of some average ratings, 1 to 5.'),
    storeRow('type', typeEnum, {
      description: 'Products of a type.',
      filter: (value) => ({ type: enumValueOf('ProductTypesEnum', value) ?? 'simple' }),
    }),
    typesRow('typeIn', typeEnum, true),
    typesRow('typeNotIn', typeEnum, false),
    {
      argument: 'supportedTypesOnly',
      type: 'Boolean',
      description: 'Whether to leave out products of types that other plugins add.',
      documentFilter: (value) =>
        value === true
          ? {
              paths: ['type'],
              isRare: false,
              matches: (each) => Object.hasOwn(productTypes, text(each, 'type') ?? ''),
            }
          : null,
    },
    unsupportedArgument('dateQuery', 'DateQueryInput', noSuchFilter),
    {
      argument: 'orderby',
      type: '[ProductsOrderbyInput]',
      description: 'The order. Default: the menu order.',
    },
  ];
}
