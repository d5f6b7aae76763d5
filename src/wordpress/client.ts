import { isRecord } from '../values/json.ts';
import { limits } from '../values/limits.ts';
import { answerIn, readAnswer, readHtml } from './answer.ts';
import { type Credentials, secretValuesIn } from './credentials.ts';
import { documentOf, itemsIn } from './document.ts';
import type { Ending } from './ending.ts';
import { changedFieldAdvice, WordPressError } from './errors.ts';
import { fitQuery } from './fitting.ts';
import { formAnswerOf, formRequest } from './forms.ts';
import { alternateRoute, parseLinks, rootInHeader } from './links.ts';
import type { OperationScope } from './operation.ts';
import { targetOf } from './redirects.ts';
import type { RequestBudget } from './request-budget.ts';
import type { CallOptions, CollectionPage, PageHead, Query, RestRoot, SiteRest } from './rest.ts';
import type { RawAnswer } from './transport.ts';
import type { Call, Upstream } from './upstream.ts';
import { isSameRoot, isSameSite, queryParameters, restUrl, splitCredentials } from './url.ts';
import { withSignInAdvice, writePayload } from './writes.ts';

/**
 * Returns a client of the REST API at `root`. Closing it closes the upstream.
 *
 * @param sender - the user and the operation that send the requests. @default the gateway itself, without credentials
 */
export function createRestClient(upstream: Upstream, root: RestRoot, sender: Sender = {}): SiteRest {
  const { credentials, operation } = sender;
  const ownHeaders = operation?.client ? { 'x-forwarded-for': operation.client } : {};

  async function read<T>(
    { method, route, query: requested = {}, signal, budget, ending }: Request,
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
      budget,
      ending,
      operation,
      headers: ownHeaders,
      credentials,
      accept: 'application/json',
      redirects: 'follow',
      read: (answer, now) => parse(readAnswer(answer, request, now), answer),
    };
    return upstream.send(call);
  }

  /** Returns what all requests for a page of the site have in common. */
  const pageRequest = (page: URL, options: CallOptions | undefined) => ({
    url: page.href,
    route: page.pathname,
    query: Object.fromEntries(page.searchParams),
    ...options,
    operation,
    headers: ownHeaders,
    accept: 'text/html' as const,
    redirects: 'read' as const,
  });

  return {
    root,
    list: (route, query, options) =>
      read({ method: 'GET', route, query, ...options }, (json, answer) =>
        collectionPageOf(route, json, answer),
      ),
    get: (route, query, options) => read({ method: 'GET', route, query, ...options }, (json) => json),
    counted: (route, query, options) =>
      read({ method: 'GET', route, query, ...options }, (json, answer) => ({
        json,
        total: countIn(answer.header('x-wp-total')),
      })),
    describe: (route, options) =>
      read({ method: 'OPTIONS', route, ...options }, (json, answer) => {
        if (isRecord(json)) return json;
        throw wrongShape(answer, {
          request: `OPTIONS ${route}`,
          json,
          expected: 'a description of the route',
        });
      }),
    async head(url, options) {
      return upstream.send({
        ...pageRequest(splitCredentials(new URL(url)).url, options),
        method: 'HEAD',
        maxTimeout: limits.maxHeadTimeout,
        read: (answer) => pageHeadOf(answer, root),
      });
    },
    async page({ url, read: readPage }, options) {
      const page = splitCredentials(new URL(url)).url;
      if (!isSameSite(new URL(root.url).origin, page.origin)) throw elsewhere('page', page);
      const read = await upstream.send({
        ...pageRequest(page, options),
        method: 'GET',
        read: (answer, now) => readHtml(answer, `GET ${page.pathname}`, now),
      });
      return readPage(read);
    },
    async write(write) {
      const { method, route, query = {}, session, isAnswer } = write;
      const request = `${method} ${route}`;
      const { headers: payloadHeaders, ...sent } = writePayload(write);
      const send = () =>
        upstream.send({
          ...sent,
          operation,
          method,
          url: restUrl(root, route, query),
          route,
          query: queryParameters(query),
          headers: { ...payloadHeaders, ...ownHeaders },
          credentials,
          session: session?.headers ?? undefined,
          secrets: secretValuesIn(write.body),
          accept: 'application/json',
          redirects: 'follow',
          isAnswer: isAnswer && ((answer) => isAnswer(answerIn(answer))),
          read: (answer, now) => {
            session?.onAnswer(answer.header);
            const json = isAnswer ? answerIn(answer) : undefined;
            return isAnswer?.(json) ? json : readAnswer(answer, request, now);
          },
        });
      if (method === 'GET') return send();
      return withSignInAdvice(operation ? operation.whileWriting(send) : send());
    },
    async submit(form) {
      const address = new URL(form.url);
      if (isSameSite(new URL(root.url).origin, address.origin)) {
        const sent = formRequest(form);
        return upstream.send({
          ...sent,
          operation,
          headers: { ...('headers' in sent ? sent.headers : {}), ...ownHeaders },
          read: formAnswerOf,
        });
      }
      throw elsewhere('form', address);
    },
    withCredentials: (other) => createRestClient(upstream, root, { ...sender, credentials: other }),
    forOperation: (other) => createRestClient(upstream, root, { ...sender, operation: other }),
    close: () => upstream.close(),
  };
}

/** Returns the error for a page or form on another host, to which nothing of the client may go. */
function elsewhere(what: 'page' | 'form', { origin, pathname }: URL): WordPressError {
  return new WordPressError(
    'redirected',
    `The ${what} ${pathname} is at ${origin}, which is not the origin of the site.`,
    { request: `${what === 'form' ? 'POST' : 'GET'} ${pathname}` },
  );
}

/** The user and the operation that send the requests of a client. */
interface Sender {
  /** Sent with every REST request, and never with pages or forms. @default none */
  readonly credentials?: Credentials;
  /** The operation that the requests belong to. @default none: the gateway's own requests */
  readonly operation?: OperationScope;
}

interface Request {
  readonly method: 'GET' | 'OPTIONS';
  readonly route: string;
  readonly query?: Query | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly budget?: RequestBudget | undefined;
  readonly ending?: Ending | undefined;
}

function collectionPageOf(route: string, json: unknown, answer: RawAnswer): CollectionPage {
  const request = `GET ${route}`;
  const items = itemsIn(json);
  if (!items) throw wrongShape(answer, { request, json, expected: 'a list' });
  const documents = items.map((item) => {
    const document = documentOf(item);
    if (document) return document;
    const wrongItem = isRecord(item) ? { id: item['id'] ?? null, ...item } : item;
    const advice = changedFieldAdvice('id');
    throw wrongShape(answer, { request, json: wrongItem, expected: 'documents with an id', advice });
  });
  return {
    documents,
    total: countIn(answer.header('x-wp-total')),
    pages: countIn(answer.header('x-wp-totalpages')),
    at: Date.parse(answer.header('date') ?? '') || null,
  };
}

function countIn(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null;
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

/** An answer, and what it should contain. */
interface WrongShape {
  readonly request: string;
  readonly json: unknown;
  readonly expected: string;
  readonly advice?: string;
}

function wrongShape({ redact }: RawAnswer, { request, json, expected, advice }: WrongShape): WordPressError {
  const shown = redact(JSON.stringify(json)).slice(0, 80);
  return new WordPressError('invalid-answer', `${request} answered something other than ${expected}.`, {
    request,
    report: `${request} answered ${shown} instead of ${expected}.`,
    ...(advice ? { advice } : {}),
  });
}
