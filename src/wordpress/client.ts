import { isRecord } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import { readAnswer } from './answer.ts';
import type { Credentials } from './credentials.ts';
import { documentOf, itemsIn } from './document.ts';
import { changedFieldAdvice, WordPressError } from './errors.ts';
import { fitQuery } from './fitting.ts';
import { formAnswerOf, formRequest } from './forms.ts';
import { alternateRoute, parseLinks, rootInHeader } from './links.ts';
import type { CollectionPage, PageHead, Query, Rest, RestRoot } from './rest.ts';
import type { RawAnswer } from './transport.ts';
import { type Call, targetOf, type Upstream } from './upstream.ts';
import { isSameRoot, isSameSite, queryParameters, restUrl, splitCredentials } from './url.ts';
import { withSignInAdvice, writePayload } from './writes.ts';

/**
 * Returns a client of the REST API at `root`. Closing it closes the upstream.
 *
 * @param credentials - sent with every REST request, and never with pages or forms. @default none
 */
export function createRestClient(upstream: Upstream, root: RestRoot, credentials?: Credentials): Rest {
  async function read<T>(
    { method, route, query: requested = {}, signal }: Request,
    parse: (json: unknown, answer: RawAnswer) => T,
  ): Promise<T> {
    const request = `${method} ${route}`;
    const query = fitQuery(root, { request, route, query: requested });
    const call: Call<T> = {
      method,
      url: restUrl(root, route, query),
      route,
      query: queryParameters(query),
      signal,
      headers: credentials?.headers,
      accept: 'application/json',
      redirects: 'follow',
      read: (answer, now) => parse(readAnswer(answer, request, now), answer),
    };
    return upstream.send(call);
  }

  return {
    root,
    list: (route, query, { signal } = {}) =>
      read({ method: 'GET', route, query, signal }, (json, answer) => collectionPageOf(route, json, answer)),
    get: (route, query, { signal } = {}) => read({ method: 'GET', route, query, signal }, (json) => json),
    describe: (route, { signal } = {}) =>
      read({ method: 'OPTIONS', route, signal }, (json) => {
        if (isRecord(json)) return json;
        throw wrongShape(`OPTIONS ${route}`, json, 'a description of the route');
      }),
    async head(url, { signal } = {}) {
      const page = splitCredentials(new URL(url)).url;
      return upstream.send({
        method: 'HEAD',
        url: page.href,
        route: page.pathname,
        query: Object.fromEntries(page.searchParams),
        signal,
        accept: 'text/html',
        maxTimeout: limits.maxHeadTimeout,
        redirects: 'read',
        read: (answer) => pageHeadOf(answer, root),
      });
    },
    async write(write) {
      const { method, route, query = {} } = write;
      const request = `${method} ${route}`;
      const { headers, ...sent } = writePayload(write);
      return withSignInAdvice(
        upstream.send({
          ...sent,
          method,
          url: restUrl(root, route, query),
          route,
          query: queryParameters(query),
          headers: { ...headers, ...credentials?.headers },
          accept: 'application/json',
          redirects: 'follow',
          read: (answer, now) => readAnswer(answer, request, now),
        }),
      );
    },
    async submit(form) {
      const { origin, pathname } = new URL(form.url);
      if (isSameSite(new URL(root.url).origin, origin)) {
        return upstream.send({ ...formRequest(form), read: formAnswerOf });
      }
      throw new WordPressError(
        'redirected',
        `The form ${pathname} is at ${origin}, which is not the origin of the site.`,
        {
          request: `POST ${pathname}`,
        },
      );
    },
    withCredentials: (other) => createRestClient(upstream, root, other),
    close: () => upstream.close(),
  };
}

interface Request {
  readonly method: 'GET' | 'OPTIONS';
  readonly route: string;
  readonly query?: Query | undefined;
  readonly signal?: AbortSignal | undefined;
}

function collectionPageOf(route: string, json: unknown, { header }: RawAnswer): CollectionPage {
  const items = itemsIn(json);
  if (!items) throw wrongShape(`GET ${route}`, json, 'a list');
  const documents = items.map((item) => {
    const document = documentOf(item);
    if (document) return document;
    const wrongItem = isRecord(item) ? { id: item['id'] ?? null, ...item } : item;
    throw wrongShape(`GET ${route}`, wrongItem, 'documents with an id', changedFieldAdvice('id'));
  });
  return {
    documents,
    total: countIn(header('x-wp-total')),
    pages: countIn(header('x-wp-totalpages')),
  };
}

function countIn(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : null;
}

function pageHeadOf(answer: RawAnswer, root: RestRoot): PageHead {
  const links = parseLinks(answer.header('link'));
  const namedRoot = rootInHeader(links);
  return {
    status: answer.status,
    location: targetOf(answer)?.href ?? null,
    isWordPress: namedRoot !== null,
    isOtherWordPress: namedRoot !== null && !isSameRoot(namedRoot, root.url),
    isSingular: links.some(({ parameters }) => parameters['rel'] === 'shortlink'),
    route: alternateRoute(links, root.url),
  };
}

function wrongShape(request: string, json: unknown, expected: string, advice = ''): WordPressError {
  const shown = JSON.stringify(json).slice(0, 80);
  return new WordPressError('invalid-answer', `${request} answered ${shown} instead of ${expected}.`, {
    request,
    ...(advice ? { advice } : {}),
  });
}
