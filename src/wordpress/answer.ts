import { isRecord, valueAt } from '../values/json.ts';
import { isTooDeep } from '../values/json-depth.ts';
import { limits } from '../values/limits.ts';
import { answerFaultOf } from './answer-faults.ts';
import { integer, text } from './document.ts';
import {
  type ErrorKind,
  errorKinds,
  requestError,
  WordPressError,
  type WordPressErrorDetails,
} from './errors.ts';
import { targetOf } from './redirects.ts';
import type { ReadPage } from './rest.ts';
import { isKnownCode, isPrintableCode, isSignInCode, signInFaultOf } from './rest-codes.ts';
import { retryAfterOf } from './retry.ts';
import { scrub } from './scrub.ts';
import type { RawAnswer } from './transport.ts';

/**
 * Returns the JSON of an answer.
 *
 * @param request - method and route, for the operator
 * @param now - milliseconds since 1970
 * @throws WordPressError if the status is not 2xx, or the body is not JSON
 */
export function readAnswer(answer: RawAnswer, request: string, now: number): unknown {
  const json = parseBody(answer.body);
  const isRefusal = isRestError(json);
  // Some servers replace the status code of an error by 200. The error itself still has it.
  const status = (isRefusal && answer.status < 300 && integer(json, 'data', 'status')) || answer.status;
  const retryAfter = retryAfterOf(answer.header('retry-after'), now);
  const details = { request, status, ...(retryAfter === null ? {} : { retryAfter }) };
  if (json !== undefined && isTooDeep(answer.body)) {
    const { kind, message, advice } = deepAnswer;
    throw requestError(kind, message, { ...details, advice });
  }
  if (status < 200 || status >= 300)
    throw isRefusal ? restError(answer, json, { ...details, status }) : pageError(answer, details);
  if (json === undefined) throw pageError(answer, details);
  return json;
}

/**
 * Returns the JSON of a refusal (400) or a redirect, which may be what a plugin answers to a form. Returns `undefined` for all
 * other answers, and for errors of the REST API.
 */
export function answerIn(answer: RawAnswer): unknown {
  if (answer.status !== 400 && targetOf(answer) === null) return undefined;
  const json = parseBody(answer.body);
  return isRestError(json) || isTooDeep(answer.body) ? undefined : json;
}

/**
 * Returns a page of the site as its server sent it, also an error of the site such as 404.
 *
 * @throws WordPressError if the server fails or asks for fewer requests, so that nobody keeps its page for that of the site
 */
export function readHtml(answer: RawAnswer, request: string, now: number): ReadPage {
  const { status, body } = answer;
  if (status < 500 && status !== 429) return { status, location: targetOf(answer)?.href ?? null, html: body };
  const retryAfter = retryAfterOf(answer.header('retry-after'), now);
  throw pageError(answer, { request, status, ...(retryAfter === null ? {} : { retryAfter }) });
}

/** Returns whether JSON is an error of the REST API: `{ code, message, data }`. */
function isRestError(json: unknown): json is Readonly<Record<string, unknown>> {
  return isRecord(json) && typeof json['code'] === 'string' && 'message' in json;
}

/** The fault of JSON that is nested too deep. */
export const deepAnswer = {
  kind: 'invalid-answer',
  message: 'The site answered with JSON that is nested too deep.',
  advice: `PHP writes at most ${limits.maxJsonDepth} levels: look for a plugin or proxy that makes this answer.`,
} as const;

/**
 * Returns the JSON of a body. Skips a byte order mark and PHP warnings, which badly configured sites print before the
 * JSON. Returns `undefined` if the body has no JSON, or text after it.
 */
export function parseBody(body: string): unknown {
  const text = body.replace(/^\uFEFF+/, '').trim();
  const whole = tryJson(text);
  if (whole !== undefined || /^<(!doctype|html)/i.test(text)) return whole;
  let tries = 0;
  for (const { index } of text.slice(0, limits.maxWarningLength).matchAll(/[{[]/g)) {
    if (!canBeginJson(text, index)) continue;
    if (++tries > limits.maxJsonStarts) break;
    const rest = tryJson(text.slice(index));
    if (rest !== undefined) return rest;
  }
  return undefined;
}

/**
 * Returns whether JSON may begin at this bracket. A PHP warning ends with a tag or a line break, and may contain
 * brackets itself. A bracket after a comma or another bracket belongs to JSON whose beginning is missing.
 */
function canBeginJson(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 100), index);
  const ending = before.trimEnd();
  const last = ending.at(-1);
  return (
    last === '>' || (last !== undefined && !',:[{'.includes(last) && before.includes('\n', ending.length))
  );
}

/** Returns the first 80 characters of a text in quotes, on one line, for messages. */
export function quoteStart(text: string): string {
  const line = text.slice(0, 2000).replace(/\s+/g, ' ').trim();
  if (line === '') return 'nothing';
  return line.length > 80 ? `"${line.slice(0, 80)}…"` : `"${line}"`;
}

/** Returns a message of the site without its HTML tags and entities. */
export function plainText(html: string): string {
  // Messages are cut to less than this anyway, and the patterns are slow for long texts.
  const shown = html.slice(0, 8000);
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return shown
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&([a-z]+);/g, (entity, name) => entities[name] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}

const kindsByStatus: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid',
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'not-found',
  429: 'rate-limited',
};

/** Details that errors of the REST API have, and errors for other answers, too. */
type CommonDetails = Pick<WordPressErrorDetails, 'request' | 'status' | 'retryAfter'>;

/** The error for a failed sign-in. It is the same for every cause, so that clients cannot learn who is a user. */
export const signInFailure = {
  kind: 'forbidden',
  restCode: 'incorrect_password',
  message: 'WordPress does not accept the user name or the password.',
  advice:
    'Sign in with another user name or password: the REST API takes application passwords and tokens of plugins.',
} as const;

/** Returns the error for an error of the REST API: `{ code, message, data }`. */
function restError(
  answer: RawAnswer,
  json: Readonly<Record<string, unknown>>,
  common: CommonDetails,
): WordPressError {
  const { request = '', status = answer.status } = common;
  const code = text(json, 'code') ?? '';
  const report = answer.redact(`${request}: ${siteMessageOf(json) || `the site answered ${status}.`}`);
  const fault = isSignInCode(code) ? signInFaultOf(code, status) : null;
  if (fault) {
    const { kind, message, advice, restCode } = fault;
    return new WordPressError(kind, message, { ...common, advice, restCode, report });
  }
  if (isSignInCode(code)) {
    const { kind, message, ...others } = signInFailure;
    return new WordPressError(kind, message, { ...common, ...others, status: 401, report });
  }
  const kind =
    kindsByStatus[status] ?? (status >= 500 ? 'server' : status >= 400 ? 'invalid' : 'invalid-answer');
  const isKnown = isKnownCode(code) || answer.errorCodes?.has(code) === true;
  const generalMessage =
    code === 'internal_server_error' ? 'WordPress stopped with a PHP error.' : errorKinds[kind].message;
  const message = (isKnown && clientText(answer, siteMessageOf(json))) || generalMessage;
  // A plugin that closes the API has codes of its own. Other refusals of a plugin are no answer to what was asked.
  const isAside = !isKnown && kind !== 'forbidden';
  return new WordPressError(kind, message, {
    ...common,
    report,
    isAside,
    ...(isPrintableCode(code) && answer.redact(code) === code ? { restCode: code } : {}),
    ...inputDetails(answer, json, isKnown),
  });
}

/** Returns the error for an answer that is not one of the REST API. */
function pageError(answer: RawAnswer, common: CommonDetails): WordPressError {
  const { request = '', status } = common;
  const {
    kind = 'invalid-answer',
    message = errorKinds['invalid-answer'].message,
    advice,
  } = answerFaultOf(answer) ?? {};
  const isOk = answer.status >= 200 && answer.status < 300;
  const seen =
    isOk && kind !== 'server'
      ? `${request} answered ${quoteStart(answer.body)} instead of JSON.`
      : `${request}: the site answered ${status}${titleIn(answer.body)}.`;
  return new WordPressError(kind, message, {
    ...common,
    report: answer.redact(seen),
    isAside: true,
    ...(advice ? { advice } : {}),
  });
}

/** Returns a text of the site as clients may see it. */
export function clientText({ url, redact }: RawAnswer, siteText: string): string {
  return scrub(redact(siteText.slice(0, 4000)), new URL(url).host)
    .slice(0, 400)
    .trim();
}

/**
 * Returns the parameters that WordPress refused, with its reasons (REST API handbook: `rest_invalid_param`, `data.params`).
 * Leaves out names that cannot be those of REST parameters.
 */
function inputDetails(
  answer: RawAnswer,
  json: unknown,
  isKnown: boolean,
): Pick<WordPressErrorDetails, 'parameters' | 'termId'> {
  const reasons = valueAt(json, 'data', 'params');
  const termId = integer(json, 'data', 'term_id');
  // Errors about one parameter name it, or a part of it: `meta.color`.
  const single = text(json, 'data', 'param')?.split('.')[0];
  const named: readonly (readonly [string, unknown])[] = isRecord(reasons)
    ? Object.entries(reasons)
    : single
      ? [[single, text(json, 'message') ?? '']]
      : [];
  const parameters = named.flatMap(([name, reason]) => {
    if (typeof reason !== 'string' || !isPrintableName(name) || answer.redact(name) !== name) return [];
    return [[name, isKnown ? clientText(answer, plainText(reason)) : errorKinds.invalid.message]];
  });
  return {
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
    ...(termId === null ? {} : { termId }),
  };
}

/** Returns whether a name may be that of a REST parameter. */
function isPrintableName(name: string): boolean {
  return /^_?[a-z][\w-]{0,59}$/i.test(name);
}

/** Returns the site's own message, or its reasons, which are more exact: "Invalid parameter(s): per_page". */
function siteMessageOf(json: Readonly<Record<string, unknown>>): string {
  // Some plugins put the message below `data`.
  const message = text(json, 'message') ?? text(json, 'data', 'message') ?? '';
  const parameters = valueAt(json, 'data', 'params');
  const reasons = isRecord(parameters)
    ? Object.values(parameters).filter((reason) => typeof reason === 'string')
    : [];
  return plainText(reasons.length > 0 ? reasons.join(' ') : message).slice(0, 2000);
}

/** Returns the title of a page, or its beginning, as the end of a sentence. */
function titleIn(html: string): string {
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html.slice(0, 10_000))?.[1];
  const shown = plainText(title ?? html).slice(0, 80);
  return shown ? `, "${shown}"` : '';
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
