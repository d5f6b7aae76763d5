import { GraphQLError } from '../packages/graphql.ts';
import { errorKinds, WordPressError } from '../wordpress/errors.ts';

/** Words for whatever clients are not told of. */
const hidden = 'Something went wrong inside the gateway; its log says what.';

/**
 * What a client sees of an error: its own mistakes and what WordPress said, in place; nothing of the
 * gateway's insides.
 *
 * @param report - told of errors that the client isn't
 */
export function clientError(error: unknown, report: (error: unknown) => void): GraphQLError {
  if (!(error instanceof GraphQLError)) {
    report(error);
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
  report(cause);
  return new GraphQLError(hidden, { ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
}

/** An error of the gateway's own, of which clients are told nothing. */
export function internalError(): GraphQLError {
  return new GraphQLError(hidden, { extensions: { code: 'INTERNAL_SERVER_ERROR', http: { status: 500 } } });
}
