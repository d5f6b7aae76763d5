import { sseClient } from './fetch.ts';
import { headersProperty, indented, lines, shortLiteral, template } from './javascript.ts';
import type { SnippetRequest } from './request.ts';
import { resultType } from './result-types.ts';
import { variablesType } from './variable-types.ts';

/** Returns TypeScript with the types of the result and the variables. */
export function typedSnippet(request: SnippetRequest): string {
  const { operation, query, variables } = request;
  const name = pascalCase(operation.name ?? operation.firstField ?? 'Query');
  const isSubscription = operation.kind === 'subscription';
  const inputs = variablesType(request, `${name}Variables`);
  return lines(
    isSubscription ? "import { createClient } from 'graphql-sse';\n" : '',
    `type ${name} = ${resultType(request)};\n`,
    ...inputs.declarations.map((declaration) => `${declaration}\n`),
    '/** A document that knows the types of its result and its variables, as GraphQL Code Generator makes it. */',
    'class TypedDocumentString<Result, Variables> extends String {',
    '  declare readonly __apiType?: (variables: Variables) => Result;',
    '}\n',
    `const document = new TypedDocumentString<${name}, ${inputs.type}>(${template(query)});\n`,
    ...(isSubscription ? listening(request) : asking(request)),
    isSubscription
      ? `await listen(document, ${shortLiteral(variables ?? {})}, (data) => console.log(data));`
      : `const data = await request(document, ${shortLiteral(variables ?? {})});\nconsole.log(data);`,
  );
}

function asking(request: SnippetRequest): readonly string[] {
  return [
    'async function request<Result, Variables>(',
    '  document: TypedDocumentString<Result, Variables>,',
    '  variables: Variables,',
    '): Promise<Result> {',
    `  const response = await fetch('${request.url}', {`,
    "    method: 'POST',",
    `    ${indented(typedHeaders(headersProperty(request, { 'content-type': 'application/json' })), 4)}`,
    '    body: JSON.stringify({ query: document.toString(), variables }),',
    '  });',
    '  const { data, errors } = (await response.json()) as { data?: Result; errors?: { message: string }[] };',
    "  if (!data) throw new Error(errors?.map(({ message }) => message).join('\\n'));",
    '  return data;',
    '}\n',
  ];
}

function listening(request: SnippetRequest): readonly string[] {
  return [
    `${typedHeaders(sseClient(request))}\n`,
    'async function listen<Result, Variables extends Record<string, unknown>>(',
    '  document: TypedDocumentString<Result, Variables>,',
    '  variables: Variables,',
    '  receive: (data: Result) => void,',
    '): Promise<void> {',
    '  for await (const { data } of events.iterate<Result>({ query: document.toString(), variables })) {',
    '    if (data) receive(data);',
    '  }',
    '}\n',
  ];
}

/** A variable of the environment may be undefined, and a header may not. */
function typedHeaders(code: string): string {
  return code.replace('process.env.WORDPRESS_AUTHORIZATION', "process.env.WORDPRESS_AUTHORIZATION ?? ''");
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
