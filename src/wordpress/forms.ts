import type { Answer } from './transport.ts';
import { targetOf } from './upstream.ts';
import { readUrl } from './url.ts';

/** A form of the site. */
export interface Form {
  /** Where it is sent. */
  readonly url: string;
  /** Its fields; one without a value is left out. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** Cookies that the site gave for it. */
  readonly cookies?: string;
}

/** What a site answered to a form. */
export interface Submitted {
  readonly status: number;
  /** Where it leads to, as a whole address with its fragment; null for a page. */
  readonly location: URL | null;
  /** The page's HTML. */
  readonly body: string;
}

/** A form as a request. */
export function submission({ url, fields, cookies }: Form) {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) written.set(name, value);
  const { pathname } = new URL(url);
  return {
    method: 'POST',
    url,
    route: pathname,
    query: {},
    body: written.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookies ? { cookie: cookies } : {}),
    },
    accept: 'text/html',
    redirects: 'read',
  } as const;
}

/** What an answer says. */
export function submittedOf(answer: Answer): Submitted {
  const location = targetOf(answer) && readUrl(answer.header('location') ?? '', answer.url);
  return { status: answer.status, location, body: answer.body };
}
