import { isRecord, valueAt } from '../values/json.ts';
import { integer, text } from './document.ts';
import { type ErrorKind, WordPressError, type WordPressErrorDetails } from './errors.ts';
import { retryAfterOf } from './retry.ts';
import type { RawAnswer } from './transport.ts';

/**
 * The JSON of an answer; a `WordPressError` when WordPress, or something in front of it, refused.
 *
 * @param request - method and route, for messages
 * @param now - milliseconds since 1970
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
  throw refusal(answer, request, { json, now });
}

/**
 * The JSON document of a body. What badly configured sites print before it is left out: a byte order mark,
 * PHP's warnings. `undefined` when there is no document, or anything but it.
 */
export function parseBody(body: string): unknown {
  const text = body.replace(/^\uFEFF+/, '').trim();
  const whole = tryJson(text);
  if (whole !== undefined || /^<(!doctype|html)/i.test(text)) return whole;
  let tries = 0;
  for (const { index } of text.slice(0, longestWarning).matchAll(/[{[]/g)) {
    if (!mayBegin(text, index)) continue;
    if (++tries > 50) break;
    const rest = tryJson(text.slice(index));
    if (rest !== undefined) return rest;
  }
  return undefined;
}

/** Characters in which warnings are looked for. */
const longestWarning = 64 * 1024;

/**
 * Whether a document may begin at this bracket. A warning ends with a tag or a line, and may have brackets of
 * its own; what follows a comma or a bracket is part of a document that was cut off.
 */
function mayBegin(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 100), index);
  const ending = before.trimEnd();
  const last = ending.at(-1);
  return (
    last === '>' || (last !== undefined && !',:[{'.includes(last) && before.includes('\n', ending.length))
  );
}

/** A text for use in a message: one line, its first 80 characters. */
export function quoteStart(text: string): string {
  const line = text.slice(0, 2000).replace(/\s+/g, ' ').trim();
  if (line === '') return 'nothing';
  return line.length > 80 ? `"${line.slice(0, 80)}…"` : `"${line}"`;
}

/** Whether a page is WordPress' own error page (`wp_die`), as for a critical error or a dead database. */
export function isErrorPage(html: string): boolean {
  return /<body[^>]*\sid="error-page"/i.test(html);
}

/** Text of a message that may have markup and entities, as the site's own messages do. */
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

function refusal(
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
    ...saidOfInput(json),
    ...(isRecord(json) ? {} : { advice: adviceOnPage(answer) }),
  };
  return new WordPressError(kind, `${request}: ${messageOf(answer, json)}`, withoutEmpty(details));
}

/** What WordPress said of what it was sent (REST API handbook: `data.params` of `rest_invalid_param`). */
function saidOfInput(json: unknown): Pick<WordPressErrorDetails, 'parameters' | 'termId'> {
  const said = valueAt(json, 'data', 'params');
  const termId = integer(json, 'data', 'term_id');
  // One parameter, perhaps a part of it: `meta.color`.
  const single = text(json, 'data', 'param')?.split('.')[0];
  const parameters = isRecord(said)
    ? Object.entries(said).flatMap(([name, reason]) => (typeof reason === 'string' ? [[name, reason]] : []))
    : single
      ? [[single, text(json, 'message') ?? '']]
      : [];
  return {
    ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
    ...(termId === null ? {} : { termId }),
  };
}

/** What the site said, in its own words. */
function messageOf({ status, body }: RawAnswer, json: unknown): string {
  // Some plugins answer errors in an envelope of their own.
  const said = text(json, 'message') ?? text(json, 'data', 'message');
  if (said === null) {
    const title = titleOf(body);
    return title ? `the site answered ${status}, "${title}".` : `the site answered ${status}.`;
  }
  const parameters = valueAt(json, 'data', 'params');
  const reasons = isRecord(parameters)
    ? Object.values(parameters).filter((reason) => typeof reason === 'string')
    : [];
  // "Invalid parameter(s): per_page" says less than the reasons that come with it.
  const sentence = plainText(reasons.length > 0 ? reasons.join(' ') : said);
  return sentence.slice(0, 400) || `the site answered ${status}.`;
}

/** The title of a page, or how it begins. */
function titleOf(html: string): string {
  const title = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1];
  return plainText(title ?? html.slice(0, 2000)).slice(0, 80);
}

function adviceOnPage({ status, header, body }: RawAnswer): string {
  if (header('cf-mitigated') !== null || /<title>Just a moment/i.test(body)) {
    return 'A bot protection stands before the site: let requests with this user agent, or from this machine, through.';
  }
  if (status === 401 && header('www-authenticate') !== null) {
    return 'The web server asks for a user name and password: put them into the address, https://user:password@host.';
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
