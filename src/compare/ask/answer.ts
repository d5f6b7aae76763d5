import { isRecord, type Path } from '../../values/json.ts';

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

/** WPGraphQL escapes its messages as HTML. */
function plain(message: string): string {
  return message
    .replaceAll('&quot;', '"')
    .replaceAll('&#039;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
