import type { IncomingMessage, ServerResponse } from 'node:http';
import { readCommandLine } from '../../src/cli/arguments.ts';
import { runCompare } from '../../src/cli/compare.ts';
import { readCompareFlags } from '../../src/cli/compare-flags.ts';
import type { Terminal } from '../../src/cli/print.ts';
import { plainPaint } from '../../src/values/paint.ts';

/** The files of a frontend, by path. */
export const documents: Readonly<Record<string, string>> = {
  'src/posts.ts': 'const Q = gql`query AllPosts { posts(first: 3) { nodes { ...Card } } } $' + '{Card}`;',
  'src/card.graphql': 'fragment Card on Post { id title author { node { name } } }',
  'src/post.graphql':
    'query PostBySlug($slug: ID!) { post(id: $slug, idType: SLUG) { title id slug uri date } }',
  'src/term.graphql': 'query ByTag($name: String!) { posts(where: { tag: $name }) { nodes { id } } }',
  'src/write.graphql': 'mutation Write { createPost(input: { title: "never" }) { clientMutationId } }',
  'src/graph.graphql': '{ __schema { queryType { name } } }',
};

interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads the body of a GraphQL request. Answers a preflight and returns null. */
export async function readRequest(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<GraphQLRequest | null> {
  if (request.method === 'POST') {
    const body: Buffer[] = [];
    for await (const part of request) body.push(part as Buffer);
    return { variables: {}, ...JSON.parse(Buffer.concat(body).toString()) };
  }
  response.writeHead(405).end();
  return null;
}

/** Runs `pressql compare` in a folder. Returns its exit code and its output. */
export async function runCompareIn(
  folder: string,
  args: readonly string[],
): Promise<{ code: number; out: string; error: string }> {
  const output = { out: '', error: '' };
  const write = (stream: keyof typeof output, text: string) => {
    output[stream] += text;
  };
  const plain = (text: string) => text;
  const terminal: Terminal = {
    line: (text = '') => write('out', `${text}\n`),
    note: () => {},
    error: (text) => write('error', text),
    bold: plain,
    dim: plain,
    paint: plainPaint,
    notePaint: plainPaint,
    width: 120,
    hasColors: false,
    canAsk: false,
    progress: () => {},
    out: { write: (text) => write('out', text) },
  };
  const { targets, values, settings } = await readCommandLine(['compare', ...args], {});
  const [flags, json] = [readCompareFlags(values), values['json'] === true];
  const code = await runCompare({ targets, flags, json, settings, folder }, terminal);
  return { code, ...output };
}
