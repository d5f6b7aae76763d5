import { ClosedError } from '../../loading/base/closed.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import type { Context } from '../kit/base/context.ts';
import { MisfitError } from './value.ts';

/** Where the type of a value comes from, so that the operator learns what to change. */
export type TypeSource = 'route' | 'example';

/** How a notice explains the expected type, and what the operator can do. */
const sources: Readonly<Record<TypeSource, { readonly says: string; readonly advice: string }>> = {
  route: {
    says: "as the route's schema says",
    advice: "Correct the route's schema or its answer in the plugin.",
  },
  example: {
    says: 'as its examples show',
    advice:
      'Register the field with a JSON schema, or restart the gateway, which then finds its type by the values of now.',
  },
};

/** Where a value is in an answer, and where its type comes from. */
interface Place {
  readonly context: Pick<Context, 'notices'>;
  readonly info: GraphQLResolveInfo;
  readonly source: TypeSource;
}

/** Returns a value with null in place of errors, and adds a notice for each of these. */
export function settled(value: unknown, place: Place): unknown {
  return settledAt(value, responsePathAsArray(place.info.path), place);
}

function settledAt(value: unknown, path: readonly (string | number)[], place: Place): unknown {
  if (Array.isArray(value)) return value.map((each, index) => settledAt(each, [...path, index], place));
  if (!(value instanceof MisfitError)) return value;
  const { context, info, source } = place;
  const notice = misfitNotice(info.fieldName, value.expected, source);
  context.notices.push(locatedError(notice, info.fieldNodes, path));
  return null;
}

/**
 * Returns the notice for a value that differs from its type.
 *
 * @param expected - the expected value in words: `a number`
 */
export function misfitNotice(field: string, expected: string, source: TypeSource): ClosedError {
  const { says, advice } = sources[source];
  return new ClosedError(
    'invalid-answer',
    `\`${field}\` should be ${expected}, ${says}. WordPress sent another value, which is left out.`,
    { advice },
  );
}
