import { errorKinds, type WordPressError } from '../wordpress/errors.ts';

/** Why there is no gateway, and when somebody tries again to create it. */
export interface Problem {
  readonly error: WordPressError;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/** The reason that clients get. The error itself may name hosts of the operator's network. */
const reasons: Readonly<Record<string, string>> = {
  unreachable: 'WordPress cannot be reached',
  timeout: 'WordPress does not answer in time',
  'rate-limited': 'WordPress asks for fewer requests',
};

/** Why there is no gateway, in words for clients. */
export interface Unavailable {
  readonly message: string;
  readonly code: string;
}

/** Returns why there is no gateway. */
export function whyUnavailable(problem: Problem | null): Unavailable {
  const reason = problem ? (reasons[problem.error.kind] ?? 'WordPress answers with an error') : null;
  const message = reason
    ? `${reason}, so the gateway cannot start yet. It tries again by itself.`
    : 'The gateway is starting, and has not read the site yet.';
  return { message, code: problem ? errorKinds[problem.error.kind].code : 'STARTING' };
}

/** Returns the answer to an operation while there is no gateway. */
export function unavailable(problem: Problem | null): Response {
  const seconds = Math.max(1, Math.ceil(((problem?.until ?? 0) - Date.now()) / 1000));
  return comeBack(whyUnavailable(problem), seconds);
}

/** Returns an answer that asks the client to come back after some seconds. */
export function comeBack({ message, code }: Unavailable, seconds: number): Response {
  return Response.json(
    { errors: [{ message, extensions: { code } }] },
    { status: 503, headers: { 'retry-after': String(seconds), 'cache-control': 'no-store' } },
  );
}
