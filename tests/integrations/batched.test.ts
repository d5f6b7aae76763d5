import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batched, defineIntegration, integer } from '../../src/integrations/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

/** Reads the route of each post. The first post of a wave has none. */
const likesOf = batched(async (ids: readonly number[], rest) => {
  const [first = 0, ...others] = ids;
  const failure = await rest.get(`/nowhere/${first}`).catch((error: unknown) => error);
  const likes = await Promise.all(
    others.map(async (id) => integer(await rest.get(`/wp/v2/posts/${id}`), 'id')),
  );
  return new Map<number, number | null | Error>([
    [first, failure instanceof Error ? failure : null],
    ...others.map((id, index): [number, number | null] => [id, likes[index] ?? null]),
  ]);
});
const notMap = batched<number, number>(async () => JSON.parse('{}'));

const plugin = defineIntegration({
  name: 'likes',
  detect: () => true,
  extend: (graph) =>
    graph.addFields('Post', (t) => ({
      likes: t.int({ resolve: ({ document }, _args, context) => likesOf(document.id, context) }),
      wrong: t.int({ resolve: ({ document }, _args, context) => notMap(document.id, context) }),
    })),
});

let gateway: TestGateway;
let reported: unknown[] = [];
beforeAll(async () => {
  gateway = await startGateway({ integrations: [plugin], onError: (error) => reported.push(error) });
});
afterAll(() => gateway.close());

describe('a batched read', () => {
  it('gives one key an error, and all others their values', async () => {
    const { data, errors } = await gateway.ask<{ posts: { nodes: { databaseId: number; likes: number }[] } }>(
      '{ posts(first: 3) { nodes { databaseId likes } } }',
    );
    const [first, ...others] = data.posts.nodes;
    expect(first?.likes).toBeNull();
    expect(others.map(({ likes }) => likes)).toEqual(others.map(({ databaseId }) => databaseId));
    expect(errors?.map(({ path }) => path)).toEqual([['posts', 'nodes', 0, 'likes']]);
  });

  it('tells the operator what a reader must return', async () => {
    reported = [];
    await gateway.ask('{ posts(first: 1) { nodes { wrong } } }');
    expect(String(reported[0])).toContain('must return a Map of the values by their keys');
  });
});
