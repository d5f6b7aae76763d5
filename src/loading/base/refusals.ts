import { WordPressError } from '../../wordpress/errors.ts';

/** Waits for an answer and returns it. Returns null if WordPress refuses the request. */
export async function nullIfForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** Waits for an answer and returns it. Returns null if WordPress refuses the request or does not have the document. */
export async function nullIfMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await nullIfForbidden(answer);
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Whether an error means that WordPress answered, but refused the request. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'invalid');
}

/** Kinds of errors that the gateway throws if an operation reaches a limit of the gateway. */
const limitKinds: readonly WordPressError['kind'][] = ['over-budget', 'deadline', 'overloaded'];

/**
 * Returns null for the error of a failed request, if a field has a value without the answer.
 *
 * @throws the error if it is no WordPressError, or if an operation reached a limit of the gateway. A smaller operation gets
 * the answer, so a value without it would be wrong.
 */
export function nullIfFailed(error: unknown): null {
  if (error instanceof WordPressError && !limitKinds.includes(error.kind)) return null;
  throw error;
}

/** Kinds of errors that mean that a site closes a route to the client, or does not have it. Other kinds are failures. */
const closedKinds: readonly WordPressError['kind'][] = [
  'forbidden',
  'invalid',
  'not-found',
  'login-required',
  'rest-off',
];

/** The answers of several resources, some of which may be missing. */
export interface PartialAnswers<T> {
  readonly values: readonly T[];
  /** The first failure of a resource. Null if each resource answered or refused. */
  readonly failure: WordPressError | null;
}

/**
 * Waits for the answers of several resources and returns those that came. A WordPressError of one resource does not affect
 * the others.
 *
 * @throws any other error
 */
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
    failure: failures.find(({ kind }) => !closedKinds.includes(kind)) ?? null,
  };
}
