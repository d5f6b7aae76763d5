import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createChanges } from '../../src/cache/change-log.ts';
import { createWebhooks } from '../../src/feed/webhooks.ts';
import { readPages, root } from './blocks.ts';

const secret = 'a secret of the operator';
const revalidated: string[] = [];

vi.mock('next/cache', () => ({
  revalidatePath: (path: string) => revalidated.push(path),
  revalidateTag: (tag: string) => revalidated.push(tag),
}));

let folder: string;
let route: { POST(request: Request): Promise<Response> };

beforeAll(async () => {
  const code = readPages()
    .flatMap(({ blocks }) => blocks)
    .find((block) => block.code.includes('next/cache'))?.code;
  folder = mkdtempSync(join(fileURLToPath(root), 'tests', 'docs', 'generated-'));
  writeFileSync(join(folder, 'route.ts'), code ?? '');
  vi.stubEnv('REVALIDATE_SECRET', secret);
  route = (await import(/* @vite-ignore */ join(folder, 'route.ts'))) as typeof route;
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

test('the route for Next.js accepts the calls of the gateway, and no others', async () => {
  const changes = createChanges({ onError: () => undefined });
  const statuses: number[] = [];
  const timers: (() => void)[] = [];
  let sent: Request | null = null;
  const webhooks = createWebhooks({
    targets: [{ url: 'https://shop.test/api/revalidate', secret }],
    changes,
    typeOf: () => 'Post',
    cacheTagsOf: () => ['cG9zdDo3'],
    onNote: () => undefined,
    after: (_, call) => {
      timers.push(call);
      return () => undefined;
    },
    send: async (url, init) => {
      sent = new Request(String(url), {
        method: 'POST',
        body: String(init?.body),
        headers: new Headers(init?.headers),
      });
      const response = await route.POST(sent.clone());
      statuses.push(response.status);
      return response;
    },
  });
  changes.publish([{ kind: 'changed', resource: 'post', id: 7, uris: ['/old/', '/new/'] }]);
  for (const call of timers) call();
  await expect.poll(() => webhooks.state.delivered).toBe(1);
  expect(statuses).toEqual([204]);
  expect(revalidated).toEqual(['/old/', '/new/', 'post:7', 'list:post', 'cG9zdDo3']);
  const { headers } = sent ?? new Request('https://shop.test/');
  const forged = new Request('https://shop.test/', {
    method: 'POST',
    body: '{"uris":[],"tags":[]}',
    headers,
  });
  expect((await route.POST(forged)).status).toBe(401);
});
