import { type Path, valueAt } from '../../values/json.ts';
import type { Answer, AnswerError, Notice } from '../ask/answer.ts';
import { type Shape, shapeAt } from './shape.ts';
import { type Difference, differencesOf } from './values.ts';

/** What two answers to one document don't have in common. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What the gateway says it can't do: wrong input, for which WPGraphQL has an answer. */
  readonly unsupported: readonly AnswerError[];
  /** Errors of WPGraphQL's beside which the data are the same. */
  readonly quirks: readonly AnswerError[];
}

/** Compares what both answered, neither having refused the document. */
export function compareAnswers(wpgraphql: Answer, gateway: Answer, shape: Shape): Comparison {
  const without = withoutIntrospection(shape);
  const values = differencesOf(without(wpgraphql.data), without(gateway.data), shape);
  const own = gateway.errors.filter((error) => !wpgraphql.errors.some(({ path }) => isAt(path, error.path)));
  const isOwn = ({ path, kind, gateway: value }: Difference) =>
    kind === 'value' &&
    value === null &&
    own.some((error) => error.path !== null && startsWith(error.path, path));
  const failureOf = ({ path, message }: AnswerError): Difference => {
    return {
      path: path ?? [],
      kind: 'error',
      wpgraphql: valueAt(wpgraphql.data, ...(path ?? [])),
      gateway: message,
    };
  };
  const isUnsupported = ({ code, path }: AnswerError) =>
    code === 'BAD_USER_INPUT' &&
    (valueAt(wpgraphql.data, ...(path ?? [])) ?? null) !== null &&
    (valueAt(gateway.data, ...(path ?? [])) ?? null) === null;
  return {
    differences: [
      ...own.filter((error) => !isUnsupported(error)).map(failureOf),
      ...values.filter((difference) => !isOwn(difference)),
    ],
    unsupported: own.filter(isUnsupported),
    quirks: wpgraphql.errors.filter(
      ({ path }) =>
        !values.some((difference) => path && startsWith(path, difference.path)) &&
        !gateway.errors.some((error) => isAt(error.path, path)),
    ),
  };
}

/** The error of an answer that explains why a value of it is null: there or below. */
export function errorBehind({ errors }: Answer, path: Path): AnswerError | undefined {
  return errors.find((error) => error.path !== null && startsWith(error.path, path));
}

/**
 * What the gateway says of a value that it left out.
 *
 * @param fields - coordinates of the fields on the path
 */
export function noticeAt({ notices }: Answer, path: Path, fields: ReadonlySet<string>): Notice | undefined {
  return (
    notices.find((notice) => startsWith(path, notice.path) || startsWith(notice.path, path)) ??
    notices.find(({ field }) => fields.has(field))
  );
}

/** The error at a path or at the field beside it: what keeps one field of an object back keeps its neighbours back. */
export function errorNear({ errors }: Answer, path: Path): AnswerError | undefined {
  const beside = path.slice(0, -1);
  return (
    errors.find((error) => isAt(error.path, path)) ??
    errors.find((error) => beside.length > 0 && error.path !== null && isAt(error.path.slice(0, -1), beside))
  );
}

/** Takes from data what describes the graph instead of the site. */
function withoutIntrospection(shape: Shape): (data: Answer['data']) => Answer['data'] {
  const isAbout = (key: string) => {
    const { names } = shapeAt(shape, [key]) ?? { names: new Set([key]) };
    return names.has('__schema') || names.has('__type');
  };
  return (data) => data && Object.fromEntries(Object.entries(data).filter(([key]) => !isAbout(key)));
}

function isAt(path: Path | null, other: Path | null): boolean {
  return JSON.stringify(path) === JSON.stringify(other);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key);
}
