import type { Shape } from '../../site/field-shape.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';

export { type CustomScalar, shapeOf } from '../../site/field-shape.ts';

/** The GraphQL form of a custom field of the graph. */
export type FieldShape = Shape<ValueKind>;

/**
 * Returns the description of a custom field: the description in its JSON schema, the allowed values and the format.
 *
 * @param otherwise - the text to use if the JSON schema has no description
 */
export function fieldDescription(
  { description, values, format, items }: JsonSchema,
  otherwise: string,
): string {
  const allowed = values.length > 0 ? values : (items?.values ?? []);
  const quoted = allowed.slice(0, 20).map((value) => `\`${value}\``);
  return [
    description || otherwise,
    ...(quoted.length > 0 ? [`One of ${quoted.join(', ')}${allowed.length > 20 ? ' …' : ''}.`] : []),
    ...(format ? [`Format: ${format}.`] : []),
  ]
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
