import { GraphQLError } from '../packages/graphql.ts';
import { errorKinds, WordPressError } from '../wordpress/errors.ts';

/** The message that replaces an internal error. */
const hidden = 'Something went wrong inside the gateway; its log says what.';

/**
 * Returns the error that the client receives. GraphQL errors stay as they are, errors of WordPress keep their message
 * and get extensions, and a general message replaces internal errors.
 *
 * @param report - called with each internal error
 */
export function clientError(error: unknown, report: (error: unknown) => void): GraphQLError {
  if (!(error instanceof GraphQLError)) {
    if (!isAbort(error)) report(error);
    return internalError();
  }
  const cause = error.originalError;
  if (cause === undefined || cause === null || cause instanceof GraphQLError) return error;
  const { nodes, source, positions, path } = error;
  const place = {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  };
  if (cause instanceof WordPressError) {
    const { kind, details, advice, message } = cause;
    return new GraphQLError(message, {
      ...place,
      // For the gateway's own log: clients do not get it.
      originalError: cause,
      extensions: {
        code: errorKinds[kind].code,
        advice,
        ...(details.request ? { request: details.request } : {}),
        ...(details.status ? { status: details.status } : {}),
        ...(details.restCode ? { restCode: details.restCode } : {}),
        ...(details.parameters ? { parameters: details.parameters } : {}),
      },
    });
  }
  if (!isAbort(cause)) report(cause);
  return new GraphQLError(hidden, { ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
}

/** Whether an error says that the client has left. The log has one line about it, and nobody reads the answer. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Returns the general error that hides an internal error from clients. */
export function internalError(): GraphQLError {
  return new GraphQLError(hidden, { extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 500 } } });
}
