import { toBase64 } from '#platform/values/bytes';
import type { Entity } from '../../loading/base/entity.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { flag, integer, list, text } from '../../wordpress/document.ts';
import { part } from './content.ts';

/** A term or an option of a product's attribute. */
export interface AttributeOption {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  /** Whether the shop selects it at first. */
  readonly isDefault: boolean;
}

/** An attribute of a product. */
export interface ProductAttribute {
  readonly productId: number;
  /** 0 for an attribute of this product alone. */
  readonly id: number;
  /** `pa_color`. Null for an attribute of this product alone. */
  readonly taxonomy: string | null;
  readonly name: string;
  readonly position: number;
  readonly variation: boolean;
  readonly options: readonly AttributeOption[];
}

/** The value of an attribute of a variation. */
export interface VariationAttribute {
  readonly id: string;
  readonly attributeId: number;
  readonly name: string;
  readonly label: string | null;
  readonly value: string;
}

/** Returns the attributes of a product that visitors see. */
export function attributesOf({ document }: Entity): readonly ProductAttribute[] {
  return list(document, part, 'attributes').map((row, position) => ({
    productId: document.id,
    id: integer(row, 'id') ?? 0,
    taxonomy: text(row, 'taxonomy'),
    name: decodedText(text(row, 'name')) ?? '',
    position,
    variation: flag(row, 'has_variations') ?? false,
    options: list(row, 'terms').map((term) => ({
      id: integer(term, 'id') ?? 0,
      name: decodedText(text(term, 'name')) ?? '',
      slug: text(term, 'slug') ?? '',
      isDefault: flag(term, 'default') ?? false,
    })),
  }));
}

/** Returns the name of an attribute in WooCommerce: `pa_color`, or the slug of the name of an attribute of one product. */
export function keyOf({ taxonomy, name }: Pick<ProductAttribute, 'taxonomy' | 'name'>): string {
  return taxonomy ?? slugOf(name);
}

/** Returns a slug as `sanitize_title` makes it of a text in Latin letters. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** Returns the attributes of a variation, whose values are in the variable product. */
export function variationAttributesOf(parent: Entity, variationId: number): readonly VariationAttribute[] {
  const row = list(parent.document, part, 'variations').find((each) => integer(each, 'id') === variationId);
  const known = attributesOf(parent);
  return list(row, 'attributes').flatMap((given) => {
    const name = decodedText(text(given, 'name')) ?? '';
    const attribute = known.find((each) => each.variation && each.name === name);
    return attribute
      ? [variationValue(attribute, { owner: variationId, value: text(given, 'value') ?? '' })]
      : [];
  });
}

/** Returns the values that the shop selects at first. */
export function defaultAttributesOf(product: Entity): readonly VariationAttribute[] {
  // WooGraphQL gives all values of a simple product.
  if (text(product.document, part, 'type') === 'simple') return allValuesOf(product);
  return attributesOf(product).flatMap((attribute) => {
    const option = attribute.options.find(({ isDefault }) => isDefault);
    return option ? [variationValue(attribute, { owner: product.document.id, value: option.slug })] : [];
  });
}

function allValuesOf(product: Entity): readonly VariationAttribute[] {
  return attributesOf(product).flatMap(({ taxonomy, name: given, options }) => {
    const name = taxonomy ?? given;
    return options.map(({ id, name: value }) => ({
      id: toBase64(`${product.document.id}|${name}|${value}`),
      attributeId: id,
      name,
      label: null,
      value,
    }));
  });
}

function variationValue(
  attribute: ProductAttribute,
  { owner, value }: { readonly owner: number; readonly value: string },
): VariationAttribute {
  const key = keyOf(attribute);
  const term = attribute.taxonomy ? attribute.options.find(({ slug }) => slug === value) : undefined;
  return {
    id: toBase64(`${owner}||${key}||${value}`),
    attributeId: term?.id ?? 0,
    name: key,
    label: term ? attribute.name : key,
    value,
  };
}
