import { endpoint } from '../page-data.ts';
import { jsonIn } from './headers.ts';

/** A GraphQL request. */
export interface GraphRequest {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | undefined;
}

/** An answer of the gateway. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  /** The value of the JSON. Undefined if the body is no JSON. */
  readonly body: unknown;
  readonly text: string;
}

/** Sends a request. Returns what went wrong if there is no answer. */
export async function post(
  request: GraphRequest,
  { headers = {}, signal }: { headers?: Readonly<Record<string, string>>; signal?: AbortSignal } = {},
): Promise<GraphAnswer | { readonly problem: string }> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(request),
      ...(signal ? { signal } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: jsonIn(text), text };
  } catch (error) {
    if (signal?.aborted) return { problem: 'Stopped.' };
    return { problem: `The gateway at ${endpoint} does not answer. (${String(error)})` };
  }
}
