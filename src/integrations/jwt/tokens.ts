import { fromBase64 } from '#platform/values/bytes';
import type { MutationRun } from '../../schema/mutations/mutation.ts';
import { isRecord } from '../../values/json.ts';
import { parseShallowJson } from '../../values/json-depth.ts';
import { signInFailure } from '../../wordpress/answer.ts';
import { flag, text } from '../../wordpress/document.ts';
import { type ErrorKind, requestError, WordPressError } from '../../wordpress/errors.ts';
import { signInFaultOf } from '../../wordpress/rest-codes.ts';
import { restUrl } from '../../wordpress/url.ts';
import type { Login, Refresh } from './logins.ts';

/** The tokens of a user who has just signed in. */
export interface Tokens {
  readonly authToken: string;
  readonly refreshToken: string | null;
}

/** The cookie that a plugin sends and expects in place of a parameter. */
type ByCookie = Extract<Refresh, { cookie: string }>;

/**
 * Signs in by user name and password.
 *
 * @throws WordPressError if the plugin refuses, with one error for a wrong name and a wrong password
 */
export async function signIn(
  run: MutationRun,
  login: Login,
  given: { readonly username: string; readonly password: string },
): Promise<Tokens> {
  const { route, parameters, refresh } = login;
  const fields = { [parameters.username]: given.username, [parameters.password]: given.password };
  if (refresh && 'cookie' in refresh) return byCookie(run, login, { fields, route, by: refresh });
  return byJson(run, login, { route, body: fields });
}

/**
 * Exchanges a refresh token for a new token.
 *
 * @throws WordPressError if the plugin refuses
 */
export async function refreshBy(
  run: MutationRun,
  login: Login & { readonly refresh: Refresh },
  token: string,
): Promise<Tokens> {
  const { refresh } = login;
  if (!('cookie' in refresh))
    return byJson(run, login, { route: refresh.route, body: { [refresh.parameter]: token } });
  // A token with other characters could add cookies of its own.
  if (!/^[\w.~-]+$/.test(token)) throw refused(refresh.route, 'the refresh token has wrong characters.');
  return byCookie(run, login, {
    route: refresh.route,
    fields: {},
    cookies: `${refresh.cookie}=${token}`,
    by: refresh,
  });
}

async function byJson(
  { context }: MutationRun,
  { token, refresh }: Login,
  { route, body }: { route: string; body: Readonly<Record<string, unknown>> },
): Promise<Tokens> {
  const answer = await context.loaders.rest.write({ method: 'POST', route, body }).catch((error: unknown) => {
    throw error instanceof WordPressError ? failureOf(error, route) : error;
  });
  const refreshToken = refresh && 'path' in refresh ? text(answer, ...refresh.path) : null;
  return { authToken: tokenIn(answer, { token, route }), refreshToken };
}

/** Signs in as a browser does, because only such answers have cookies. */
async function byCookie(
  { context: { loaders } }: MutationRun,
  { token }: Login,
  {
    route,
    by,
    ...form
  }: { route: string; by: ByCookie; fields: Readonly<Record<string, string>>; cookies?: string },
): Promise<Tokens> {
  const { rest } = loaders;
  const { status, body, cookies } = await rest.submit({ url: restUrl(rest.root, route), ...form });
  const answer = jsonIn(body);
  if (status >= 400) throw refusalOf({ code: text(answer, 'code') ?? '', status, route });
  const cookie = cookies.split('; ').find((each) => each.startsWith(`${by.cookie}=`));
  const refreshToken = cookie ? decodeURIComponent(cookie.slice(by.cookie.length + 1)) : null;
  return { authToken: tokenIn(answer, { token, route }), refreshToken };
}

function jsonIn(body: string): unknown {
  try {
    return parseShallowJson(body);
  } catch {
    return null;
  }
}

function tokenIn(answer: unknown, { token, route }: Pick<Login, 'token' | 'route'>): string {
  const found = token.map((path) => text(answer, ...path)).find((each) => each);
  if (found && flag(answer, 'success') !== false) return found;
  const message = text(answer, 'message') ?? text(answer, 'data', 'message');
  throw refusalOf({ code: text(answer, 'code') ?? '', status: 200, route, report: message });
}

/** Kinds of errors with which a plugin refuses a sign-in. All other kinds are failures of the site. */
const refusalKinds: readonly ErrorKind[] = ['forbidden', 'invalid', 'not-found'];

/** Returns the error for clients: the fault of the plugin or of the tries, or one that is the same for every user. */
function failureOf(error: WordPressError, route: string): WordPressError {
  const { restCode: code = '', status = 0 } = error.details;
  if (!refusalKinds.includes(error.kind)) return error;
  return refusalOf({ code, status, route, report: error.report });
}

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly route: string;
  readonly report?: string | null;
}

function refusalOf({ code, status, route, report }: Refusal): WordPressError {
  const fault = signInFaultOf(code, status);
  if (!fault) return refused(route, report ?? `the answer has no token (${status} ${code}).`);
  const { kind, message, advice, restCode } = fault;
  return requestError(kind, message, { request: `POST ${route}`, status, advice, restCode });
}

/** Returns the same error for every wrong user name, password and token, because clients must not learn who is a user. */
function refused(route: string, report: string): WordPressError {
  const { kind, message, restCode } = signInFailure;
  const request = `POST ${route}`;
  const advice = "Check the user name, the password and the plugin's settings.";
  return new WordPressError(kind, message, {
    request,
    report: `${request}: ${report}`,
    restCode,
    advice,
  });
}

/** Whether a sign-in failed because the user name, the password or the token is wrong. */
export function isRefused(error: unknown): boolean {
  return error instanceof WordPressError && error.details.restCode === signInFailure.restCode;
}

/** Returns the claim `exp` of a JSON Web Token (RFC 7519). Returns null if the token has none. */
export function expirationOf(token: string | null): string | null {
  if (token === null) return null;
  try {
    const claims: unknown = JSON.parse(fromBase64(token.split('.')[1] ?? ''));
    const expires = isRecord(claims) ? claims['exp'] : null;
    return typeof expires === 'number' ? String(expires) : null;
  } catch {
    return null;
  }
}
