import { WordPressError } from './errors.ts';

/** Why nothing was answered: the system's codes, whether another try may help, and how it is said. */
interface Failure {
  readonly codes: RegExp;
  readonly isTransient: boolean;
  /** Whether there was no connection, so that nothing can have been done. */
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
    advice: 'Check the spelling of the address, and that this machine can look names up.',
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
    advice:
      'Mend the certificate, or name the authority that signed it in NODE_EXTRA_CA_CERTS before starting.',
  },
  {
    codes: /^HPE_/,
    isTransient: false,
    sentence: (host, code) => `"${host}" answered something that is not HTTP (${code}).`,
    advice: 'Check the port and whether the address should begin with https://.',
  },
  {
    // node-fetch also says so of answers that were whole (its issues 1576 and 1767), so that a second try succeeds.
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)$/,
    isTransient: true,
    sentence: (host, code) => `"${host}" broke the connection off (${code}).`,
    advice: "Try again; if it goes on, see the web server's error log.",
  },
];

const unknownFailure: Failure = {
  codes: /^/,
  isTransient: true,
  sentence: (host, code) => `"${host}" cannot be reached (${code}).`,
  advice: 'Check the address, that the site is up, and that this machine may reach it.',
};

/** Whether a failure with this system code may pass when tried again. */
export function isTransient(systemCode: string): boolean {
  return failureOf(systemCode).isTransient;
}

/** Whether a failure with this system code came before WordPress can have got the request. */
export function wasNotSent(systemCode: string): boolean {
  return failureOf(systemCode).isBeforeSending === true;
}

/** The error for a request that nothing answered. */
export function unreachableError(host: string, cause: unknown): WordPressError {
  const systemCode = systemCodeOf(cause);
  const { sentence, advice } = failureOf(systemCode);
  return new WordPressError('unreachable', sentence(host, systemCode), { systemCode, advice, cause });
}

function failureOf(systemCode: string): Failure {
  return failures.find(({ codes }) => codes.test(systemCode)) ?? unknownFailure;
}

/** The system's code of an error, or of what caused it. */
function systemCodeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return error instanceof Error && error.message.includes('Premature close')
    ? 'ERR_STREAM_PREMATURE_CLOSE'
    : 'no reason given';
}
