import type { Node } from './babel.ts';
import type { Library, Value } from './library.ts';
import { propertyName } from './module.ts';
import type { Piece } from './pieces.ts';
import { resolve, unwrapped } from './resolve.ts';

/** The texts that an expression may give: several where it chooses (`preview ? 'a' : 'b'`). */
export type Texts = readonly (readonly Piece[])[];

/** Most texts that are told apart of one expression. */
const most = 8;

/** Calls deeper than this are not followed. */
const deepest = 12;

/** Functions that give the text they are given, as far as GraphQL goes. */
const passing = /^(?:gql|graphql|print|parse|String|stripIgnoredCharacters|minify|dedent)$/;

/** Methods of texts that change no more than the space around and between words. */
const spacing = /^(?:trim|trimStart|trimEnd|toString|valueOf)$/;

/** The texts of an expression; null where it gives none, or one that only the running frontend knows. */
export function textsOf(value: Value, library: Library, depth = 0): Texts | null {
  const node = unwrapped(value.node);
  const read = readers[node.type];
  return depth > deepest || !read ? null : read({ ...value, node }, library, depth + 1);
}

type Reader = (value: Value, library: Library, depth: number) => Texts | null;

const readers: Readonly<Record<string, Reader>> = {
  StringLiteral: literal,
  NumericLiteral: literal,
  BooleanLiteral: literal,
  Identifier: reference,
  MemberExpression: reference,
  OptionalMemberExpression: reference,
  TemplateLiteral: template,
  TaggedTemplateExpression: (value, library, depth) =>
    value.node.type === 'TaggedTemplateExpression'
      ? template({ ...value, node: value.node.quasi }, library, depth)
      : null,
  BinaryExpression: (value, library, depth) => {
    const { node } = value;
    if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
    return joined([node.left, node.right].map((side) => orHole({ ...value, node: side }, library, depth)));
  },
  ConditionalExpression: (value, library, depth) => {
    const { node } = value;
    if (node.type !== 'ConditionalExpression') return null;
    return [node.consequent, node.alternate].flatMap((side) =>
      orHole({ ...value, node: side }, library, depth),
    );
  },
  LogicalExpression: (value, library, depth) => {
    const { node } = value;
    if (node.type !== 'LogicalExpression') return null;
    const right = orHole({ ...value, node: node.right }, library, depth);
    if (node.operator === '&&') return [...right, []];
    return [...(textsOf({ ...value, node: node.left }, library, depth) ?? []), ...right];
  },
  CallExpression: call,
  OptionalCallExpression: call,
};

function reference(value: Value, library: Library, depth: number): Texts | null {
  const found = resolve(value, library);
  return found && found.node !== value.node ? textsOf(found, library, depth) : null;
}

function template(value: Value, library: Library, depth: number): Texts | null {
  const { node, module } = value;
  if (node.type !== 'TemplateLiteral') return null;
  const parts: Texts[] = [];
  for (const [index, { value: text, loc, start }] of node.quasis.entries()) {
    parts.push([
      [
        {
          text: text.cooked ?? text.raw,
          file: module.file,
          line: loc?.start.line ?? 1,
          position: start ?? 0,
          spansLines: true,
        },
      ],
    ]);
    const inserted = node.expressions[index];
    if (inserted) parts.push(orHole({ ...value, node: inserted }, library, depth));
  }
  return joined(parts);
}

function call(value: Value, library: Library, depth: number): Texts | null {
  const { node } = value;
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return null;
  const [argument] = node.arguments;
  const callee = unwrapped(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : propertyName(callee);
  const object = 'object' in callee ? callee.object : null;
  if (object && name === 'join') return list(object, argument, value, library, depth);
  if (object && name !== null && spacing.test(name))
    return textsOf({ ...value, node: object }, library, depth);
  if (object && name === 'replace' && replacesSpace(node.arguments)) {
    return textsOf({ ...value, node: object }, library, depth);
  }
  if (object && name === 'concat') {
    return joined(
      [object, ...node.arguments].map((part) => orHole({ ...value, node: part }, library, depth)),
    );
  }
  if (argument && name !== null && passing.test(name)) {
    return textsOf({ ...value, node: argument }, library, depth);
  }
  return returned(value, callee, node.arguments, library, depth);
}

/** The texts of an array's items with a separator between them. */
function list(
  object: Node,
  separator: Node | undefined,
  value: Value,
  library: Library,
  depth: number,
): Texts | null {
  const array = resolve({ ...value, node: object }, library);
  if (array?.node.type !== 'ArrayExpression') return null;
  const between = separator ? orHole({ ...value, node: separator }, library, depth) : [[]];
  return joined(
    array.node.elements.flatMap((item, index) => {
      if (!item) return [];
      const texts = orHole({ ...array, node: item }, library, depth);
      return index === 0 ? [texts] : [between, texts];
    }),
  );
}

/** The texts that a function of the frontend returns for what it is given. */
function returned(
  value: Value,
  callee: Node,
  given: readonly Node[],
  library: Library,
  depth: number,
): Texts | null {
  const called = resolve({ ...value, node: callee, name: null }, library);
  if (!called || !('params' in called.node) || !('body' in called.node)) return null;
  const result = resultOf(called.node.body as Node);
  if (!result) return null;
  const parameters = new Map(called.given);
  const params = called.node.params as readonly Node[];
  for (const [index, parameter] of params.entries()) {
    const node = given[index] ?? (parameter.type === 'AssignmentPattern' ? parameter.right : null);
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (node && target.type === 'Identifier') parameters.set(target.name, { ...value, node });
  }
  return textsOf({ ...called, node: result, given: parameters }, library, depth);
}

/** The expression that a function's body gives, where it is one alone. */
function resultOf(body: Node): Node | null {
  if (body.type !== 'BlockStatement') return body;
  const returns = body.body.filter(({ type }) => /Return|If|Switch|For|While|Try/.test(type));
  const [only] = returns;
  return returns.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? null) : null;
}

function replacesSpace([pattern, replacement]: readonly Node[]): boolean {
  return (
    pattern?.type === 'RegExpLiteral' &&
    /^[\\srnt+*\s[\]()|^$]+$/.test(pattern.pattern) &&
    replacement?.type === 'StringLiteral' &&
    replacement.value.trim() === ''
  );
}

function orHole(value: Value, library: Library, depth: number): Texts {
  const texts = textsOf(value, library, depth);
  if (texts) return texts;
  const { node, module } = value;
  const expression = module.source.slice(node.start ?? 0, node.end ?? 0);
  return [[{ expression, file: module.file, line: node.loc?.start.line ?? 1 }]];
}

function literal({ node, module }: Value): Texts | null {
  if (!('value' in node)) return null;
  const place = { file: module.file, line: node.loc?.start.line ?? 1, position: node.start ?? 0 };
  return [[{ text: String(node.value), ...place, spansLines: false }]];
}

/** Each text of one part with each of the next. */
function joined(parts: readonly Texts[]): Texts {
  return parts.reduce<Texts>(
    (texts, part) => texts.flatMap((text) => part.map((more) => [...text, ...more])).slice(0, most),
    [[]],
  );
}
