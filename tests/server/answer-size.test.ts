import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    maxAnswerSize: 100_000,
    prepare: async (site) => {
      await site.php(
        "wp_insert_post(['post_title' => 'Long', 'post_status' => 'publish', 'post_content' => str_repeat('<p>wörd</p>', 3000)]);",
      );
    },
  });
});
afterAll(() => gateway.close());

const content = (count: number) =>
  `{ posts(where: { title: "Long" }) { nodes { ${Array.from({ length: count }, (_, n) => `c${n}: content`).join(' ')} } } }`;

const batch = (queries: readonly string[]) =>
  gateway.batch<{ data: object | null; errors?: { extensions: object }[] }[]>(queries);

describe('an answer', () => {
  it('is written as JSON, with its errors', async () => {
    const { data, errors } = await gateway.ask<{ posts: { nodes: { c0: string }[] }; post: null }>(
      content(1).replace(/\}$/, 'post(id: "!") { id } }'),
    );
    expect(data.posts.nodes[0]?.c0).toContain('<p>wörd</p>');
    expect(data.post).toBeNull();
    expect(errors?.[0]?.message).toEqual(expect.any(String));
  });

  it('above the size is refused with a reason', async () => {
    const { data, errors } = await gateway.ask(content(4));
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
    expect(errors?.[0]?.message).toContain('more than 100000 bytes');
  });

  it('shares the size with the others of a batch', async () => {
    const answers = await batch([content(1), content(1), content(1), '{ __typename }']);
    expect(answers.filter(({ data }) => data === null)).toHaveLength(1);
    expect(answers.find(({ data }) => data === null)?.errors?.[0]?.extensions).toEqual({
      code: 'ANSWER_TOO_LARGE',
    });
  });

  it('of a batch stays below the size, however many operations write at the same time', async () => {
    const answers = await batch(Array.from({ length: 10 }, () => content(2)));
    expect(answers.filter(({ data }) => data !== null)).toHaveLength(1);
    expect(JSON.stringify(answers).length).toBeLessThan(100_000);
  });
});
