import { isRecord, valueAt } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import { integer, text } from './document.ts';
import { type ErrorKind, WordPressError, type WordPressErrorDetails } from './errors.ts';
import { retryAfterOf } from './retry.ts';
import type { RawAnswer } from './transport.ts';

/**
 * Returns the JSON of an answer.
 *
 * @param request - method and route, for messages
 * @param now - milliseconds since 1970
 * @throws WordPressError if the status is not 2xx, or the body is not JSON
 */
export function readAnswer(answer: RawAnswer, request: string, now: number): unknown {
  const json = parseBody(answer.body);
  if (answer.status >= 200 && answer.status < 300) {
    if (json !== undefined) return json;
    throw isErrorPage(answer.body)
      ? new WordPressError('server', `${request}: ${titleOf(answer.body)}`, {
          request,
          status: answer.status,
        })
      : new WordPressError(
          'invalid-answer',
          `${request} answered ${quoteStart(answer.body)} instead of JSON.`,
          {
            request,
            status: answer.status,
          },
        );
  }
  throw errorOf(answer, request, { json, now });
}

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

/** Returns whether a page is WordPress' own error page (`wp_die`). It is sent for critical errors, for example. */
export function isErrorPage(html: string): boolean {
  return /<body[^>]*\sid="error-page"/i.test(html);
}

/** Returns a message of the site without its HTML tags and entities. */
export function plainText(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return html
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

function errorOf(
  answer: RawAnswer,
  request: string,
  { json, now }: { json: unknown; now: number },
): WordPressError {
  const { status } = answer;
  const code = text(json, 'code');
  const kind = kindsByStatus[status] ?? (status >= 500 ? 'server' : 'invalid');
  const retryAfter = retryAfterOf(answer.header('retry-after'), now);
  const details: WordPressErrorDetails = {
    request,
    status,
    ...(code === null ? {} : { restCode: code }),
    ...(retryAfter === null ? {} : { retryAfter }),
    ...inputDetails(json),
    ...(isRecord(json) ? {} : { advice: adviceOnPage(answer) }),
  };
  return new WordPressError(kind, `${request}: ${messageOf(answer, json)}`, withoutEmpty(details));
}

/** Returns the parameters that WordPress refused, with its reasons (REST API handbook: `rest_invalid_param`, `data.params`). */
function inputDetails(json: unknown): Pick<WordPressErrorDetails, 'parameters' | 'termId'> {
  const reasons = valueAt(json, 'data', 'params');
  const termId = integer(json, 'data', 'term_id');
  // Errors about one parameter name it, or a part of it: `meta.color`.
  const single = text(json, 'data', 'param')?.split('.')[0];
  const parameters = isRecord(reasons)
    ? Object.entries(reasons).flatMap(([name, reason]) =>
        typeof reason === 'string' ? [[name, reason]] : [],
      )
    : single
      ? [[single, text(json, 'message') ?? '']]
      : [];
  return {
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
    ...(termId === null ? {} : { termId }),
  };
}

/** Returns the site's own message. Returns the status and the title of the page if there is no message. */
function messageOf({ status, body }: RawAnswer, json: unknown): string {
  // Some plugins put the message below `data`.
  const message = text(json, 'message') ?? text(json, 'data', 'message');
  if (message === null) {
    const title = titleOf(body);
    return title ? `the site answered ${status}, "${title}".` : `the site answered ${status}.`;
  }
  const parameters = valueAt(json, 'data', 'params');
  const reasons = isRecord(parameters)
    ? Object.values(parameters).filter((reason) => typeof reason === 'string')
    : [];
  // The reasons are more exact than the message, "Invalid parameter(s): per_page".
  const sentence = plainText(reasons.length > 0 ? reasons.join(' ') : message);
  return sentence.slice(0, 400) || `the site answered ${status}.`;
}

/** Returns the title of a page, or the beginning of a page without a title. */
function titleOf(html: string): string {
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1];
  return plainText(title ?? html.slice(0, 2000)).slice(0, 80);
}

function adviceOnPage({ status, header, body }: RawAnswer): string {
  if (header('cf-mitigated') !== null || /<title>Just a moment/i.test(body)) {
    return 'A bot protection blocks the gateway: allow requests with its user agent, or from this machine.';
  }
  if (status === 401 && header('www-authenticate') !== null) {
    return 'The web server requires a user name and password: put them into the address, https://user:password@host.';
  }
  return '';
}

function withoutEmpty({ advice, ...details }: WordPressErrorDetails): WordPressErrorDetails {
  return advice ? { ...details, advice } : details;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
