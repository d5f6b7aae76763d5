import { WordPressError } from './errors.ts';

/** A reason why there is no answer, recognised by Node's error codes. */
interface Failure {
  readonly codes: RegExp;
  /** Whether a retry may succeed. */
  readonly isTransient: boolean;
  /** Whether it happens before the request is sent, so that WordPress has not made a change. @default false */
  readonly isBeforeSending?: boolean;
  readonly sentence: (host: string, code: string) => string;
  readonly advice: string;
}

const failures: readonly Failure[] = [
  {
    codes: /^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/,
    isTransient: false,
    isBeforeSending: true,
    sentence: (host, code) => `There is no host "${host}" (${code}).`,
    advice: 'Check the spelling of the address, and the name server of this machine.',
  },
  {
    codes: /^EAI_/,
    isTransient: true,
    isBeforeSending: true,
    sentence: (host, code) => `The name "${host}" could not be looked up (${code}).`,
    advice: "Check this machine's name server, and try again.",
  },
  {
    codes: /^ECONNREFUSED$/,
    isTransient: true,
    isBeforeSending: true,
    sentence: (host) => `"${host}" refuses connections.`,
    advice: 'Check the port, http or https, and that the web server is running.',
  },
  {
    codes: /^(ERR_SSL_|EPROTO|ERR_TLS_HANDSHAKE)/,
    isTransient: false,
    isBeforeSending: true,
    sentence: (host, code) => `"${host}" does not speak HTTPS on this port (${code}).`,
    advice: 'Try the address with http://.',
  },
  {
    codes: /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_/,
    isTransient: false,
    isBeforeSending: true,
    sentence: (host, code) => `The HTTPS certificate of "${host}" cannot be trusted (${code}).`,
    advice: 'Renew the certificate, or set NODE_EXTRA_CA_CERTS to the authority that signed it.',
  },
  {
    codes: /^HPE_/,
    isTransient: false,
    sentence: (host, code) => `"${host}" did not answer with HTTP (${code}).`,
    advice: 'Check the port and whether the address should begin with https://.',
  },
  {
    // node-fetch reports this for complete answers, too (its issues 1576 and 1767). A retry then succeeds.
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)$/,
    isTransient: true,
    sentence: (host, code) => `"${host}" closed the connection (${code}).`,
    advice: "Try again; if the error persists, see the web server's error log.",
  },
];

const unknownFailure: Failure = {
  codes: /^/,
  isTransient: true,
  sentence: (host, code) => `"${host}" cannot be reached (${code}).`,
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

/** Returns the error for a request without an answer. */
export function unreachableError(host: string, cause: unknown): WordPressError {
  const systemCode = systemCodeOf(cause);
  const { sentence, advice } = failureOf(systemCode);
  return new WordPressError('unreachable', sentence(host, systemCode), { systemCode, advice, cause });
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
