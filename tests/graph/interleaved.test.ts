import { afterAll, beforeAll, expect, it } from 'vitest';
import { pairOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ service: 'admin', grants: ['menus', 'settings', 'authors'] });
  await gateway.site.php(`
    foreach (['admin', 'editor', 'author'] as $name) {
      $user = get_user_by('login', $name);
      if ($user) foreach (['draft', 'private'] as $status)
        wp_insert_post(['post_title' => "$status of $name", 'post_status' => $status, 'post_author' => $user->ID]);
    }`);
});
afterAll(() => gateway?.close());

const queries = [
  '{ viewer { databaseId } posts(first: 20, where: { stati: [DRAFT, PRIVATE, PUBLISH] }) { nodes { databaseId title status } } }',
  '{ posts(first: 3) { nodes { databaseId author { node { databaseId firstName email } } } } readingSettings { postsPerPage } }',
  '{ menus { nodes { name } } users(first: 5) { nodes { databaseId email roles { nodes { name } } } } }',
];

it('many users at once get their own answers, never those of another user', async () => {
  const roles = Object.keys(gateway.site.users);
  const identities: readonly Record<string, string>[] = [
    {},
    { authorization: 'Basic bm9ib2R5Ondyb25n' },
    ...roles.map((role) => ({
      authorization: `Basic ${Buffer.from(pairOf(gateway.site, role)).toString('base64')}`,
    })),
  ];
  const requests = identities.flatMap((headers) => queries.map((query) => ({ headers, query })));
  const alone: string[] = [];
  for (const request of requests) alone.push(await send(request));
  expect(new Set(alone.filter((_, index) => index % queries.length === 0)).size).toBeGreaterThan(3);

  let next = 0;
  const wrong: unknown[] = [];
  const client = async () => {
    while (next < requests.length * 6) {
      // Neighbours in time are requests of different users. 7 and the number of requests have no common factor.
      const index = (next++ * 7) % requests.length;
      const request = requests[index];
      if (request && (await send(request)) !== alone[index]) wrong.push(request);
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  expect(wrong).toEqual([]);

  async function send({ headers, query }: (typeof requests)[number]): Promise<string> {
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
    );
    return response.text();
  }
}, 240_000);
