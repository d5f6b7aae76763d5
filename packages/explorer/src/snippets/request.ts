import { type GraphQLSchema, print, separateOperations } from 'graphql';
import { chosenOperation, documentIn, type Operation, operationsIn } from '../graph/operations.ts';

/** A request that a snippet sends. */
export interface SnippetRequest {
  /** The address of the graph. */
  readonly url: string;
  /** A document with one operation. */
  readonly query: string;
  readonly operation: Operation;
  /** Null if the request has none. */
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** Headers that the snippet may contain. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the snippet reads the header `Authorization` from. Snippets never contain secrets. */
  readonly login: 'application password' | 'header' | null;
  /** Undefined if the page has none. */
  readonly schema: GraphQLSchema | undefined;
}

/** Headers that snippets read from the environment. */
const secretHeaders = ['authorization', 'cookie'];

/** What {@link snippetRequest} makes a request of. */
export interface RequestParts {
  readonly url: string;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the page sends an application password. */
  readonly isSignedIn: boolean;
  readonly schema: GraphQLSchema | undefined;
}

/** Returns the request for snippets. Returns null if the text of the query cannot be parsed. */
export function snippetRequest(parts: RequestParts): SnippetRequest | null {
  const query = oneOperation(parts.query, parts.operationName).trim();
  const operation = chosenOperation(query, parts.operationName);
  if (!operation) return null;
  const headers = Object.entries(parts.headers).filter(([name]) => !secretHeaders.includes(name));
  return {
    url: parts.url,
    query,
    operation,
    variables: parts.variables && Object.keys(parts.variables).length > 0 ? parts.variables : null,
    headers: Object.fromEntries(headers),
    login: loginOf(parts),
    schema: parts.schema,
  };
}

function loginOf({ headers, isSignedIn }: RequestParts): SnippetRequest['login'] {
  if ('authorization' in headers) return 'header';
  return isSignedIn ? 'application password' : null;
}

/** Returns the chosen operation of a document with the fragments it uses. Clients such as Apollo accept no more. */
function oneOperation(text: string, name: string | null): string {
  const document = documentIn(text);
  if (!document || operationsIn(text).length < 2) return text;
  const parts = separateOperations(document);
  const part = parts[name ?? ''] ?? Object.values(parts)[0];
  return part ? print(part) : text;
}
