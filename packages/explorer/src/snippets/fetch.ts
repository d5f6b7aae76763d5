import { headersProperty, indented, lines, shortLiteral, template } from './javascript.ts';
import type { SnippetRequest } from './request.ts';

/** Returns JavaScript that sends the request with `fetch`. It reads a subscription with graphql-sse. */
export function fetchSnippet(request: SnippetRequest): string {
  return request.operation.kind === 'subscription' ? listening(request) : asking(request);
}

function asking(request: SnippetRequest): string {
  const { url, query, variables } = request;
  const headers = headersProperty(request, { 'content-type': 'application/json' });
  return lines(
    `const query = ${template(query)};`,
    variables ? `const variables = ${shortLiteral(variables)};` : '',
    `const response = await fetch('${url}', {`,
    "  method: 'POST',",
    `  ${indented(headers, 2)}`,
    `  body: JSON.stringify({ query${variables ? ', variables' : ''} }),`,
    '});',
    'const { data, errors } = await response.json();',
    'console.log(data, errors);',
  );
}

function listening(request: SnippetRequest): string {
  const { query, variables } = request;
  return lines(
    "import { createClient } from 'graphql-sse';",
    `const query = ${template(query)};`,
    variables ? `const variables = ${shortLiteral(variables)};` : '',
    sseClient(request),
    `for await (const { data, errors } of events.iterate({ query${variables ? ', variables' : ''} })) {`,
    '  console.log(data, errors);',
    '}',
  );
}

/** Returns the line that creates a client of graphql-sse. */
export function sseClient(request: SnippetRequest): string {
  const headers = headersProperty(request);
  if (headers === '') return `const events = createClient({ url: '${request.url}' });`;
  return `const events = createClient({\n  url: '${request.url}',\n  ${indented(headers, 2)}\n});`;
}
