import { sseClient } from './fetch.ts';
import { headersProperty, indented, lines, shortLiteral, template } from './javascript.ts';
import type { SnippetRequest } from './request.ts';

/** Returns JavaScript that sends the request with Apollo Client 4. */
export function apolloSnippet(request: SnippetRequest): string {
  return request.operation.kind === 'subscription' ? listening(request) : asking(request);
}

function asking(request: SnippetRequest): string {
  const { operation, url, query, variables } = request;
  const [method, key] = operation.kind === 'mutation' ? ['mutate', 'mutation'] : ['query', 'query'];
  const headers = headersProperty(request);
  const link =
    headers === ''
      ? `new HttpLink({ uri: '${url}' })`
      : `new HttpLink({\n  uri: '${url}',\n  ${indented(headers, 2)}\n})`;
  return lines(
    "import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';",
    'const client = new ApolloClient({',
    '  cache: new InMemoryCache(),',
    `  link: ${indented(link, 2)},`,
    '});',
    `const ${key} = gql${template(query)};`,
    variables ? `const variables = ${shortLiteral(variables)};` : '',
    `const { data } = await client.${method}({ ${key}${variables ? ', variables' : ''} });`,
    'console.log(data);',
  );
}

function listening(request: SnippetRequest): string {
  const { query, variables } = request;
  return lines(
    "import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';",
    "import { print } from 'graphql';",
    "import { createClient } from 'graphql-sse';",
    "import { Observable } from 'rxjs';",
    sseClient(request),
    'const link = new ApolloLink(',
    '  ({ query, variables }) =>',
    '    new Observable((sink) => events.subscribe({ query: print(query), variables }, sink)),',
    ');',
    'const client = new ApolloClient({ cache: new InMemoryCache(), link });',
    `const query = gql${template(query)};`,
    variables ? `const variables = ${shortLiteral(variables)};` : '',
    `client.subscribe({ query${variables ? ', variables' : ''} }).subscribe(({ data, error }) => {`,
    '  console.log(data, error);',
    '});',
  );
}
