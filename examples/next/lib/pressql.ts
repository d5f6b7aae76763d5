import { cacheTag } from 'next/cache';
import type { TypedDocumentString } from '@/gql/graphql';

const endpoint = process.env.GRAPHQL_URL ?? 'http://localhost:4000/graphql';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Reads what visitors may see. Call it inside of `'use cache'`: the gateway names everything that the answer was made of, and
 * app/api/revalidate drops the cached result when one of these documents changes.
 */
export async function read<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  // By GET, with the id of the query instead of its text: any CDN in front of the gateway can cache this.
  const search = new URLSearchParams({ queryId: idOf(document), variables: JSON.stringify(variables) });
  // `no-store` is about Next's cache of single requests, which outlives builds. The result is cached by 'use cache'.
  let response = await fetch(`${endpoint}?${search}`, { cache: 'no-store' });
  if (await isUnknown(response)) response = await post(document, variables, { withText: true });
  for (const tag of response.headers.get('x-graphql-keys')?.split(' ') ?? []) cacheTag(tag);
  return dataOf(response);
}

/** How a request differs from that of a visitor. */
interface As {
  /** The user who asks: name and application password, with a colon between them. */
  readonly credential?: string | undefined;
  /** The id of the document whose newest version the answer shows, published or not. */
  readonly preview?: number;
}

/** Runs a mutation, or reads as a user. Nothing of it is cached. */
export async function send<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  as: As = {},
): Promise<Data> {
  let response = await post(document, variables, as);
  if (await isUnknown(response)) response = await post(document, variables, { ...as, withText: true });
  return dataOf(response);
}

/** Sends the id of a query and, if `withText`, its text. From then on, the gateway knows the id. */
function post<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { credential, preview, withText = false }: As & { readonly withText?: boolean },
): Promise<Response> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (credential) headers.set('authorization', `Basic ${btoa(credential)}`);
  if (preview) headers.set('x-graphql-preview', `database_id=${preview}`);
  const query = withText ? document.toString() : undefined;
  const body = JSON.stringify({ queryId: idOf(document), query, variables });
  return fetch(endpoint, { method: 'POST', headers, body, cache: 'no-store' });
}

/** Returns the id that `npm run codegen` has given to a query, in gql/persisted-documents.json too. */
function idOf<Data, Variables>({ __meta__ }: TypedDocumentString<Data, Variables>): string {
  return String(__meta__?.['hash']);
}

async function isUnknown(response: Response): Promise<boolean> {
  const { errors }: Answer<unknown> = await response.clone().json();
  return errors?.[0]?.message === 'PersistedQueryNotFound';
}

async function dataOf<Data>(response: Response): Promise<Data> {
  const { data, errors }: Answer<Data> = await response.json();
  if (errors?.[0]) throw new Error(errors[0].message);
  if (!data) throw new Error('The gateway sent no data.');
  return data;
}
