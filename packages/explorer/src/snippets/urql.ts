import { sseClient } from './fetch.ts';
import { headersProperty, indented, lines, shortLiteral, template } from './javascript.ts';
import type { SnippetRequest } from './request.ts';

/** Returns JavaScript that sends the request with urql. */
export function urqlSnippet(request: SnippetRequest): string {
  return request.operation.kind === 'subscription' ? listening(request) : asking(request);
}

function asking(request: SnippetRequest): string {
  const { operation, url, query, variables } = request;
  const method = operation.kind === 'mutation' ? 'mutation' : 'query';
  const headers = headersProperty(request);
  return lines(
    "import { cacheExchange, Client, fetchExchange, gql } from '@urql/core';",
    'const client = new Client({',
    `  url: '${url}',`,
    '  exchanges: [cacheExchange, fetchExchange],',
    // In production mode, the gateway refuses the text of a query by GET.
    '  preferGetMethod: false,',
    headers === '' ? '' : `  fetchOptions: {\n    ${indented(headers, 4)}\n  },`,
    '});',
    `const document = gql${template(query)};`,
    `const variables = ${shortLiteral(variables ?? {})};`,
    `const { data, error } = await client.${method}(document, variables);`,
    'console.log(data, error);',
  );
}

function listening(request: SnippetRequest): string {
  const { url, query, variables } = request;
  return lines(
    "import { Client, gql, subscriptionExchange } from '@urql/core';",
    "import { createClient } from 'graphql-sse';",
    sseClient(request),
    'const client = new Client({',
    `  url: '${url}',`,
    '  exchanges: [',
    '    subscriptionExchange({',
    "      forwardSubscription: ({ query = '', variables }) => ({",
    '        subscribe: (sink) => ({ unsubscribe: events.subscribe({ query, variables }, sink) }),',
    '      }),',
    '    }),',
    '  ],',
    '});',
    `const document = gql${template(query)};`,
    `const variables = ${shortLiteral(variables ?? {})};`,
    'client.subscription(document, variables).subscribe(({ data, error }) => {',
    '  console.log(data, error);',
    '});',
  );
}
