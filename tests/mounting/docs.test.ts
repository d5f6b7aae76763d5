import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Block, readPages, root } from '../docs/blocks.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { mounts } from './frameworks.ts';

const blocks = readPages()
  .flatMap((page) => page.blocks)
  .filter(({ marks }) => 'mounts' in marks)
  .map((block): [string, Block] => [String(block.marks['mounts']), block]);

let folder: string;
let site: TestSite;
beforeAll(async () => {
  // Inside the repository, so that packages are found.
  folder = mkdtempSync(join(fileURLToPath(root), 'tests', 'mounting', 'generated-'));
  site = await startSite();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await site.close();
});

it('has an example for each framework, and a framework for each example', () => {
  expect(blocks.map(([framework]) => framework).sort()).toEqual(Object.keys(mounts).sort());
});

it.each(blocks)('the documentation mounts the gateway in %s', async (framework, { code }) => {
  const file = join(folder, `${framework}.ts`);
  writeFileSync(file, code.replaceAll('https://site.example', site.url));
  const module = (await import(/* @vite-ignore */ file)) as never;
  const send = mounts[framework]?.(module);
  const endpoint = 'http://gateway.test/graphql';
  const query = '{ __typename }';
  const headers = { 'content-type': 'application/json' };
  for (const request of [
    new Request(`${endpoint}?${new URLSearchParams({ query })}`),
    new Request(endpoint, { method: 'POST', headers, body: JSON.stringify({ query }) }),
  ])
    expect(await (await send?.(request))?.json()).toEqual({ data: { __typename: 'RootQuery' } });
  const wrong = await send?.(new Request(endpoint, { method: 'POST', headers, body: '{' }));
  expect(await wrong?.json()).toMatchObject({ errors: [{ message: expect.stringContaining('JSON') }] });
});
