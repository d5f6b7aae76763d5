import { type Path, valueAt } from '../../values/json.ts';
import type { AnswerError, AnswerNotice, GraphQLAnswer } from '../ask/answer.ts';
import { type AnswerShape, answerShapeAt } from './answer-shape.ts';
import { type AnswerDifference, differencesOf } from './differences.ts';

/** The result of {@link compareAnswers}. */
export interface Comparison {
  readonly differences: readonly AnswerDifference[];
  /** Errors of the gateway about input that it does not support, where WPGraphQL returns a value. */
  readonly unsupported: readonly AnswerError[];
  /** Errors that only WPGraphQL reports, beside equal data. */
  readonly quirks: readonly AnswerError[];
}

/** Compares two answers to one document. Neither endpoint may have refused the document. */
export function compareAnswers(
  wpgraphql: GraphQLAnswer,
  gateway: GraphQLAnswer,
  shape: AnswerShape,
): Comparison {
  const siteData = withoutIntrospection(shape);
  const values = differencesOf(siteData(wpgraphql.data), siteData(gateway.data), shape);
  const gatewayErrors = gateway.errors.filter(
    (error) => !wpgraphql.errors.some(({ path }) => isSamePath(path, error.path)),
  );
  const isNullByError = ({ path, kind, gateway: value }: AnswerDifference) =>
    kind === 'value' &&
    value === null &&
    gatewayErrors.some((error) => error.path !== null && startsWith(error.path, path));
  const errorDifference = ({ path, message }: AnswerError): AnswerDifference => ({
    path: path ?? [],
    kind: 'error',
    wpgraphql: valueAt(wpgraphql.data, ...(path ?? [])),
    gateway: message,
  });
  const isUnsupported = ({ code, path }: AnswerError) =>
    code === 'BAD_USER_INPUT' &&
    (valueAt(wpgraphql.data, ...(path ?? [])) ?? null) !== null &&
    (valueAt(gateway.data, ...(path ?? [])) ?? null) === null;
  return {
    differences: [
      ...gatewayErrors.filter((error) => !isUnsupported(error)).map(errorDifference),
      ...values.filter((difference) => !isNullByError(difference)),
    ],
    unsupported: gatewayErrors.filter(isUnsupported),
    quirks: wpgraphql.errors.filter(
      ({ path }) =>
        !values.some((difference) => path && startsWith(path, difference.path)) &&
        !gateway.errors.some((error) => isSamePath(error.path, path)),
    ),
  };
}

/** Returns the error that made the value at a path null: an error at the path or below it. */
export function errorAtOrBelow({ errors }: GraphQLAnswer, path: Path): AnswerError | undefined {
  return errors.find((error) => error.path !== null && startsWith(error.path, path));
}

/**
 * Returns the gateway's notice about the value at a path.
 *
 * @param fields - coordinates of the fields on the path
 */
export function noticeAt(
  { notices }: GraphQLAnswer,
  path: Path,
  fields: ReadonlySet<string>,
): AnswerNotice | undefined {
  return (
    notices.find((notice) => startsWith(path, notice.path) || startsWith(notice.path, path)) ??
    notices.find(({ field }) => fields.has(field))
  );
}

/**
 * Returns the error at a path, or else an error at another field of the same object. WordPress often hides several fields
 * of an object for one reason.
 */
export function errorAtOrBeside({ errors }: GraphQLAnswer, path: Path): AnswerError | undefined {
  const parent = path.slice(0, -1);
  return (
    errors.find((error) => isSamePath(error.path, path)) ??
    errors.find(
      (error) => parent.length > 0 && error.path !== null && isSamePath(error.path.slice(0, -1), parent),
    )
  );
}

/** Returns a function that removes `__schema` and `__type` from data. */
function withoutIntrospection(shape: AnswerShape): (data: GraphQLAnswer['data']) => GraphQLAnswer['data'] {
  const isIntrospection = (key: string) => {
    const { names } = answerShapeAt(shape, [key]) ?? { names: new Set([key]) };
    return names.has('__schema') || names.has('__type');
  };
  return (data) => data && Object.fromEntries(Object.entries(data).filter(([key]) => !isIntrospection(key)));
}

function isSamePath(path: Path | null, other: Path | null): boolean {
  return JSON.stringify(path) === JSON.stringify(other);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key);
}
