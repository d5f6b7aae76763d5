import { limits } from '../values/limits.ts';
import { type ErrorKind, WordPressError } from './errors.ts';
import { isRead } from './fetch.ts';
import type { RawAnswer } from './transport.ts';
import { parseUrl, printableTarget, splitCredentials } from './url.ts';

/** Returns the target of a redirect without its user name and password. Returns null for every other answer. */
export function targetOf({ status, url, header }: RawAnswer): URL | null {
  const location = header('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return null;
  const target = parseUrl(location, url);
  return target && splitCredentials(target).url;
}

/** Returns whether a URL is that of WordPress' login page. */
export function isLoginPage({ pathname }: URL): boolean {
  return pathname.endsWith('/wp-login.php');
}

/** A reason not to follow a redirect. */
interface RedirectFault {
  readonly kind: ErrorKind;
  /** The predicate of the sentence for clients. It has no address: addresses may contain tokens. */
  readonly message: string;
  /** The predicate of the sentence for the operator. `target` has no query. */
  readonly report: (target: string) => string;
  /** @default the advice of the kind */
  readonly advice?: string;
}

/** The reasons not to follow a redirect. */
export const redirectFaults = {
  login: {
    kind: 'login-required',
    message: 'sends visitors to the login page of the site.',
    report: (target) => `sends visitors to its login page, ${target}.`,
  },
  elsewhere: {
    kind: 'redirected',
    message: 'redirects to another scheme, host or port. The gateway does not follow it.',
    report: (target) =>
      `redirects to ${target}, another scheme, host or port. The gateway does not follow it.`,
  },
  loop: {
    kind: 'redirected',
    message: 'redirects in a loop.',
    report: (target) => `redirects in a loop, last to ${target}.`,
    advice:
      'Rules of the web server, a plugin or a proxy contradict each other, often about https or the final slash: exclude /wp-json from them.',
  },
  many: {
    kind: 'redirected',
    message: `redirects more than ${limits.maxRestRedirects} times.`,
    report: (target) => `redirects more than ${limits.maxRestRedirects} times, last to ${target}.`,
  },
  write: {
    kind: 'redirected',
    message: 'redirects. The gateway does not follow redirects of writes.',
    report: (target) => `redirects to ${target}. The gateway does not follow redirects of writes.`,
  },
  afterWrite: {
    kind: 'uncertain',
    message:
      'redirects. The gateway does not follow redirects of writes. WordPress may have made the change.',
    report: (target) =>
      `redirects to ${target}. The gateway does not follow redirects of writes. WordPress may have made the change.`,
  },
} as const satisfies Readonly<Record<string, RedirectFault>>;

/** A redirect of a request. */
export interface Redirect {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  /** The addresses that were requested, the last one redirects. */
  readonly visited: readonly string[];
  readonly target: URL;
  /** Removes the secrets of the request from a text of the site. */
  readonly redact: (text: string) => string;
}

/** Returns the error for a redirect that the upstream does not follow. Returns null for one that it follows. */
export function redirectError({
  method,
  route,
  status,
  visited,
  target,
  redact,
}: Redirect): WordPressError | null {
  const fault: RedirectFault | null = isRead(method)
    ? faultOfRead(visited, target)
    : faultOfWrite(visited.at(-1) ?? '', target);
  if (!fault) return null;
  const request = `${method} ${route}`;
  const { kind, message, report, advice } = fault;
  return new WordPressError(kind, `${request} ${message}`, {
    request,
    status,
    report: `${request} ${report(redact(printableTarget(target)))}`,
    ...(advice ? { advice } : {}),
  });
}

function faultOfRead(visited: readonly string[], target: URL): RedirectFault | null {
  if (isLoginPage(target)) return redirectFaults.login;
  if (target.origin !== parseUrl(visited.at(-1) ?? '')?.origin) return redirectFaults.elsewhere;
  if (visited.includes(target.href)) return redirectFaults.loop;
  return visited.length > limits.maxRestRedirects ? redirectFaults.many : null;
}

/**
 * Returns the fault of a redirect of a write. A redirect to the same route comes from a rule before WordPress, which has not
 * made the change. Any other redirect may come from a plugin after the change.
 */
function faultOfWrite(from: string, target: URL): RedirectFault {
  if (isLoginPage(target)) return redirectFaults.login;
  return routeAt(target) === routeAt(parseUrl(from)) ? redirectFaults.write : redirectFaults.afterWrite;
}

/** Returns the part of a URL that names the route, as a path or as `rest_route`. */
function routeAt(url: URL | null): string {
  return `${url?.pathname.replace(/\/$/, '')} ${url?.searchParams.get('rest_route') ?? ''}`;
}
