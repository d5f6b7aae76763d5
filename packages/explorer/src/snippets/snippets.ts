import { apolloSnippet } from './apollo.ts';
import { curlSnippet } from './curl.ts';
import { fetchSnippet } from './fetch.ts';
import type { SnippetRequest } from './request.ts';
import { typedSnippet } from './typed.ts';
import { urqlSnippet } from './urql.ts';

/** A way to write a request as code. */
export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** What it needs, besides a JavaScript runtime or a shell. */
  readonly needs: string;
  readonly code: (request: SnippetRequest) => string;
}

/** All ways to write a request as code. */
export const snippets: readonly Snippet[] = [
  { id: 'fetch', label: 'fetch', needs: 'JavaScript', code: fetchSnippet },
  { id: 'curl', label: 'curl', needs: 'A shell', code: curlSnippet },
  { id: 'apollo', label: 'Apollo', needs: '@apollo/client 4', code: apolloSnippet },
  { id: 'urql', label: 'urql', needs: '@urql/core', code: urqlSnippet },
  { id: 'typed', label: 'TypeScript', needs: 'TypeScript, with the types of this query', code: typedSnippet },
];
