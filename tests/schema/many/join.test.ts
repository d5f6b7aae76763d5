import { buildSchema, execute, parse, printSchema, validate, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseJointId, toJointId } from '../../../src/schema/many/ids.ts';
import { joinGraphs } from '../../../src/schema/many/join.ts';

/** Joins the graphs of sites from the definitions of their types. */
function join(sites: Readonly<Record<string, string>>) {
  const schemas = Object.entries(sites).map(([name, sdl]) => ({ name, schema: buildSchema(sdl) }));
  return joinGraphs(Object.keys(sites), schemas);
}

/** Executes a document at one site. Its fields return what the root value has. */
const at = (graph: ReturnType<typeof join>, site: string, document: string, rootValue: object = {}) => {
  const schema = graph.siteSchema(site);
  if (!schema) throw new Error(`There is no site ${site}`);
  return execute({ schema, document: parse(document), rootValue });
};

const messages = (result: { errors?: readonly { message: string }[] }) =>
  result.errors?.map(({ message }) => message);

describe('the joined schema', () => {
  it('is valid if an interface has more at one site than types of another', () => {
    const graph = join({
      a: `interface Node { id: ID! } interface Titled implements Node { id: ID! title: String! }
          type Book implements Titled & Node { id: ID! title: String! pages: Int! }
          type Query { book: Book! titled: [Titled!]! }`,
      b: `interface Node { id: ID! mood(of: Int): String! } interface Titled { title: String! seo: String! }
          type Post implements Titled & Node { id: ID! mood(of: Int, and: Int): String! title: String! seo: String! }
          type Query { titled: [Titled!]! node: Node post: Post! }`,
    });
    expect(validateSchema(graph.schema)).toEqual([]);
    const sdl = printSchema(graph.schema);
    expect(sdl).toContain('type Book implements');
    // Only some sites have these fields.
    expect(sdl).toMatch(
      /type Query \{\n {2}book: Book\n {2}node: Node\n {2}post: Post\n {2}titled: \[Titled!\]!/,
    );
    expect(graph.conflicts).toEqual([]);
  });

  it('is the schema of the sites if it is that of one site twice', () => {
    const sdl = `enum Size { BIG SMALL }\n input Where { size: Size = BIG, and: [Where!] }\n scalar Date
      union Any = A | B\n type A { x(where: Where): Date }\n type B { size: Size! }\n type Query { any: [Any!]! }`;
    const graph = join({ a: sdl, b: sdl });
    const once = join({ a: sdl });
    const withoutNames = (each: typeof graph) =>
      printSchema(each.schema).replaceAll(/enum SiteName \{[^}]*\}/g, '');
    expect(withoutNames(graph)).toBe(withoutNames(once));
    expect(validateSchema(graph.schema)).toEqual([]);
  });

  it('has what the first site has where sites contradict each other', async () => {
    const graph = join({
      a: 'type Query { price: Float thing: Thing list: [Int] f(x: Int): Int } type Thing { x: Int }',
      b: 'type Query { price: String thing: Thing list: Int f(x: String): Int } union Thing = A type A { x: Int }',
    });
    expect(validateSchema(graph.schema)).toEqual([]);
    expect(graph.conflicts).toEqual([
      '`Query.price` is Float at a, and String at b',
      '`Thing` is an object at a, and of another kind at b',
      '`Query.list` is [Int] at a, and Int at b',
      '`Query.f(x:)` is Int at a, and String at b',
    ]);
    const root = { price: '1', thing: {}, list: 1, f: 5 };
    const result = await at(graph, 'b', '{ price thing { x } list f(x: 1) g: f }', root);
    expect(result.data).toEqual({ price: null, thing: null, list: null, f: null, g: 5 });
    expect(messages(result)).toEqual([
      expect.stringContaining('`Query.price` is Float at a, and String at b'),
      expect.stringContaining('`Thing` is an object at a'),
      expect.stringContaining('`Query.list` is [Int] at a'),
      expect.stringContaining('cannot be asked for its argument `x` here'),
    ]);
  });

  it('is valid if an interface contradicts a type that only another site has', async () => {
    const graph = join({
      a: `interface F { x(a: Int): String y(a: Int!): Int } type H implements F { x(a: Int): String y(a: Int!): Int }
          type Query { h: H }`,
      b: `interface F { x(a: Int): Int y: Int } interface G { x(a: Int): Int }
          type H implements F { x(a: Int): Int y: Int }
          type B implements F & G { x(a: Int): Int y(b: Int = 1): Int } type C implements F { x(a: Int): Int! y: Int }
          type Query { h: H b: B c: C }`,
    });
    expect(validateSchema(graph.schema)).toEqual([]);
    expect([...graph.conflicts].sort()).toEqual([
      '`F.x` is String at a, and Int at b',
      '`F.x` is String at a, and `B.x` is Int at b',
      '`F.x` is String at a, and `C.x` is Int! at b',
      '`H.x` is String at a, and Int at b',
    ]);
    const result = await at(graph, 'b', '{ c { x y } }', { c: { x: 1, y: 2 } });
    expect(result.data).toEqual({ c: { x: null, y: 2 } });
    expect(messages(result)).toEqual([expect.stringContaining('cannot be asked for its field `C.x` here')]);
  });

  it('has no field whose type is of another kind at its only sites', async () => {
    const graph = join({
      a: 'input X { y: Int } type Query { f(x: X): Int any: Any } type Any { y: Int }',
      b: `type X { y: Int } type Only { x: X } input Any { y: Int } input I { any: Any, z: Int }
          type Query { x: X only: Only g(any: Any, z: Int): Int h(i: I): Int late: X }`,
      c: 'type Any { y: Int } type Query { any: Any late: Int g(any: String = "c"): Int }',
    });
    expect(validateSchema(graph.schema)).toEqual([]);
    const sdl = printSchema(graph.schema);
    expect(sdl).not.toContain('Only');
    expect(sdl).toContain('g(any: String = "c", z: Int): Int');
    expect(sdl).toContain('late: Int');
    expect(graph.conflicts.join(' ')).not.toContain('undefined');
    const { data } = await at(graph, 'b', '{ g(z: 1) h(i: { z: 1 }) late }', { g: 3, h: 4, late: {} });
    expect(data).toEqual({ g: 3, h: 4, late: null });
    expect((await at(graph, 'c', '{ late g(any: "x") }', { late: 1, g: 2 })).data).toEqual({ late: 1, g: 2 });
  });

  it('never ignores what a site lacks, at any depth and in variables', async () => {
    const graph = join({
      a: 'input W { and: [W!], size: S, only: Int = 3, o: O } input O { deep: [S] } enum S { BIG HUGE } type Query { f(w: W, more: Int = 5): Int }',
      b: 'input W { and: [W!], size: S, o: O } input O { deep: [S] } enum S { BIG } type Query { f(w: W): Int }',
    });
    const root = { f: () => 1 };
    const wrong: readonly (readonly [string, string])[] = [
      ['{ f(more: 1) }', 'argument `more`'],
      ['{ f(w: { and: [{ only: 1 }] }) }', 'argument `w.and.only`'],
      ['{ f(w: { size: HUGE }) }', 'value `HUGE` for `w.size`'],
      ['{ f(w: { o: { deep: [BIG, HUGE] } }) }', 'value `HUGE` for `w.o.deep`'],
    ];
    for (const [document, what] of wrong) {
      expect(validate(graph.schema, parse(`{ site(name: b) ${document} }`))).toEqual([]);
      const result = await at(graph, 'b', document, root);
      expect([document, result.data, messages(result)?.[0]]).toEqual([
        document,
        { f: null },
        `The site b has no ${what}. Other sites of this graph have it.`,
      ]);
    }
    expect((await at(graph, 'b', '{ f(w: { and: [{ size: BIG }] }) g: f }', root)).errors).toBeUndefined();
    expect((await at(graph, 'a', '{ f(w: { only: 1, size: HUGE }, more: 2) }', root)).data).toEqual({ f: 1 });
  });

  it('takes names of sites that are no names of GraphQL, and free names for its own types', () => {
    const sdl = 'type SiteName { x: Int } type Query { name: SiteName }';
    const graph = join({ '2026': sdl, 'a-b': sdl, a_b: sdl, true: sdl });
    expect(validateSchema(graph.schema)).toEqual([]);
    expect(printSchema(graph.schema)).toMatch(
      /enum SiteName2 \{\n {2}_2026\n {2}a_b\n {2}a_b2\n {2}true2\n\}/,
    );
    const names = ['"2026"', '_2026', '"a-b"', '"a_b"', 'a_b2', '"true"', 'true2'];
    for (const name of names)
      expect(validate(graph.schema, parse(`{ site(name: ${name}) { name { x } } }`))).toEqual([]);
    for (const name of ['"b"', 'A_B', '5', 'null', '"__proto__"'])
      expect(validate(graph.schema, parse(`{ site(name: ${name}) { name { x } } }`))).toHaveLength(1);
  });

  it('has no fields of Apollo Federation, which show the schema of a site', () => {
    const sdl = 'type _Service { sdl: String! } type Query { _service: _Service! x: Int }';
    expect(printSchema(join({ a: sdl }).schema)).not.toContain('_service');
  });
});

describe('ids of several sites', () => {
  it.each(['cG9zdDo3', 'bacs', '12', 'a:b', '', 'é/ü', 'bmV3cy9wb3N0Ojc', '='])('lead back to %j', (id) => {
    const joint = toJointId('my-site', id);
    expect(parseJointId(joint)).toEqual({ site: 'my-site', id });
    expect(toJointId('my-site', joint)).toBe(joint);
    expect(toJointId('other', id)).not.toBe(joint);
  });

  it.each(['cG9zdDo3', '', '7', 'hello-world', '/2026/11/a-post/', 'bmV3cy9wb3N0Ojc', 'bmV3cy8='])(
    'are never %j, which is of one site',
    (id) => {
      expect(parseJointId(id)).toBeNull();
    },
  );
});
