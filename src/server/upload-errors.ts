import { GraphQLError } from '../packages/graphql.ts';
import { limits } from '../values/limits.ts';
import { FileTooLarge } from '../wordpress/spool.ts';

/** The error for a request that breaks the multipart specification, or its format. */
export function malformed(problem: string): GraphQLError {
  return new GraphQLError(`The request isn't a GraphQL multipart request: ${problem}.`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

/** The error for a request that exceeds a limit of sizes. */
export function tooLarge(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'REQUEST_ENTITY_TOO_LARGE', http: { status: 413 } },
  });
}

/** The error for a part that is no file, if it is too large. */
export function partTooLarge(name: string, maxRequestSize: number): GraphQLError {
  return tooLarge(`The part "${name}" has more than ${maxRequestSize} bytes.`);
}

/** The error for a request with too many files. */
export function tooManyFiles(): GraphQLError {
  return tooLarge(`A request may have ${limits.maxUploadedFiles} files.`);
}

/** Returns the error for the client if a file is too large. Returns any other error as it is. */
export function uploadError(error: unknown): unknown {
  return error instanceof FileTooLarge ? tooLarge(error.message) : error;
}

/** The error if the files of other requests take the space. */
export function noSpace(): GraphQLError {
  const seconds = String(Math.ceil(limits.overloadPause / 1000));
  return new GraphQLError(
    'The gateway has no space for more files now, because other requests upload as much as it may store (maxUploadSpace). Send this again in a few seconds.',
    { extensions: { code: 'OVERLOADED', http: { status: 503, headers: { 'Retry-After': seconds } } } },
  );
}
