import { WordPressError } from '../../wordpress/errors.ts';

/** Returns an answer. Returns null if WordPress refuses it to the client. */
export async function nullIfForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Returns an answer. Returns null if WordPress refuses it to the client or has no such document. */
export async function nullIfMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await nullIfForbidden(answer);
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Whether WordPress refused a request of this client. Any other error is a failure. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'invalid');
}

/** Kinds of errors with which the gateway ends an operation that needs too much. */
const limiting: readonly WordPressError['kind'][] = ['over-budget', 'deadline', 'overloaded'];

/**
 * Returns null, in place of an answer that a field can do without, if its request failed.
 *
 * @throws the error if the gateway did not send the request because of a limit: a client that asks for less gets the
 * answer, so that another value would be wrong
 */
export function nullIfFailed(error: unknown): null {
  if (error instanceof WordPressError && !limiting.includes(error.kind)) return null;
  throw error;
}

/** Kinds of errors with which a site closes a route. Any other kind is a failure. */
const closed: readonly WordPressError['kind'][] = [
  'forbidden',
  'invalid',
  'not-found',
  'login-required',
  'rest-off',
];

/** The answers of several resources. */
export interface PartialAnswers<T> {
  readonly values: readonly T[];
  /** The first failure of a resource. Null if each resource answered or refused. */
  readonly failure: WordPressError | null;
}

/** Returns the answers of several resources. A resource that refuses or fails does not affect the others. */
export async function settleAnswers<T>(answers: readonly Promise<T>[]): Promise<PartialAnswers<T>> {
  const settled = await Promise.allSettled(answers);
  const reasons = settled.flatMap((answer): unknown[] =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  const failures = reasons.map((reason) => {
    if (reason instanceof WordPressError) return reason;
    throw reason;
  });
  return {
    values: settled.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
    failure: failures.find(({ kind }) => !closed.includes(kind)) ?? null,
  };
}
