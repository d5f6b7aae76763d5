import { clientText, plainText } from './answer.ts';
import { Credentials, secretValuesIn } from './credentials.ts';
import { targetOf } from './redirects.ts';
import type { Form, FormAnswer } from './rest.ts';
import type { RawAnswer } from './transport.ts';
import { parseUrl } from './url.ts';

/** Returns the request that sends a form, or that opens its page if the form has no fields. */
export function formRequest({ url, fields, cookies }: Form) {
  const { pathname } = new URL(url);
  const credentials = cookies ? new Credentials('visitor', { cookie: cookies }) : undefined;
  const secrets = secretValuesIn(fields);
  const call = { url, route: pathname, query: {}, accept: 'text/html', redirects: 'read' } as const;
  const page = { ...call, credentials, secrets };
  if (!fields) return { ...page, method: 'GET' } as const;
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  return {
    ...page,
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  } as const;
}

/** Returns the answer to a form. */
export function formAnswerOf(answer: RawAnswer): FormAnswer {
  const location = targetOf(answer) && parseUrl(answer.header('location') ?? '', answer.url);
  const cookies = cookiesOf(answer.header('set-cookie'));
  return { status: answer.status, location, body: answer.body, message: wpDieMessageOf(answer), cookies };
}

/** Returns the message of WordPress' error page, without its links. */
function wpDieMessageOf(answer: RawAnswer): string {
  const [, message] =
    /<body[^>]*\sid="error-page"[^>]*>([\s\S]*)<\/body>/i.exec(answer.body.slice(0, 20_000)) ?? [];
  const isCrash = /\bcritical error\b|\b(?:fatal|parse) error\b/i.test(message ?? '');
  return message === undefined || isCrash
    ? ''
    : clientText(answer, plainText(message.replace(/<a\b[\s\S]*?<\/a>/gi, ' ')));
}

/** Returns the cookies that a `Set-Cookie` header sets, as a `Cookie` header. node-fetch joins several headers with commas. */
export function cookiesOf(header: string | null): string {
  const cookies = (header ?? '').matchAll(/(?:^|,\s*)([!#$%&'*+.^_`|~\w-]+=[^;,]*)(?=;|,|$)/g);
  return [...cookies].map(([, cookie]) => cookie).join('; ');
}
