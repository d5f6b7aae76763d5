import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL, type PressQLOptions } from '../../src/index.ts';
import { listen } from '../../src/server/node.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('WordPress', () => {
  it('gets the address of the client with reads, writes and forms, for limits of its own', async () => {
    const sent: (readonly [string, string | undefined])[] = [];
    const recording: NonNullable<PressQLOptions['fetch']> = (url, { headers, method }) => {
      sent.push([method, headers['x-forwarded-for']]);
      return fetch(url, { headers, method, redirect: 'manual' });
    };
    const pressql = await createPressQL({ cache: false, url: site.url, fetch: recording });
    const ask = async (query: string) => {
      sent.length = 0;
      const request = new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '1.1.1.1' },
        body: JSON.stringify({ query }),
      });
      await (await pressql.fetch(request, { clientAddress: '198.51.100.7' })).text();
      return new Set(sent.map(([, address]) => address));
    };
    const address = new Set(['198.51.100.7']);
    expect(await ask('{ posts(first: 1) { nodes { author { node { name } } } } }')).toEqual(address);
    expect(await ask('mutation { createTag(input: { name: "x" }) { clientMutationId } }')).toEqual(address);
    expect(
      await ask('mutation { sendPasswordResetEmail(input: { username: "nobody" }) { success } }'),
    ).toEqual(address);
    await pressql.close();
  });
});

describe('a client that sends too many', () => {
  const open = async (options: object, trustedProxies: readonly string[] = ['loopback']) => {
    const pressql = await createPressQL({ cache: false, url: site.url, ...options });
    const listener = await listen(pressql.fetch, { port: 0, host: '127.0.0.1', trustedProxies });
    /** Sends an operation as if it came from an address. */
    const ask = (address: string, body: unknown, headers = {}) =>
      fetch(`${listener.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
        body: JSON.stringify(body),
      });
    return {
      ask,
      statuses: async (address: string, bodies: readonly unknown[]) => {
        const statuses: number[] = [];
        for (const body of bodies) statuses.push((await ask(address, body)).status);
        return statuses;
      },
      close: async () => {
        await listener.close();
        await pressql.close();
      },
    };
  };
  const read = { query: '{ __typename }' };
  const write = { query: 'mutation { createTag(input: { name: "x" }) { clientMutationId } }' };

  it('queries or mutations is refused until a minute is over, and no other client is', async () => {
    const gateway = await open({ rateReads: 2, rateWrites: 1 });
    expect(await gateway.statuses('198.51.100.1', [read, read, read, write, write])).toEqual([
      200, 200, 429, 200, 429,
    ]);
    const refused = await gateway.ask('198.51.100.1', read);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refused.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('2 queries'), extensions: { code: 'RATE_LIMITED' } }],
    });
    expect(await gateway.statuses('198.51.100.2', [read, write])).toEqual([200, 200]);
    await gateway.close();
  });

  it('wrong passwords is refused, in queries and in mutations', async () => {
    const id = await site.phpJson<number>(`
      echo wp_insert_post(['post_title' => 'Secret', 'post_status' => 'publish', 'post_password' => 'sesame']);`);
    const gateway = await open({ rateLogins: 3 });
    const guess = (password: string) => ({
      query: `{ post(id: "${id}", idType: DATABASE_ID, password: "${password}") { title } }`,
    });
    const mail = {
      query: 'mutation { sendPasswordResetEmail(input: { username: "nobody" }) { success } }',
    };
    // Right passwords do not count.
    const right = Array.from({ length: 6 }, () => guess('sesame'));
    expect(await gateway.statuses('198.51.100.1', right)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(
      await gateway.statuses('198.51.100.1', [guess('a'), guess('b'), mail, mail, guess('sesame'), read]),
    ).toEqual([200, 200, 200, 429, 429, 200]);
    expect(await gateway.statuses('198.51.100.2', [guess('sesame')])).toEqual([200]);
    await gateway.close();
  });

  it('wrong application passwords is refused, whatever it asks for', async () => {
    const gateway = await open({ rateLogins: 3 });
    const { username, applicationPassword } = site.users['admin'] ?? {
      username: '',
      applicationPassword: '',
    };
    const query = { query: '{ viewer { databaseId } }' };
    const statuses: number[] = [];
    const signIn = async (address: string, password: string) => {
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      statuses.push((await gateway.ask(address, query, { authorization })).status);
    };
    for (let n = 0; n < 5; n++) await signIn('198.51.100.2', applicationPassword);
    for (let n = 0; n < 4; n++) await signIn('198.51.100.1', `guess ${n}`);
    await signIn('198.51.100.1', applicationPassword);
    await signIn('198.51.100.2', applicationPassword);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429, 429, 200]);
    expect(await gateway.statuses('198.51.100.1', [read])).toEqual([200]);
    await gateway.close();
  });

  it('simultaneous guesses of application passwords is refused, and a right one does not count, however often it is sent', async () => {
    const gateway = await open({ rateLogins: 3 });
    const { username, applicationPassword } = site.users['admin'] ?? {
      username: '',
      applicationPassword: '',
    };
    const signIn = async (address: string, password: string) => {
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      return (await gateway.ask(address, { query: '{ viewer { databaseId } }' }, { authorization })).status;
    };
    const guesses = Array.from({ length: 10 }, (_, n) => signIn('198.51.100.1', `guess ${n}`));
    const statuses = await Promise.all(guesses);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    for (let round = 0; round < 3; round++) {
      const same = Array.from({ length: 10 }, () => signIn('198.51.100.2', applicationPassword));
      expect(new Set(await Promise.all(same))).toEqual(new Set([200]));
    }
    await gateway.close();
  });

  it('batches is refused with the status of their operations, if none of them was answered', async () => {
    const gateway = await open({ rateReads: 3 });
    const [first, second] = [
      await gateway.ask('198.51.100.1', [read, read, read, read]),
      await gateway.ask('198.51.100.1', [read, read]),
    ];
    expect([first.status, second.status]).toEqual([200, 429]);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await second.json()).toMatchObject([
      { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
      { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    ]);
    await gateway.close();
  });

  it('cannot hide in a batch, nor behind an address that it invents', async () => {
    const gateway = await open({ rateReads: 3 }, []);
    const batch = (await (await gateway.ask('1.1.1.1', [read, read, read, read])).json()) as object[];
    expect(batch.filter((answer) => 'errors' in answer)).toHaveLength(1);
    expect(await gateway.statuses('2.2.2.2', [read])).toEqual([429]);
    await gateway.close();
  });

  it('is not limited where the server does not tell its address', async () => {
    const pressql = await createPressQL({ cache: false, url: site.url, rateReads: 1 });
    const ask = (info?: { clientAddress: string }) =>
      pressql.fetch(new Request('http://gateway.test/graphql?query={__typename}'), info);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const from = { clientAddress: '198.51.100.1' };
    expect([(await ask(from)).status, (await ask(from)).status]).toEqual([200, 429]);
    await pressql.close();
  });

  it('has by default room for a build of thousands of pages', async () => {
    const gateway = await open({});
    const batches = Array.from({ length: 300 }, () => Array.from({ length: 10 }, () => read));
    expect(new Set(await gateway.statuses('198.51.100.1', batches))).toEqual(new Set([200]));
    await gateway.close();
  });
});

describe('a gateway with trusted documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pressql-trusted-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const document = 'query Title { generalSettings { title } }';
  const manifests = {
    'Relay and GraphQL Code Generator': { abc: document },
    Apollo: {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'abc', name: 'Title', type: 'query', body: document }],
    },
  };
  const open = (manifest: unknown): Promise<PressQL> => {
    const file = join(folder, 'manifest.json');
    writeFileSync(file, JSON.stringify(manifest));
    return createPressQL({ cache: false, url: site.url, trustedDocuments: file });
  };
  const ask = async (pressql: PressQL, body: object) => {
    const response = await pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    return [response.status, await response.json()];
  };

  it.each(Object.entries(manifests))('reads the manifest of %s', async (_tool, manifest) => {
    const pressql = await open(manifest);
    const title = { data: { generalSettings: { title: pressql.site.name } } };
    const hash = { persistedQuery: { version: 1, sha256Hash: 'abc' } };
    for (const body of [
      { documentId: 'abc' },
      { documentId: 'sha256:abc' },
      { doc_id: 'abc' },
      { queryId: 'abc' },
      { extensions: hash },
      { query: document },
      { query: `# a comment\n${document}`, extensions: hash },
    ])
      expect(await ask(pressql, body)).toEqual([200, title]);
    await pressql.close();
  });

  it('refuses every other document', async () => {
    const pressql = await open(manifests.Apollo);
    for (const body of [
      { query: '{ __typename }' },
      { query: '{ __typename }', queryId: 'abc' },
      { query: '{ __schema { types { name } } }', queryId: 'new' },
    ])
      expect(await ask(pressql, body)).toMatchObject([
        403,
        { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] },
      ]);
    expect(await ask(pressql, { queryId: 'new' })).toMatchObject([
      200,
      { errors: [{ message: 'PersistedQueryNotFound' }] },
    ]);
    await pressql.close();
  });

  it('does not start with a file that is no manifest', async () => {
    await expect(open(['x'])).rejects.toThrow('must contain a JSON object');
    await expect(open({ abc: 5 })).rejects.toThrow('a document for each id');
    await expect(createPressQL({ url: site.url, trustedDocuments: '/nowhere.json' })).rejects.toThrow(
      '/nowhere.json does not exist.',
    );
  });
});
