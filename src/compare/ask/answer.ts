import { isRecord, type Path, valueAt } from '../../values/json.ts';

/** An error in an answer. */
export interface AnswerError {
  readonly message: string;
  /** null for an error of the whole request. */
  readonly path: Path | null;
  /** `extensions.code`. */
  readonly code: string | null;
  /** `extensions.advice`: one sentence about what to do. */
  readonly advice: string | null;
}

/** A notice of the gateway about a value that it left null or empty (`extensions.pressql.notices`). */
export interface AnswerNotice {
  /** `Post.title`. */
  readonly field: string;
  /** The path of the first such value. The gateway reports each field once. */
  readonly path: Path;
  readonly message: string;
  /** The grant that would show the value. null if no grant would. */
  readonly grant: string | null;
}

/** The answer of a GraphQL endpoint to one document. */
export interface GraphQLAnswer {
  /** null if the endpoint refused the whole document. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly notices: readonly AnswerNotice[];
}

/** Returns the answer in a JSON response. Returns null if the JSON is no GraphQL answer. */
export function parseAnswer(json: unknown): GraphQLAnswer | null {
  if (!isRecord(json)) return null;
  const { data, errors, extensions } = json;
  if (!isRecord(data) && !Array.isArray(errors)) return null;
  return {
    data: isRecord(data) ? data : null,
    errors: Array.isArray(errors) ? errors.filter(isRecord).map(readError) : [],
    notices: readNotices(extensions),
  };
}

function readNotices(extensions: unknown): readonly AnswerNotice[] {
  const notices = valueAt(extensions, 'pressql', 'notices');
  return (Array.isArray(notices) ? notices.filter(isRecord) : []).flatMap(
    ({ field, path, message, grant }) =>
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
    message: typeof message === 'string' ? withoutEntities(message) : 'An error without a message.',
    path: isPath(path) ? path : null,
    code: typeof code === 'string' ? code : null,
    advice: typeof advice === 'string' ? advice : null,
  };
}

/** Decodes HTML entities: WPGraphQL escapes its messages as HTML. */
function withoutEntities(message: string): string {
  return message
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
