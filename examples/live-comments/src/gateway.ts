import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from './gql/graphql';

const url: string = import.meta.env.VITE_GRAPHQL_URL ?? 'http://localhost:4000/graphql';

/**
 * Runs a query or a mutation.
 *
 * @throws Error with the message of the gateway or of WordPress
 */
export async function send<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors }: { data?: Data | null; errors?: { message: string }[] } = await response.json();
  if (errors?.[0]) throw new Error(errors[0].message);
  if (!data) throw new Error('The gateway sent no data.');
  return data;
}

export interface Listener<Data> {
  onData(data: Data): void;
  /** Called when the connection is open, and when it is lost. The client then tries again until it is open. */
  onStatus(status: 'live' | 'waiting'): void;
  /** Called when the connection is open, but there was no event yet after which the gateway could go on. */
  onGap(): void;
}

interface Extensions {
  readonly pressql?: { readonly eventId?: string };
}

/** Subscribes by server-sent events. After a break it gets what it has missed. */
export function subscribe<Data, Variables extends Record<string, unknown>>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { onData, onStatus, onGap }: Listener<Data>,
): void {
  let lastEventId = '';
  const client = createClient({
    url,
    // The gateway sends the events after this one first.
    headers: (): Record<string, string> => (lastEventId ? { 'Last-Event-ID': lastEventId } : {}),
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: async (retries) => {
      onStatus('waiting');
      await new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 10_000)));
    },
    on: {
      connected: () => {
        onStatus('live');
        if (!lastEventId) onGap();
      },
    },
  });
  client.subscribe<Data, Extensions>(
    { query: document.toString(), variables },
    {
      next: ({ data, extensions }) => {
        lastEventId = extensions?.pressql?.eventId ?? lastEventId;
        if (data) onData(data);
      },
      error: (error) => {
        console.error(error);
        onStatus('waiting');
      },
      complete: () => onStatus('waiting'),
    },
  );
}
