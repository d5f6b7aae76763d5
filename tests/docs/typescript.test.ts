import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { type Listener, listen } from '../../src/server/node.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { type Block, readPages, root } from './blocks.ts';

const blocks = readPages()
  .flatMap((page) => page.blocks)
  .filter(({ language, marks }) => language === 'ts' && !('not-run' in marks));

/** Whether it runs here. tests/mounting runs those with `mounts`. */
const isRun = ({ marks }: Block) => !('types-only' in marks || 'mounts' in marks);

/** What examples use of packages that are not installed here. */
const packages = {
  express: `
    import type { IncomingMessage, ServerResponse } from 'node:http';
    type Handler = (request: IncomingMessage, response: ServerResponse) => void;
    export default function express(): { all(path: string, handler: Handler): void; listen(port: number): void };`,
  'next-cache': `
    export function revalidatePath(path: string): void;
    export function revalidateTag(tag: string, profile: { expire: number }): void;`,
  faust: `
    type Filter = (name: 'graphqlEndpoint', plugin: string, change: (endpoint: string) => string) => void;
    export interface FaustPlugin { apply: (hooks: { addFilter: Filter }) => void }
    export function setConfig(config: { templates: object; plugins?: FaustPlugin[]; possibleTypes: object }): void;`,
};

let folder: string;
let site: TestSite;
let pressql: PressQL;
/** The gateway that clients of the examples ask. */
let gateway: Listener;
beforeAll(async () => {
  // Inside the repository, so that packages are found.
  folder = mkdtempSync(join(fileURLToPath(root), 'tests', 'docs', 'generated-'));
  site = await startSite();
  pressql = await createPressQL({ url: site.url });
  gateway = await listen(pressql.fetch, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await gateway.close();
  await pressql.close();
  await site.close();
});
afterEach(() => vi.restoreAllMocks());

describe('TypeScript in the documentation', () => {
  it('compiles, and would not with a wrong option', () => {
    expect(blocks.length).toBeGreaterThan(0);
    const wrong = `import { createPressQL } from 'pressql';\nawait createPressQL({ url: 'x', nonsense: 1 });`;
    const [about, ...others] = compile([wrong, ...blocks.map(({ code }) => code)])
      .trim()
      .split('\n');
    expect(about).toMatch(/block-0\.ts.*'nonsense' does not exist/);
    expect(others).toEqual([]);
  });

  it.each(blocks.filter(isRun))('runs: $place', async (block) => {
    vi.spyOn(console, 'log').mockReturnValue();
    const servers: Server[] = [];
    const listenAt = Server.prototype.listen;
    vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
      servers.push(this);
      return listenAt.call(this, 0);
    });
    await import(/* @vite-ignore */ fileFor(block));
    expect(servers.length > 0).toBe('serves' in block.marks);
    for (const server of servers) {
      const { port } = server.address() as AddressInfo;
      await (block.marks['serves'] === 'page' ? expectPages : expectGraphQL)(`http://localhost:${port}`);
      server.close();
    }
  });
});

async function expectGraphQL(origin: string): Promise<void> {
  const endpoint = `${origin}/graphql`;
  const query = '{ __typename }';
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  for (const response of [
    await fetch(`${endpoint}?${new URLSearchParams({ query })}`),
    await fetch(endpoint, { method: 'POST', headers, body }),
  ])
    expect(await response.json()).toEqual({ data: { __typename: 'RootQuery' } });
}

/** Follows the first link of the front page to a post, as a visitor does. */
async function expectPages(origin: string): Promise<void> {
  const front = await (await fetch(origin)).text();
  const [, path = '', title = ''] = /<li><a href="(.+?)">(.+?)<\/a>/.exec(front) ?? [];
  expect(title).not.toBe('');
  const article = await fetch(origin + path);
  expect(article.status).toBe(200);
  expect(await article.text()).toContain(`<h2>${title}</h2>`);
  expect((await fetch(`${origin}/no-such-page/`)).status).toBe(404);
}

/** Writes a block as a module that reads the test's own site and gateway; the path of the file. */
function fileFor({ place, code }: Block): string {
  const file = join(folder, `${place.replaceAll(/\W/g, '-')}.ts`);
  writeFileSync(
    file,
    code.replaceAll('https://site.example', site.url).replaceAll('http://localhost:4000', gateway.origin),
  );
  return file;
}

/** What the compiler says of modules; empty if nothing is wrong. */
function compile(sources: readonly string[]): string {
  const project = mkdtempSync(join(folder, 'project-'));
  for (const [index, source] of sources.entries()) writeFileSync(join(project, `block-${index}.ts`), source);
  mkdirSync(join(project, 'packages'));
  for (const [name, types] of Object.entries(packages))
    writeFileSync(join(project, 'packages', `${name}.d.ts`), types);
  const config = {
    extends: fileURLToPath(new URL('tsconfig.json', root)),
    compilerOptions: {
      paths: {
        pressql: [fileURLToPath(new URL('dist/index.d.ts', root))],
        'pressql/edge': [fileURLToPath(new URL('dist/edge/index.d.ts', root))],
        'pressql/integrations': [fileURLToPath(new URL('dist/integrations/index.d.ts', root))],
        'next/cache': ['./packages/next-cache.d.ts'],
        'pressql/possible-types.json': [fileURLToPath(new URL('schema/possible-types.json', root))],
        '@faustwp/core': ['./packages/faust.d.ts'],
        express: ['./packages/express.d.ts'],
      },
    },
    include: ['*.ts'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));
  return spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' }).stdout;
}
