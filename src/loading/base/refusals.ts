import { WordPressError } from '../../wordpress/errors.ts';

/** What an answer is; null where WordPress doesn't let the asking user have it. */
export async function nullIfForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

/** The same where it may also be that there is no such thing. */
export async function nullIfMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await nullIfForbidden(answer);
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Whether WordPress refused to show something to whoever asked, rather than failed. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WordPressError && (error.kind === 'forbidden' || error.kind === 'invalid');
}

/** Failures by which a site keeps a whole route to itself, rather than fails to answer. */
const closed: readonly WordPressError['kind'][] = [
  'forbidden',
  'invalid',
  'not-found',
  'login-required',
  'rest-off',
];

/** What several resources answered. */
export interface PartialAnswers<T> {
  readonly values: readonly T[];
  /** The first failure of a resource that may have more to show; null where each answered, or refused. */
  readonly failure: WordPressError | null;
}

/** Answers of several resources, of which one that refuses shows nothing, and one that fails takes nothing from the others. */
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
