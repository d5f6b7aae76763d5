import { type Shape, shapeAt } from './shape.ts';
import { type Difference, differencesOf, isRecord, type Path } from './values.ts';

/** An error in an answer. */
export interface AnswerError {
  readonly message: string;
  /** Absent for errors of the whole request. */
  readonly path: Path | null;
  /** `extensions.code`. */
  readonly code: string | null;
  /** `extensions.advice`: what to do about it, one sentence. */
  readonly advice: string | null;
}

/** A value that the gateway left null or empty, and why (`extensions.pressql.notices`). */
export interface Notice {
  /** `Post.title`. */
  readonly field: string;
  /** Where the first such value stands: of each field there is one notice. */
  readonly path: Path;
  readonly message: string;
  /** The grant that opens it. */
  readonly grant: string | null;
}

/** What an endpoint answered. */
export interface Answer {
  /** null where it refused the document as a whole. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly notices: readonly Notice[];
}

/** What two answers to one document don't have in common. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What the gateway says it can't do: wrong input, for which WPGraphQL has an answer. */
  readonly unsupported: readonly AnswerError[];
  /** Errors of WPGraphQL's beside which the data are the same. */
  readonly quirks: readonly AnswerError[];
}

/** Reads the JSON that a GraphQL endpoint answers; null where it is no GraphQL answer. */
export function readAnswer(json: unknown): Answer | null {
  if (!isRecord(json)) return null;
  const { data, errors, extensions } = json;
  if (!isRecord(data) && !Array.isArray(errors)) return null;
  return {
    data: isRecord(data) ? data : null,
    errors: Array.isArray(errors) ? errors.filter(isRecord).map(readError) : [],
    notices: noticesIn(extensions),
  };
}

function noticesIn(extensions: unknown): readonly Notice[] {
  const own = isRecord(extensions) ? extensions['pressql'] : null;
  const list: unknown = isRecord(own) ? own['notices'] : null;
  return (Array.isArray(list) ? list.filter(isRecord) : []).flatMap(({ field, path, message, grant }) =>
    isPath(path) && typeof message === 'string'
      ? [{ field: String(field), path, message, grant: typeof grant === 'string' ? grant : null }]
      : [],
  );
}

function isPath(value: unknown): value is Path {
  return Array.isArray(value) && value.every((key) => typeof key === 'string' || typeof key === 'number');
}

function readError({ message, path, extensions }: Readonly<Record<string, unknown>>): AnswerError {
  const { code, advice } = isRecord(extensions) ? extensions : {};
  return {
    message: typeof message === 'string' ? plain(message) : 'An error without a message.',
    path: isPath(path) ? path : null,
    code: typeof code === 'string' ? code : null,
    advice: typeof advice === 'string' ? advice : null,
  };
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
      wpgraphql: valueAt(wpgraphql.data, path ?? []),
      gateway: message,
    };
  };
  const isUnsupported = ({ code, path }: AnswerError) =>
    code === 'BAD_USER_INPUT' &&
    (valueAt(wpgraphql.data, path ?? []) ?? null) !== null &&
    (valueAt(gateway.data, path ?? []) ?? null) === null;
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

/** The value at a path of data; null where nothing is. */
export function valueAt(data: unknown, path: Path): unknown {
  let at = data;
  for (const key of path) {
    if (Array.isArray(at) && typeof key === 'number') at = at[key];
    else if (isRecord(at)) at = at[key];
    else return null;
  }
  return at;
}

/** WPGraphQL escapes its messages as HTML. */
function plain(message: string): string {
  return message
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
