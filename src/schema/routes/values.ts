import type { JsonSchema } from '../../site/json-schema.ts';
import type { FieldShape } from '../custom/shape.ts';
import { type CustomValue, misfitError, readValue } from '../custom/value.ts';
import type { ValuePlace } from '../kit/graph/field-groups.ts';

/** An object in the answer of a route. */
export type RouteValue = CustomValue;

/** Returns whether objects with these properties have an id that the graph shows as `id`. */
export function hasId({ id }: JsonSchema['properties']): boolean {
  return (
    id !== undefined &&
    id.types.length > 0 &&
    id.types.every((type) => type === 'integer' || type === 'string')
  );
}

/** Returns the id of an object as a text. Null if it has none. */
export function idOf({ value }: RouteValue): string | null {
  const { id } = value;
  return (typeof id === 'string' && id !== '') || Number.isSafeInteger(id) ? String(id) : null;
}

/** Returns a value of a route in its shape. An object without the id that its schema has is an error, which it returns. */
export function routeValue(value: unknown, shape: FieldShape, place: ValuePlace): unknown {
  const { key } = place;
  const read = readValue(value, {
    shape,
    key,
    readSpecial: (kind, inside) => kind.read(inside, place),
  });
  return withIds(read, shape, key);
}

/** Returns an object, or an error if it lacks the id that its schema has. */
export function withIds(read: unknown, shape: FieldShape, key: string): unknown {
  if (shape.kind === 'list')
    return Array.isArray(read) ? read.map((each) => withIds(each, shape.of, key)) : read;
  const lacksId =
    shape.kind === 'object' && isRouteValue(read) && hasId(shape.properties) && idOf(read) === null;
  return lacksId ? misfitError(read.value['id'], `${key}.id`, 'an id') : read;
}

export function isRouteValue(value: unknown): value is RouteValue {
  return typeof value === 'object' && value !== null && 'value' in value;
}
