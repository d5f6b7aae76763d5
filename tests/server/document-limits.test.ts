import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitOptions } from '../../src/config/limit-options.ts';
import { getIntrospectionQuery } from '../../src/packages/graphql.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');
const nested = (levels: number, open: string, inside: string) =>
  open.repeat(levels) + inside + '}'.repeat(levels * (open.split('{').length - 1));

/** A document that is one above a limit, by the option that sets the limit. `counts` is what the error says. */
const above: Readonly<Record<string, readonly [document: (limit: number) => string, counts: string]>> = {
  maxDocumentSize: [(n) => `{ __typename } #${'x'.repeat(n)}`, 'characters'],
  maxTokens: [(n) => `{ ${'id '.repeat(n)} }`, 'tokens'],
  maxDepth: [
    (n) => `{ posts { nodes { ${nested(n / 4, 'author{node{posts{nodes{', 'id')} } } }`,
    'levels of selections',
  ],
  maxFields: [
    (n) =>
      `{ posts { nodes { ${many(21, (i) => `a${i}: author { node { ...F } }`)} } } } fragment F on User { ${many(n / 20, () => 'id')} }`,
    'fields, fragments written out',
  ],
  maxRepeatedFields: [
    (n) => `{ posts { nodes { ${many(Math.sqrt(2 * n) + 2, () => 'id')} } } }`,
    'pairs of equal fields',
  ],
  maxAliases: [(n) => `{ posts { nodes { ${many(n + 1, (i) => `a${i}: id`)} } } }`, 'aliases'],
  maxRootFields: [(n) => `{ ${many(n + 1, (i) => `a${i}: __typename`)} }`, 'root fields'],
  maxMutations: [
    (n) => `mutation { ${many(n + 1, (i) => `a${i}: deleteTag(input: { id: "x" }) { deletedId }`)} }`,
    'mutations',
  ],
  maxOperations: [(n) => many(n + 1, (i) => `query Q${i} { __typename }`), 'operations'],
  maxFragments: [
    (n) => `{ ...F0 } ${many(n + 1, (i) => `fragment F${i} on RootQuery { __typename }`)}`,
    'fragments',
  ],
  maxVariables: [(n) => `query (${many(n + 1, (i) => `$v${i}: Int`)}) { __typename }`, 'variables'],
  maxDirectives: [(n) => `{ ${many(n + 1, () => '__typename @skip(if: false)')} }`, 'directives'],
  maxDirectivesPerPlace: [
    (n) => `{ __typename ${many(n + 1, () => '@skip(if: false)')} }`,
    'directives in one place',
  ],
  maxSchemaFields: [
    (n) => `{ ${many(n + 1, (i) => `a${i}: __schema { queryType { name } }`)} }`,
    '`__schema` fields',
  ],
  maxTypeFields: [
    (n) =>
      `{ ...F } fragment F on RootQuery { ${many(n + 1, (i) => `a${i}: __type(name: "Post") { name }`)} }`,
    '`__type` fields',
  ],
};

describe('a document above a limit', () => {
  it.each(Object.entries(above))(
    'of `%s` is refused with what it has and what to do',
    async (option, [document, counts]) => {
      const limit = Object.entries(limitOptions).find(([key]) => key === option)?.[1].default ?? 0;
      const { errors } = await gateway.ask(document(limit));
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain(counts);
      expect(errors?.[0]?.message).toMatch(new RegExp(`at most ${limit}\\. .*raise \`${option}\``));
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
      expect(gateway.sent).toEqual([]);
    },
  );

  it.each([
    [
      'fragments that no operation uses',
      `{ __typename } fragment F on Post { ${many(500, () => 'id')} }`,
      'pairs',
    ],
    [
      'fragments that double without end',
      `{ ...F0 } ${many(30, (i) => `fragment F${i} on RootQuery { a: posts { nodes { author { node { id } } } } ...F${i + 1} ...F${i + 1} }`)} fragment F30 on RootQuery { __typename }`,
      'fields',
    ],
    [
      'values that are nested',
      `{ posts(where: { in: ${'['.repeat(200)}1${']'.repeat(200)} }) { nodes { id } } }`,
      'levels of lists',
    ],
    [
      'more brackets than the stack has room for',
      `{ posts(where: { in: ${'['.repeat(9000)} }) { nodes { id } } }`,
      'levels',
    ],
  ])('by %s is refused', async (_what, document, counts) => {
    const { errors } = await gateway.ask(document);
    expect(errors?.[0]?.message).toContain(counts);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('is refused whatever its fragments contain, even themselves', async () => {
    const { errors } = await gateway.ask(
      '{ posts { nodes { ...F } } } fragment F on Post { a: author { node { ...G } } b: author { node { ...G } } } fragment G on User { posts { nodes { ...F } } }',
    );
    expect(errors?.[0]?.message).toContain('within itself');
  });
});

describe('a document below all limits', () => {
  it('is answered: the introspection that tools send', async () => {
    expect((await gateway.ask(getIntrospectionQuery())).errors).toBeUndefined();
  });

  it('is answered: 40 fragments of 20 fields each, and 12 levels', async () => {
    const fields =
      'id databaseId title slug uri date modified link status guid content excerpt commentCount commentStatus pingStatus toPing pinged isSticky enclosure __typename';
    const fragments = many(40, (i) => `fragment F${i} on Post { ${fields} author { node { id name } } }`);
    const levels = nested(2, 'author { node { posts(first: 1) { nodes {', 'id');
    const { errors } = await gateway.ask(
      `{ posts(first: 1) { nodes { ${many(40, (i) => `...F${i}`)} ${levels} } } } ${fragments}`,
    );
    expect(errors?.filter(({ extensions }) => extensions?.['code'] === 'DOCUMENT_TOO_LARGE') ?? []).toEqual(
      [],
    );
  });
});

describe('errors', () => {
  it('of a document stop at a limit', async () => {
    const { errors } = await gateway.ask(`{ posts { nodes { ${many(3000, (i) => `x${i}`)} } } }`);
    expect(errors).toHaveLength(limitOptions.maxErrors.default + 1);
    expect(errors?.at(-1)?.message).toContain('Too many validation errors');
  });

  it('of an answer stop at a limit, and the last says how many there were', async () => {
    const { errors, data } = await gateway.ask<Record<string, unknown>>(
      `{ posts(first: 20) { nodes { ${many(10, (i) => `a${i}: content(urls: FRONTEND)`)} } } }`,
    );
    const limit = limitOptions.maxErrors.default;
    expect(errors).toHaveLength(limit + 1);
    expect(errors?.at(-1)?.message).toMatch(/^The answer has \d+ more errors\./);
    expect(data['posts']).not.toBeNull();
  });
});
