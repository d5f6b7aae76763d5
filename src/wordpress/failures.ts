import { type ErrorKind, WordPressError } from './errors.ts';
import { hideCredentials } from './scrub.ts';

/** A reason why there is no complete answer, recognised by Node's error codes. */
export interface Failure {
  readonly codes: RegExp;
  /** @default `unreachable` */
  readonly kind?: ErrorKind;
  /** Whether a retry may succeed. */
  readonly isTransient: boolean;
  /** Whether it happens before the request is sent, so that WordPress has not made a change. @default false */
  readonly isBeforeSending?: boolean;
  /** The sentence for clients. */
  readonly message: string;
  /** The sentence for the operator. */
  readonly report: (host: string, code: string) => string;
  readonly advice: string;
}

/** The reasons, from the most exact to the most general. */
export const failures: readonly Failure[] = [
  {
    codes: /^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/,
    isTransient: false,
    isBeforeSending: true,
    message: 'The host of the site does not exist.',
    report: (host, code) => `There is no host "${host}" (${code}).`,
    advice: 'Check the spelling of the address, and the name server of this machine.',
  },
  {
    codes: /^EAI_/,
    isTransient: true,
    isBeforeSending: true,
    message: 'The host of the site could not be looked up.',
    report: (host, code) => `The name "${host}" could not be looked up (${code}).`,
    advice: "Check this machine's name server, and try again.",
  },
  {
    codes: /^ECONNREFUSED$/,
    isTransient: true,
    isBeforeSending: true,
    message: 'The site refuses connections.',
    report: (host) => `"${host}" refuses connections.`,
    advice: 'Check the port, http or https, and that the web server is running.',
  },
  {
    codes: /^(ERR_SSL_|EPROTO|ERR_TLS_HANDSHAKE)/,
    isTransient: false,
    isBeforeSending: true,
    message: 'The site does not speak HTTPS.',
    report: (host, code) => `"${host}" does not speak HTTPS on this port (${code}).`,
    advice: 'Try the address with http://.',
  },
  {
    codes: /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_/,
    isTransient: false,
    isBeforeSending: true,
    message: 'The HTTPS certificate of the site cannot be trusted.',
    report: (host, code) => `The HTTPS certificate of "${host}" cannot be trusted (${code}).`,
    advice: 'Renew the certificate, or set NODE_EXTRA_CA_CERTS to the authority that signed it.',
  },
  {
    codes: /^HPE_HEADER_OVERFLOW$/,
    kind: 'too-large',
    isTransient: false,
    message: 'The site answered with too many headers.',
    report: (host, code) => `The headers of the answer of "${host}" are larger than 16 KB (${code}).`,
    advice: 'Look for the plugin or proxy that sends large headers, often cookies or debug headers.',
  },
  {
    codes: /^HPE_/,
    isTransient: false,
    message: 'The site did not answer with HTTP.',
    report: (host, code) => `"${host}" did not answer with HTTP (${code}).`,
    advice: 'Check the port and whether the address should begin with https://.',
  },
  {
    codes: /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING|ERR_ZLIB)/,
    kind: 'invalid-answer',
    isTransient: true,
    message: 'The compressed answer of the site is damaged.',
    report: (host, code) => `The answer of "${host}" cannot be decompressed (${code}).`,
    advice: 'Check which plugin, proxy or server compresses answers, and whether two of them do.',
  },
  {
    // node-fetch reports this for complete answers, too (its issues 1576 and 1767). A retry then succeeds.
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)$/,
    isTransient: true,
    message: 'The site closed the connection.',
    report: (host, code) => `"${host}" closed the connection (${code}).`,
    advice: "Try again; if the error persists, see the web server's error log.",
  },
];

/** The reason for all other codes. */
export const unknownFailure: Failure = {
  codes: /^/,
  isTransient: true,
  message: 'The site cannot be reached.',
  report: (host, code) => `"${host}" cannot be reached (${code}).`,
  advice: 'Check the address, that the site is up, and that no firewall keeps this machine from it.',
};

/** Returns whether a retry may succeed after a failure with this system code. */
export function isTransient(systemCode: string): boolean {
  return failureOf(systemCode).isTransient;
}

/** Returns whether a failure with this system code happens before the request reaches WordPress. */
export function wasNotSent(systemCode: string): boolean {
  return failureOf(systemCode).isBeforeSending === true;
}

/** Returns whether an error of `fetch` says that the site has closed the connection. */
export function isReset(error: unknown): boolean {
  return isResetCode(systemCodeOf(error));
}

/** Returns whether a system code says that the site has closed the connection. */
export function isResetCode(systemCode: string | undefined): boolean {
  return systemCode === 'ECONNRESET' || systemCode === 'EPIPE' || systemCode === 'ERR_STREAM_PREMATURE_CLOSE';
}

/**
 * Returns the error for a request without a complete answer.
 *
 * @param redact - removes the secrets of the request: node-fetch quotes its URL
 */
export function unreachableError(
  host: string,
  error: unknown,
  redact: (text: string) => string,
): WordPressError {
  const systemCode = systemCodeOf(error);
  const { kind = 'unreachable', message, report, advice } = failureOf(systemCode);
  const cause = error instanceof Error ? hideCredentials(redact(error.message)) : undefined;
  return new WordPressError(kind, message, { systemCode, advice, cause, report: report(host, systemCode) });
}

function failureOf(systemCode: string): Failure {
  return failures.find(({ codes }) => codes.test(systemCode)) ?? unknownFailure;
}

/** Returns Node's code of an error or of its causes. */
function systemCodeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return error instanceof Error && error.message.includes('Premature close')
    ? 'ERR_STREAM_PREMATURE_CLOSE'
    : 'no reason given';
}
