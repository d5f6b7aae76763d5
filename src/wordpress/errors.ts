import { hideCredentials } from './scrub.ts';

/** A kind of failure between the gateway and WordPress. */
interface Kind {
  /** `extensions.code` of the GraphQL error. */
  readonly code: string;
  /** The message for clients if WordPress' own message is not for them. */
  readonly message: string;
  /**
   * How often the gateway repeats a read after this failure. It repeats no read after a timeout, since the operation has no
   * time left, and one without JSON only once, since the second answer is rarely better.
   */
  readonly retries: number;
  /** One sentence that tells the reader of the error what to do. */
  readonly advice: string;
}

/** Every kind of failure, with its error code, number of retries and advice. */
export const errorKinds = {
  unreachable: {
    code: 'UPSTREAM_UNREACHABLE',
    message: 'The site cannot be reached.',
    retries: 2,
    advice: 'Check the address and that the site is up.',
  },
  timeout: {
    code: 'UPSTREAM_TIMEOUT',
    message: 'The site did not answer in time.',
    retries: 0,
    advice: 'The site is slow or hangs; raise `timeout` or request less.',
  },
  deadline: {
    code: 'DEADLINE_EXCEEDED',
    message: 'The operation took longer than it may.',
    retries: 0,
    advice: 'Ask for less in one operation, or raise `deadline`.',
  },
  'over-budget': {
    code: 'OPERATION_TOO_EXPENSIVE',
    message: 'The operation needs more requests to WordPress than it may send.',
    retries: 0,
    advice: 'Ask for fewer items or fewer lists inside lists, or raise `maxRequests`.',
  },
  overloaded: {
    code: 'OVERLOADED',
    message: 'Too many requests wait for WordPress.',
    retries: 0,
    advice: 'Send the request again in a few seconds.',
  },
  paused: {
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'The site keeps failing, and the gateway leaves it alone for a while.',
    retries: 0,
    advice:
      'The site has failed repeatedly. The gateway tries it again by itself; see the error log of the site.',
  },
  'too-large': {
    code: 'UPSTREAM_TOO_LARGE',
    message: 'The request or the answer of the site is too large.',
    retries: 0,
    advice: 'Request fewer items or fewer fields, or raise `maxResponseSize`.',
  },
  'not-wordpress': {
    code: 'NOT_WORDPRESS',
    message: 'There is no WordPress at this address.',
    retries: 0,
    advice: 'Use the address at which visitors open the WordPress site.',
  },
  'rest-off': {
    code: 'REST_API_OFF',
    message: 'The REST API of the site is disabled.',
    retries: 0,
    advice: 'Enable the REST API: a security plugin or a server rule blocks /wp-json.',
  },
  'login-required': {
    code: 'LOGIN_REQUIRED',
    message: 'The site sends visitors to its login page.',
    retries: 0,
    advice: 'The site shows its REST API to signed-in users only.',
  },
  redirected: {
    code: 'UPSTREAM_REDIRECTED',
    message: 'The site redirects the request.',
    retries: 0,
    advice: 'Use the address that the site redirects to.',
  },
  uncertain: {
    code: 'WRITE_OUTCOME_UNKNOWN',
    message: 'WordPress may have made the change.',
    retries: 0,
    advice: 'WordPress may have made the change: check the site before you send it again.',
  },
  forbidden: {
    code: 'FORBIDDEN',
    message: 'WordPress does not allow this.',
    retries: 0,
    advice: 'WordPress does not show this to visitors.',
  },
  absent: {
    code: 'NOT_IN_REST_API',
    message: 'The REST API of the site does not contain this.',
    retries: 0,
    advice: 'No credential gives access to it.',
  },
  blocked: {
    code: 'UPSTREAM_BLOCKED',
    message: 'A firewall of the site blocks the request.',
    retries: 0,
    advice: 'Allow requests to /wp-json with the user agent of the gateway, or from its machine.',
  },
  'not-found': {
    code: 'NOT_FOUND',
    message: 'WordPress found nothing here.',
    retries: 0,
    advice: 'The site has no such route or item.',
  },
  invalid: {
    code: 'UPSTREAM_REFUSED',
    message: 'WordPress refused the request.',
    retries: 0,
    advice: 'WordPress refused a parameter of the request.',
  },
  'rate-limited': {
    code: 'UPSTREAM_RATE_LIMITED',
    message: 'The site received too many requests.',
    retries: 2,
    advice: 'The site asks for fewer requests; try again later or lower `concurrency`.',
  },
  server: {
    code: 'UPSTREAM_ERROR',
    message: 'The site failed.',
    retries: 2,
    advice: 'The site failed; see its error log.',
  },
  'invalid-answer': {
    code: 'UPSTREAM_INVALID_ANSWER',
    message: 'The site did not answer with the JSON of the REST API.',
    retries: 1,
    advice: 'The site did not answer with JSON: a plugin, a cache or a login page answered instead.',
  },
} as const satisfies Record<string, Kind>;

/**
 * The name of a row of {@link errorKinds}.
 *
 * @example
 * const isGone = ({ kind }: WordPressError) => kind === 'not-found';
 */
export type ErrorKind = keyof typeof errorKinds;

/**
 * Details of a failed request.
 *
 * @example
 * const { request, status, restCode } = error.details; // 'GET /wp/v2/posts', 403, 'rest_forbidden'
 */
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
  /**
   * The problem for the operator: with the site's own words, its address and its paths, but without credentials. Clients
   * never get it. @default the message
   */
  readonly report?: string;
  /** Advice that is more exact than that of the kind. @default the advice of the kind */
  readonly advice?: string;
  /**
   * Whether the answer says nothing about the data, whatever its kind: the page of a web server or a firewall, or a refusal
   * with a code that is not WordPress'. @default false
   */
  readonly isAside?: boolean;
  readonly cause?: unknown;
}

/**
 * A problem with the site or its answer. `src/wordpress` and `src/site` throw no other error on purpose.
 *
 * Its `message` is for clients: it has only words of the gateway and names that the client sent, or WordPress' own message for
 * a code of WordPress, scrubbed. Its `report` is for the operator.
 *
 * @example
 * try {
 *   await createPressQL({ url: 'https://site.example' });
 * } catch (error) {
 *   if (error instanceof WordPressError) console.error(error.kind, error.report, error.advice);
 * }
 */
export class WordPressError extends Error {
  readonly kind: ErrorKind;
  readonly details: WordPressErrorDetails;

  /**
   * @param kind - row of {@link errorKinds}
   * @param message - one sentence for clients that says what was wrong, with the value if the client sent it
   */
  constructor(kind: ErrorKind, message: string, details: WordPressErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'WordPressError';
    this.kind = kind;
    this.details =
      details.report === undefined ? details : { ...details, report: hideCredentials(details.report) };
  }

  /** The problem for the operator. */
  get report(): string {
    return this.details.report ?? this.message;
  }

  /** What the reader of the error can do. */
  get advice(): string {
    return this.details.advice ?? errorKinds[this.kind].advice;
  }
}

/**
 * Returns an error about the site as a whole. Clients get the sentence of its kind, without the address of the site.
 *
 * @param report - one sentence for the operator
 */
export function siteError(
  kind: ErrorKind,
  report: string,
  details: Omit<WordPressErrorDetails, 'report'> = {},
): WordPressError {
  return new WordPressError(kind, errorKinds[kind].message, { ...details, report });
}

/** Returns an error about one request. The operator's report names the request; the message for clients does not. */
export function requestError(
  kind: ErrorKind,
  message: string,
  details: Omit<WordPressErrorDetails, 'report'> & { readonly request: string },
): WordPressError {
  return new WordPressError(kind, message, { ...details, report: `${details.request}: ${message}` });
}

/** Returns advice about a REST field that a plugin or the theme has changed. */
export function changedFieldAdvice(field: string): string {
  return `A plugin or the theme changes the REST field \`${field}\` (a filter like \`rest_prepare_post\`, or \`register_rest_field\`): look for it there.`;
}

/**
 * Returns whether an error says that the gateway did not send a request, because the site is in trouble or because too many
 * requests wait. The same request may succeed soon.
 */
export function isRefusedTurn(error: unknown): error is WordPressError {
  return error instanceof WordPressError && (error.kind === 'paused' || error.kind === 'overloaded');
}

/** Kinds of errors that say nothing about the data: WordPress does not answer, or not with what it should. */
const outages: ReadonlySet<ErrorKind> = new Set([
  'unreachable',
  'timeout',
  'too-large',
  'deadline',
  'overloaded',
  'paused',
  'rate-limited',
  'server',
  'invalid-answer',
  'blocked',
  'login-required',
  'redirected',
  'rest-off',
  'not-wordpress',
]);

/** Returns whether WordPress does not answer, or not with what it should. */
export function isOutage(error: unknown): error is WordPressError {
  return error instanceof WordPressError && outages.has(error.kind);
}

/** Returns whether an error says nothing about the data, so that older data is better than none. */
export function isAside(error: unknown): error is WordPressError {
  return isOutage(error) || (error instanceof WordPressError && error.details.isAside === true);
}
