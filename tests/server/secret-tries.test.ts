import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
let id: number;
beforeAll(async () => {
  gateway = await startGateway();
  id = await gateway.site.phpJson<number>(`
    echo wp_insert_post(['post_title' => 'Secret', 'post_status' => 'publish', 'post_password' => 'open sesame']);`);
});
afterAll(() => gateway.close());

const tries = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `t${n}: ${make(n)}`).join(' ');
const guess = (n: number) => `post(id: "${id}", idType: DATABASE_ID, password: "guess ${n}") { title }`;

const batch = async (queries: readonly string[]) => JSON.stringify(await gateway.batch(queries));
const refusals = (text: string) => text.match(/"TOO_MANY_TRIES"/g)?.length ?? 0;
const guesses = () => gateway.sent.filter(({ query }) => 'password' in query);

describe('one request', () => {
  it('tries few passwords of a document, whatever it calls them', async () => {
    const { errors } = await gateway.ask(`{ ${tries(20, guess)} }`);
    expect(guesses()).toHaveLength(5);
    expect(errors).toHaveLength(20);
    expect(refusals(JSON.stringify(errors))).toBe(15);
    expect(errors?.map(({ message }) => message).join()).toContain('at most 5 passwords');
  });

  it('tries as few passwords in a batch', async () => {
    await gateway.ask('{ __typename }');
    expect(
      refusals(await batch(Array.from({ length: 10 }, (_, n) => `{ ${tries(2, () => guess(n))} }`))),
    ).toBe(15);
    expect(guesses().length).toBeLessThanOrEqual(5);
  });

  it('sends few e-mails', async () => {
    const { errors } = await gateway.ask(
      `mutation { ${tries(10, (n) => `sendPasswordResetEmail(input: { username: "nobody-${n}" }) { success }`)} }`,
    );
    expect(gateway.sent).toHaveLength(5);
    expect(refusals(JSON.stringify(errors))).toBe(5);
  });

  it('reads any number of documents without a password', async () => {
    const { errors } = await gateway.ask(
      `{ ${tries(20, () => `post(id: "${id}", idType: DATABASE_ID, password: "") { title }`)} }`,
    );
    expect(errors).toBeUndefined();
  });

  it('does not count the tries of another request', async () => {
    for (let n = 0; n < 3; n++) {
      const { errors } = await gateway.ask(`{ ${tries(5, guess)} }`);
      expect(refusals(JSON.stringify(errors))).toBe(0);
    }
  });
});
