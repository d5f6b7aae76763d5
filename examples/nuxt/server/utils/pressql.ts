import type { TypedDocumentString } from '#shared/gql/graphql';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Runs a query or a mutation. The gateway remembers answers and drops them after changes in WordPress, so this site keeps none.
 *
 * @throws Error with the message of the gateway or of WordPress
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(useRuntimeConfig().graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors }: Answer<Data> = await response.json();
  if (errors?.[0]) throw new Error(errors[0].message);
  if (!data) throw new Error('The gateway sent no data.');
  return data;
}
