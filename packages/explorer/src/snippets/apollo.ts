import { isAbstractType, visit } from 'graphql';
import { documentIn } from '../graph/operations.ts';
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
    `  cache: ${indented(cache(request), 2)},`,
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
    `const client = new ApolloClient({ cache: ${cache(request)}, link });`,
    `const query = gql${template(query)};`,
    variables ? `const variables = ${shortLiteral(variables)};` : '',
    `client.subscribe({ query${variables ? ', variables' : ''} }).subscribe(({ data, error }) => {`,
    '  console.log(data, error);',
    '});',
  );
}

/**
 * Returns the cache. It must know the types that an interface or a union in a fragment stands for, or it removes the fields
 * of the fragment.
 */
function cache({ query, schema }: SnippetRequest): string {
  const types = new Map<string, readonly string[]>();
  const document = documentIn(query);
  const note = (name: string | undefined) => {
    const type = name === undefined ? undefined : schema?.getType(name);
    if (schema && isAbstractType(type)) types.set(type.name, schema.getPossibleTypes(type).map(String));
  };
  if (document) {
    visit(document, {
      InlineFragment: ({ typeCondition }) => note(typeCondition?.name.value),
      FragmentDefinition: ({ typeCondition }) => note(typeCondition.name.value),
    });
  }
  if (types.size === 0) return 'new InMemoryCache()';
  const rows = [...types].map(
    ([name, names]) => `    ${name}: [${names.map((each) => `'${each}'`).join(', ')}],`,
  );
  return `new InMemoryCache({\n  possibleTypes: {\n${rows.join('\n')}\n  },\n})`;
}
