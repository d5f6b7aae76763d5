import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RequestParts, snippetRequest } from '../../packages/explorer/src/snippets/request.ts';
import { snippets } from '../../packages/explorer/src/snippets/snippets.ts';
import { signatureOf } from '../../src/feed/signature.ts';
import { listen } from '../../src/server/node.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

const run = promisify(execFile);
const secret = 'a secret of the operator';
const root = fileURLToPath(new URL('../..', import.meta.url));

let gateway: TestGateway;
let listener: Awaited<ReturnType<typeof listen>>;
let folder: string;
beforeAll(async () => {
  gateway = await startGateway({ cache: true, feed: 0, webhookSecret: secret });
  listener = await listen(gateway.pressql.fetch, { port: 0, host: '127.0.0.1' });
  // Node looks for packages from here upwards.
  folder = mkdtempSync(join(root, 'node_modules', '.pressql-snippets-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await listener.close();
  await gateway.close();
});

const ids = snippets.map(({ id }) => id);

/** Returns a snippet as source. */
function codeOf(id: string, parts: Partial<RequestParts>): string {
  const request = snippetRequest({
    url: `${listener.origin}/graphql`,
    query: '',
    operationName: null,
    variables: null,
    headers: {},
    isSignedIn: false,
    schema: gateway.pressql.schema,
    ...parts,
  });
  const snippet = snippets.find((each) => each.id === id);
  if (!request || !snippet) throw new Error(`There is no snippet ${id}.`);
  return snippet.code(request);
}

/** Compiles TypeScript strictly. Rejects with what the compiler says. */
async function compiled(code: string): Promise<string> {
  const file = join(folder, 'snippet.mts');
  writeFileSync(file, code);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options =
    '--ignoreConfig --strict --noUncheckedIndexedAccess --target es2022 --module nodenext --lib es2023,dom --types node --skipLibCheck';
  await run(process.execPath, [tsc, ...options.split(' '), file]).catch((error: { stdout: string }) => {
    throw new Error(error.stdout);
  });
  return join(folder, 'snippet.mjs');
}

/** Returns the command that runs a snippet. */
async function commandFor(id: string, code: string): Promise<readonly [string, readonly string[]]> {
  if (id === 'curl') return ['sh', ['-c', code]];
  if (id === 'typed') return [process.execPath, [await compiled(code)]];
  const file = join(folder, `${id}.mjs`);
  writeFileSync(file, code);
  return [process.execPath, [file]];
}

/** Runs a snippet. Returns what it prints. */
async function outputOf(id: string, parts: Partial<RequestParts>): Promise<string> {
  const [command, args] = await commandFor(id, codeOf(id, parts));
  const admin = gateway.site.users['admin'];
  const { stdout } = await run(command, args, {
    env: {
      ...process.env,
      WORDPRESS_USER: admin?.username,
      WORDPRESS_APPLICATION_PASSWORD: admin?.applicationPassword,
      WORDPRESS_AUTHORIZATION: `Basic ${btoa(`${admin?.username}:${admin?.applicationPassword}`)}`,
    },
    timeout: 50_000,
  });
  return stdout;
}

const document = `query Titled($id: ID!) { post(id: $id, idType: DATABASE_ID) { ...Title } }
fragment Title on NodeWithTitle { title }
query Other { generalSettings { title } }`;

describe.each(ids)('the snippet %s', (id) => {
  it('sends the chosen operation with its variables', async () => {
    const { posts } = await gateway.data<{ posts: { nodes: { databaseId: number; title: string }[] } }>(
      '{ posts(first: 1) { nodes { databaseId title } } }',
    );
    const [post] = posts.nodes;
    const variables = { id: post?.databaseId };
    const output = await outputOf(id, { query: document, operationName: 'Titled', variables });
    // curl prints JSON, in which quotes have backslashes.
    const [word = ''] = /\w{4,}/.exec(post?.title ?? '') ?? [];
    expect(output).toContain(word);
    expect(output).not.toMatch(/errors: \[|"errors"/);
  });

  it('sends a document with all kinds of quotes', async () => {
    const query =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a trap for the snippet
      '# `a` ${b} \\ \'c\' "d"\n{ generalSettings { title } search(query: "it\'s \\"`${x}`\\\\") { nodes { uri } } }';
    expect(await outputOf(id, { query })).toContain(gateway.pressql.site.name);
  });

  it('signs in from the environment, and contains no secret', async () => {
    const query = '{ viewer { email } }';
    const authorization = 'Basic c2VjcmV0';
    const byHeader: Partial<RequestParts> = { query, headers: { authorization, 'x-request-id': 'abc' } };
    expect(codeOf(id, byHeader)).not.toContain('c2VjcmV0');
    expect(await outputOf(id, byHeader)).toContain('@');
    expect(await outputOf(id, { query, isSignedIn: true })).toContain('@');
  });

  it('sends a mutation', async () => {
    const query = `mutation { updateSettings(input: { generalSettingsTitle: "Told by ${id}" }) { generalSettings { title } } }`;
    expect(await outputOf(id, { query, isSignedIn: true })).toContain(`Told by ${id}`);
  });

  it('listens to a subscription', async () => {
    const query = 'subscription { contentChanged { databaseId } }';
    const [command, args] = await commandFor(id, codeOf(id, { query }));
    const process = spawn(command, args, { detached: true });
    let output = '';
    process.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    try {
      const [postId = 0] = await gateway.site.phpJson<number[]>(
        'echo json_encode(get_posts(array("numberposts" => 1, "fields" => "ids")));',
      );
      await expect
        .poll(
          async () => {
            await tell({ resource: 'post', id: postId });
            return output;
          },
          { timeout: 30_000, interval: 300 },
        )
        .toContain(`${postId}`);
    } finally {
      // The shell has children.
      if (process.pid) globalThis.process.kill(-process.pid);
    }
  });
});

let told = 0;

/** Tells the gateway of a change, as WordPress does. */
async function tell(change: unknown): Promise<void> {
  const body = JSON.stringify(change);
  const timestamp = `${Math.floor(Date.now() / 1000)}.${++told}`;
  await fetch(`${listener.origin}/webhook`, {
    method: 'POST',
    body,
    headers: {
      'x-pressql-timestamp': timestamp,
      'x-pressql-signature': signatureOf(secret, timestamp, body),
    },
  });
}

describe('the types of the TypeScript snippet', () => {
  const query = `query Types($id: ID!, $sizes: [MediaItemSizeEnum], $where: RootQueryToPostConnectionWhereArgs, $yes: Boolean = true) {
    nodeByUri(uri: "/") { __typename ... on Page { title @include(if: $yes) } ... on NodeWithAuthor { author { node { name } } } }
    post(id: $id) { title(format: RAW) featuredImage { node { sourceUrl(size: MEDIUM) } } again: databaseId }
    posts(where: $where) { nodes { id } }
  }`;
  const variables = { id: 'cG9zdDox' };
  const check = (more: string) => compiled(codeOf('typed', { query, variables }) + more);

  it('are those of the schema', async () => {
    await check(`
      const id: number | undefined = data.post?.again;
      const title: string | null | undefined = data.post?.title;
      const ids: string[] | undefined = data.posts?.nodes.map((node) => node.id);
      if (data.nodeByUri?.__typename === 'Page') data.nodeByUri.title?.toUpperCase();
      await request(document, { id: 1, sizes: ['LARGE'], where: { search: 'a', in: ['1'] }, yes: null });
      console.log(id, title, ids);`);
  });

  it.each([
    ['a field that was not selected', 'data.post?.slug;'],
    ['a field of another type', "if (data.nodeByUri?.__typename === 'Category') data.nodeByUri.title;"],
    ['null', 'data.post.title;'],
    ['a missing variable', 'await request(document, {});'],
    ['a wrong enum', "await request(document, { id: 1, sizes: ['HUGE'] });"],
    ['a wrong input', 'await request(document, { id: 1, where: { serch: 1 } });'],
  ])('refuse %s', async (_what, more) => {
    await expect(check(`\n${more}`)).rejects.toThrow(/error TS/);
  });

  it('are unknown without a schema', async () => {
    expect(codeOf('typed', { query, variables, schema: undefined })).toContain('type Types = unknown');
  });
});
