import { ClosedError } from '../../loading/base/closed.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { FieldShape } from '../custom/shape.ts';
import { type CustomValue, MisfitError, misfitError, readValue } from '../custom/value.ts';
import type { Context } from '../kit/base/context.ts';
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

/** Returns a value with null in place of errors, and adds a notice for each of these. */
export function settled(
  value: unknown,
  context: Pick<Context, 'notices'>,
  info: GraphQLResolveInfo,
): unknown {
  return settledAt(value, responsePathAsArray(info.path), { context, info });
}

function settledAt(
  value: unknown,
  path: readonly (string | number)[],
  place: { readonly context: Pick<Context, 'notices'>; readonly info: GraphQLResolveInfo },
): unknown {
  if (Array.isArray(value)) return value.map((each, index) => settledAt(each, [...path, index], place));
  if (!(value instanceof MisfitError)) return value;
  place.context.notices.push(
    locatedError(misfitNotice(place.info.fieldName, value.expected), place.info.fieldNodes, path),
  );
  return null;
}

/**
 * Returns the notice for a value that differs from the schema of its route.
 *
 * @param expected - the value in words: `a number`
 */
export function misfitNotice(field: string, expected: string): ClosedError {
  return new ClosedError(
    'invalid-answer',
    `\`${field}\` should be ${expected}, as the route's schema says. WordPress sent another value, which is left out.`,
    { advice: "Correct the route's schema or its answer in the plugin." },
  );
}
