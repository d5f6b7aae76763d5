import type { Form, FormAnswer } from './rest.ts';
import type { RawAnswer } from './transport.ts';
import { targetOf } from './upstream.ts';
import { parseUrl } from './url.ts';

/** A form as a request. */
export function formRequest({ url, fields, cookies }: Form) {
  const { pathname } = new URL(url);
  const headers = cookies ? { cookie: cookies } : {};
  const page = { url, route: pathname, query: {}, accept: 'text/html', redirects: 'read' } as const;
  if (!fields) return { ...page, method: 'GET', headers } as const;
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) written.set(name, value);
  return {
    ...page,
    method: 'POST',
    body: written.toString(),
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  } as const;
}

/** What an answer says. */
export function formAnswerOf(answer: RawAnswer): FormAnswer {
  const location = targetOf(answer) && parseUrl(answer.header('location') ?? '', answer.url);
  const cookies = cookiesOf(answer.header('set-cookie'));
  return { status: answer.status, location, body: answer.body, cookies };
}

/** Names and values of cookies that an answer sets; several headers come as one, with commas between. */
export function cookiesOf(header: string | null): string {
  const found = (header ?? '').matchAll(/(?:^|,\s*)([!#$%&'*+.^_`|~\w-]+=[^;,]*)(?=;|,|$)/g);
  return [...found].map(([, cookie]) => cookie).join('; ');
}
