import { GRAPHQL_URL } from 'astro:env/server';
import { Site } from './queries';

/** Returns the title and the tagline of the site. A build asks once; the server asks once per start. */
export const getSite = once(async () => {
  const response = await fetch(GRAPHQL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: Site.toString() }),
  });
  const { data, errors }: Answer = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? `${GRAPHQL_URL} sent no data.`);
  return data.generalSettings;
});

interface Answer {
  readonly data?: NonNullable<ReturnType<NonNullable<(typeof Site)['__apiType']>>>;
  readonly errors?: readonly { readonly message: string }[];
}

function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => {
    value ??= read().catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
