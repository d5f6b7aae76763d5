import { afterAll, beforeAll, expect, it } from 'vitest';
import { pairOf, startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

async function batch(...queries: readonly string[]): Promise<unknown> {
  const response = await gateway.pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(pairOf(gateway.site, 'admin')).toString('base64')}`,
      },
      body: JSON.stringify(queries.map((query) => ({ query }))),
    }),
  );
  return response.json();
}

it('operations of a batch see what mutations before them changed, and nothing of those after', async () => {
  const tag = '{ tag(id: "batched", idType: SLUG) { name description } }';
  const create = 'mutation { createTag(input: { name: "Batched" }) { tag { databaseId } } }';
  const broken = '{ nothingOfThisName }';
  expect(await batch(tag, create, tag, broken, tag)).toMatchObject([
    { data: { tag: null } },
    { data: { createTag: { tag: { databaseId: expect.any(Number) } } } },
    { data: { tag: { name: 'Batched' } } },
    { errors: [{ message: expect.stringContaining('nothingOfThisName') }] },
    { data: { tag: { name: 'Batched' } } },
  ]);
});
