/** A kind of failure between the gateway and WordPress. */
interface Kind {
  /** `extensions.code` of the GraphQL error. */
  readonly code: string;
  /** How often the gateway repeats a read after this failure. Timeouts and answers without JSON rarely pass: once. */
  readonly retries: number;
  /** One sentence that tells the reader of the error what to do. */
  readonly advice: string;
}

/** Every kind of failure, with its error code, number of retries and advice. */
export const errorKinds = {
  unreachable: {
    code: 'UPSTREAM_UNREACHABLE',
    retries: 2,
    advice: 'Check the address and that the site is up.',
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    retries: 1,
    advice: 'The site is slow or hangs; raise `timeout` or request less.',
  },
  'too-large': {
    code: 'UPSTREAM_TOO_LARGE',
    retries: 0,
    advice: 'Request fewer items or fewer fields, or raise `maxResponseSize`.',
  },
  'not-wordpress': {
    code: 'NOT_WORDPRESS',
    retries: 0,
    advice: 'Use the address at which visitors open the WordPress site.',
  },
  'rest-off': {
    code: 'REST_API_OFF',
    retries: 0,
    advice: 'Enable the REST API: a security plugin or a server rule blocks /wp-json.',
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
    advice: 'WordPress may have made the change: check the site before you send it again.',
  },
  forbidden: {
    code: 'FORBIDDEN',
    retries: 0,
    advice: 'WordPress does not show this to visitors.',
  },
  absent: {
    code: 'NOT_IN_REST_API',
    retries: 0,
    advice: 'No credential gives access to it.',
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
    advice: 'The site failed; see its error log.',
  },
  'invalid-answer': {
    code: 'UPSTREAM_INVALID_ANSWER',
    retries: 1,
    advice: 'The site did not answer with JSON: a plugin, a cache or a login page answered instead.',
  },
} as const satisfies Record<string, Kind>;

/** The name of a row of {@link errorKinds}. */
export type ErrorKind = keyof typeof errorKinds;

/** Details of a failed request. */
export interface WordPressErrorDetails {
  /** Method and route, without credentials: `GET /wp/v2/posts`. */
  readonly request?: string;
  /** HTTP status code. Absent if there was no answer. */
  readonly status?: number;
  /** WordPress' own error code (`rest_no_route` …). */
  readonly restCode?: string;
  /** Milliseconds to wait, from the `Retry-After` header. */
  readonly retryAfter?: number;
  /** WordPress' messages about parameters of the request, by their names. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Database id of the existing term, if WordPress refused to create a duplicate. */
  readonly termId?: number;
  /** Node's error code if there was no answer: `ENOTFOUND`, `ECONNREFUSED` … */
  readonly systemCode?: string;
  /** Advice that is more exact than that of the kind. @default the advice of the kind */
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
   * @param message - one sentence that says what was wrong, with the value
   */
  constructor(kind: ErrorKind, message: string, details: WordPressErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'WordPressError';
    this.kind = kind;
    this.details = details;
  }

  /** What the reader of the error can do. */
  get advice(): string {
    return this.details.advice ?? errorKinds[this.kind].advice;
  }
}

/** Returns advice about a REST field that a plugin or the theme has changed. */
export function changedFieldAdvice(field: string): string {
  return `A plugin or the theme changes the REST field \`${field}\` (a filter like \`rest_prepare_post\`, or \`register_rest_field\`): look for it there.`;
}
