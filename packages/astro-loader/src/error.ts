/** One error of a GraphQL answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** Thrown if the endpoint gives no usable answer. The message names the endpoint and says what to do. */
export class PressQLLoaderError extends Error {
  override readonly name = 'PressQLLoaderError';
  /** The errors of the answer. Empty if there was no GraphQL answer. */
  readonly errors: readonly AnswerError[];

  constructor(
    message: string,
    options: { readonly errors?: readonly AnswerError[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.errors = options.errors ?? [];
  }
}

/** Returns one line for each error, with its path. */
export function describeErrors(errors: readonly AnswerError[]): string {
  return errors.map(({ message, path }) => (path ? `${path.join('.')}: ${message}` : message)).join('\n');
}
