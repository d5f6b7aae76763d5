import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from '../../src/packages/graphql.ts';
import { buildSchema } from '../../src/schema/build.ts';
import { stockSite } from '../../src/site/stock.ts';
import { startGateway, type TestGateway } from './gateway.ts';

/* Relay's rules (GraphQL Cursor Connections Specification) for every connection of the schema. */

const schema = buildSchema(stockSite());
const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
const connections = objects.filter(({ name }) => name.endsWith('Connection'));

/** A field of any type that returns a connection. */
interface ConnectionField {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly type: GraphQLObjectType;
}

const fields = objects.flatMap((owner) =>
  Object.values(owner.getFields()).flatMap((field): ConnectionField[] => {
    const type = getNamedType(field.type);
    return isObjectType(type) && type.name.endsWith('Connection')
      ? [{ coordinate: `${owner.name}.${field.name}`, field, type }]
      : [];
  }),
);

const shownType = (type: GraphQLOutputType | undefined) => String(type);
const nullable = (type: GraphQLOutputType | undefined) => (isNonNullType(type) ? type.ofType : type);

describe('the type of each connection', () => {
  it.each(connections.map((type) => [type.name, type] as const))('%s has edges and pageInfo', (_, type) => {
    const { edges, pageInfo, nodes } = type.getFields();
    const list = nullable(edges?.type);
    expect(isListType(list)).toBe(true);
    const edge = getNamedType(edges?.type);
    if (!isObjectType(edge) && !isInterfaceType(edge)) throw new Error(`${type.name} has no type of edges`);
    expect(edge.name).toMatch(/Edge$/);
    const { node, cursor } = edge.getFields();
    expect(shownType(nullable(cursor?.type))).toBe('String');
    expect(isListType(nullable(node?.type))).toBe(false);
    expect(String(getNamedType(nodes?.type))).toBe(String(getNamedType(node?.type)));
    expect(isNonNullType(pageInfo?.type)).toBe(true);
    const info = getNamedType(pageInfo?.type);
    if (!isObjectType(info) && !isInterfaceType(info))
      throw new Error(`${type.name} has no type of pageInfo`);
    const types = Object.entries(info.getFields()).map(([name, { type: each }]) => [name, shownType(each)]);
    expect(Object.fromEntries(types)).toMatchObject({
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
      endCursor: 'String',
    });
  });
});

it('every field that returns a connection has the arguments of both directions', () => {
  expect(fields.length).toBeGreaterThan(40);
  const wrong = fields.filter(({ field }) => {
    const types = Object.fromEntries(field.args.map(({ name, type }) => [name, String(type)]));
    const { first, last, after, before } = types;
    return `${first} ${last} ${after} ${before}` !== 'Int Int String String';
  });
  expect(wrong.map(({ coordinate }) => coordinate)).toEqual([]);
});

interface Page {
  readonly edges: readonly {
    readonly cursor: string | null;
    readonly node: { readonly id?: string } | null;
  }[];
  readonly nodes: readonly ({ readonly id?: string } | null)[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

describe('each connection at the root', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway?.close());

  const roots = fields.filter(
    ({ coordinate, field }) => coordinate.startsWith('RootQuery.') && !field.args.some(isRequiredArgument),
  );

  async function read(name: string, args: string): Promise<Page | null> {
    const selection =
      '{ edges { cursor node { ... on Node { id } } } nodes { ... on Node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
    const { data } = await gateway
      .as('admin')
      .ask<Record<string, Page | null>>(`{ ${name}(${args}) ${selection} }`);
    return data[name] ?? null;
  }

  it.each(roots.map(({ field }) => field.name))('%s follows the rules', async (name) => {
    const first = await read(name, 'first: 2');
    // The REST API does not have some lists; a notice says so.
    if (first === null || first.edges.length === 0) return;
    const { edges, nodes, pageInfo } = first;
    expect(edges.length).toBeLessThanOrEqual(2);
    expect(nodes).toEqual(edges.map(({ node }) => node));
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
    expect(pageInfo.hasPreviousPage).toBe(false);
    const cursor = JSON.stringify(pageInfo.endCursor);
    const second = await read(name, `first: 2, after: ${cursor}`);
    expect((second?.edges.length ?? 0) > 0).toBe(pageInfo.hasNextPage);
    const ids = [...edges, ...(second?.edges ?? [])].map(({ cursor: each }) => each);
    expect(new Set(ids).size).toBe(ids.length);
    if (pageInfo.hasNextPage) {
      const start = JSON.stringify(second?.pageInfo.startCursor);
      const back = await read(name, `last: 2, before: ${start}`);
      expect(back?.edges).toEqual(edges);
    }
    const end = await read(name, 'last: 1');
    expect(end?.edges.length).toBe(1);
    expect(end?.pageInfo.hasNextPage).toBe(false);
  });

  it.each(roots.map(({ field }) => field.name))('%s refuses negative numbers', async (name) => {
    for (const args of ['first: -1', 'last: -1']) {
      const query = `{ ${name}(${args}) { nodes { __typename } } }`;
      const { data, errors } = await gateway.as('admin').ask<Record<string, unknown>>(query);
      const codes = errors?.map(({ extensions }) => extensions?.['code']);
      // The REST API does not have some lists: they are empty, whatever the arguments are.
      const isEmpty = ['null', '{"nodes":[]}'].includes(JSON.stringify(data[name]));
      expect(codes ?? isEmpty).toEqual(codes ? ['BAD_USER_INPUT'] : true);
    }
  });
});
