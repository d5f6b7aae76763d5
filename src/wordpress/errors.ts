/** What can go wrong between the gateway and a WordPress, and what the reader of the error should know of it. */
interface Kind {
  /** `extensions.code` of the GraphQL error. */
  readonly code: string;
  /** How often the gateway repeats a read that failed so. Slow sites and pages instead of JSON seldom improve. */
  readonly retries: number;
  /** What to do about it, one sentence. */
  readonly advice: string;
}

/** Every kind of failure, in one table: the error's code, whether a read may be repeated, the remedy. */
export const errorKinds = {
  unreachable: {
    code: 'UPSTREAM_UNREACHABLE',
    retries: 2,
    advice: 'Check the address and that the site is up.',
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    retries: 1,
    advice: 'The site is slow or hangs; raise `timeout` or ask for less.',
  },
  'too-large': {
    code: 'UPSTREAM_TOO_LARGE',
    retries: 0,
    advice: 'Ask for fewer items or fewer fields, or raise `maxResponseSize`.',
  },
  'not-wordpress': {
    code: 'NOT_WORDPRESS',
    retries: 0,
    advice: 'Give the address of a WordPress site, as its visitors open it.',
  },
  'rest-off': {
    code: 'REST_API_OFF',
    retries: 0,
    advice: 'Switch the REST API on: a security plugin or a server rule blocks /wp-json.',
  },
  'login-required': {
    code: 'LOGIN_REQUIRED',
    retries: 0,
    advice: 'The site shows its REST API to signed-in users only.',
  },
  redirected: {
    code: 'UPSTREAM_REDIRECTED',
    retries: 0,
    advice: 'Use the address that the site redirects to.',
  },
  uncertain: {
    code: 'WRITE_OUTCOME_UNKNOWN',
    retries: 0,
    advice: 'WordPress may have done it all the same: look before you send it again.',
  },
  forbidden: {
    code: 'FORBIDDEN',
    retries: 0,
    advice: 'WordPress does not show this to anonymous visitors.',
  },
  absent: {
    code: 'NOT_IN_REST_API',
    retries: 0,
    advice: 'No credential opens it.',
  },
  'not-found': {
    code: 'NOT_FOUND',
    retries: 0,
    advice: 'The site has no such route or item.',
  },
  invalid: {
    code: 'UPSTREAM_REFUSED',
    retries: 0,
    advice: 'WordPress refused a parameter of the request.',
  },
  'rate-limited': {
    code: 'UPSTREAM_RATE_LIMITED',
    retries: 2,
    advice: 'The site asks for fewer requests; try again later or lower `concurrency`.',
  },
  server: {
    code: 'UPSTREAM_ERROR',
    retries: 2,
    advice: "The site failed to answer; see the site's own error log.",
  },
  'invalid-answer': {
    code: 'UPSTREAM_INVALID_ANSWER',
    retries: 1,
    advice: 'The site answered something other than JSON: a plugin, a cache or a login page is in between.',
  },
} as const satisfies Record<string, Kind>;

/** The name of a row of {@link errorKinds}. */
export type ErrorKind = keyof typeof errorKinds;

/** What is known of a failed call. */
export interface WordPressErrorDetails {
  /** The request as far as it may be shown: method and route, without credentials. */
  readonly request?: string;
  /** HTTP status, absent when nothing was answered. */
  readonly status?: number;
  /** WordPress' own error code (`rest_no_route` …). */
  readonly restCode?: string;
  /** Milliseconds after which the site said to try again. */
  readonly retryAfter?: number;
  /** What WordPress said of single parameters of the request, by their names. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Database id of the term that is there already, where that was the trouble. */
  readonly termId?: number;
  /** The system's code where nothing was answered: `ENOTFOUND`, `ECONNREFUSED` … */
  readonly systemCode?: string;
  /** What to do about it, where more is known than the kind's own advice. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/**
 * A problem with the site or its answer. `src/wordpress` and `src/site` throw no other error on purpose.
 *
 * @example
 * try {
 *   await createPressQL({ url: 'https://site.example' });
 * } catch (error) {
 *   if (error instanceof WordPressError) console.error(error.kind, error.message, error.advice);
 * }
 */
export class WordPressError extends Error {
  readonly kind: ErrorKind;
  readonly details: WordPressErrorDetails;

  /**
   * @param kind - row of {@link errorKinds}
   * @param message - what was wrong, one sentence that shows the value
   */
  constructor(kind: ErrorKind, message: string, details: WordPressErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'WordPressError';
    this.kind = kind;
    this.details = details;
  }

  /** What to do about it. */
  get advice(): string {
    return this.details.advice ?? errorKinds[this.kind].advice;
  }
}

/** What to do about a REST field that something on the site has changed. */
export function changedFieldAdvice(field: string): string {
  return `A plugin or the theme changes the REST field \`${field}\` (a filter like \`rest_prepare_post\`, or \`register_rest_field\`): look for it there.`;
}
