import type { Node } from './babel.ts';
import type { Expression, Library } from './library.ts';
import { propertyName } from './module.ts';
import type { Piece } from './pieces.ts';
import { resolve, unwrap } from './resolve.ts';

/** The texts that an expression can have: several if it chooses between them (`preview ? 'a' : 'b'`). */
export type PossibleTexts = readonly (readonly Piece[])[];

/** Maximum number of texts of one expression. */
const maxTexts = 8;

/** Maximum depth of nested calls and expressions. */
const maxDepth = 12;

/** Functions that return the text of their argument. They may change its white space. */
const identityFunctions = /^(?:gql|graphql|print|parse|String|stripIgnoredCharacters|minify|dedent)$/;

/** Methods of strings that change white space only. */
const spacingMethods = /^(?:trim|trimStart|trimEnd|toString|valueOf)$/;

/** Returns the possible texts of an expression. Returns null if it is no text, or one that is known at run time only. */
export function evaluateTexts(expression: Expression, library: Library, depth = 0): PossibleTexts | null {
  const node = unwrap(expression.node);
  const evaluate = evaluators[node.type];
  return depth > maxDepth || !evaluate ? null : evaluate({ ...expression, node }, library, depth + 1);
}

type Evaluator = (expression: Expression, library: Library, depth: number) => PossibleTexts | null;

const evaluators: Readonly<Record<string, Evaluator>> = {
  StringLiteral: evaluateLiteral,
  NumericLiteral: evaluateLiteral,
  BooleanLiteral: evaluateLiteral,
  Identifier: evaluateReference,
  MemberExpression: evaluateReference,
  OptionalMemberExpression: evaluateReference,
  TemplateLiteral: evaluateTemplate,
  TaggedTemplateExpression: (expression, library, depth) =>
    expression.node.type === 'TaggedTemplateExpression'
      ? evaluateTemplate({ ...expression, node: expression.node.quasi }, library, depth)
      : null,
  BinaryExpression: (expression, library, depth) => {
    const { node } = expression;
    if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
    return concatenate(
      [node.left, node.right].map((operand) => textsOrHole({ ...expression, node: operand }, library, depth)),
    );
  },
  ConditionalExpression: (expression, library, depth) => {
    const { node } = expression;
    if (node.type !== 'ConditionalExpression') return null;
    return [node.consequent, node.alternate].flatMap((branch) =>
      textsOrHole({ ...expression, node: branch }, library, depth),
    );
  },
  LogicalExpression: (expression, library, depth) => {
    const { node } = expression;
    if (node.type !== 'LogicalExpression') return null;
    const right = textsOrHole({ ...expression, node: node.right }, library, depth);
    if (node.operator === '&&') return [...right, []];
    return [...(evaluateTexts({ ...expression, node: node.left }, library, depth) ?? []), ...right];
  },
  CallExpression: evaluateCall,
  OptionalCallExpression: evaluateCall,
};

function evaluateReference(expression: Expression, library: Library, depth: number): PossibleTexts | null {
  const found = resolve(expression, library);
  return found && found.node !== expression.node ? evaluateTexts(found, library, depth) : null;
}

function evaluateTemplate(expression: Expression, library: Library, depth: number): PossibleTexts | null {
  const { node, module } = expression;
  if (node.type !== 'TemplateLiteral') return null;
  const parts: PossibleTexts[] = [];
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
    if (inserted) parts.push(textsOrHole({ ...expression, node: inserted }, library, depth));
  }
  return concatenate(parts);
}

function evaluateCall(expression: Expression, library: Library, depth: number): PossibleTexts | null {
  const { node } = expression;
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return null;
  const [argument] = node.arguments;
  const callee = unwrap(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : propertyName(callee);
  const object = 'object' in callee ? callee.object : null;
  const at = (part: Node) => ({ ...expression, node: part });
  if (object && name === 'join') return evaluateJoin(at(object), argument, library, depth);
  if (object && name !== null && spacingMethods.test(name)) return evaluateTexts(at(object), library, depth);
  if (object && name === 'replace' && replacesSpace(node.arguments)) {
    return evaluateTexts(at(object), library, depth);
  }
  if (object && name === 'concat') {
    return concatenate([object, ...node.arguments].map((part) => textsOrHole(at(part), library, depth)));
  }
  if (argument && name !== null && identityFunctions.test(name)) {
    return evaluateTexts(at(argument), library, depth);
  }
  return evaluateFunction(expression, { callee, args: node.arguments }, library, depth);
}

/** Evaluates `[…].join(separator)`. */
function evaluateJoin(
  array: Expression,
  separator: Node | undefined,
  library: Library,
  depth: number,
): PossibleTexts | null {
  const resolved = resolve(array, library);
  if (resolved?.node.type !== 'ArrayExpression') return null;
  const between = separator ? textsOrHole({ ...array, node: separator }, library, depth) : [[]];
  return concatenate(
    resolved.node.elements.flatMap((item, index) => {
      if (!item) return [];
      const texts = textsOrHole({ ...resolved, node: item }, library, depth);
      return index === 0 ? [texts] : [between, texts];
    }),
  );
}

interface Call {
  readonly callee: Node;
  readonly args: readonly Node[];
}

/** Evaluates a call of a function of the frontend. */
function evaluateFunction(
  expression: Expression,
  { callee, args: values }: Call,
  library: Library,
  depth: number,
): PossibleTexts | null {
  const called = resolve({ ...expression, node: callee, name: null }, library);
  if (!called || !('params' in called.node) || !('body' in called.node)) return null;
  const result = returnedExpression(called.node.body as Node);
  if (!result) return null;
  const args = new Map(called.args);
  const parameters = called.node.params as readonly Node[];
  for (const [index, parameter] of parameters.entries()) {
    const node = values[index] ?? (parameter.type === 'AssignmentPattern' ? parameter.right : null);
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (node && target.type === 'Identifier') args.set(target.name, { ...expression, node });
  }
  return evaluateTexts({ ...called, node: result, args }, library, depth);
}

/** Returns the expression that a function returns. Returns null if its body has branches or loops. */
function returnedExpression(body: Node): Node | null {
  if (body.type !== 'BlockStatement') return body;
  const statements = body.body.filter(({ type }) => /Return|If|Switch|For|While|Try/.test(type));
  const [only] = statements;
  return statements.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? null) : null;
}

/** Returns whether the arguments of `replace` remove white space, or replace it by other white space. */
function replacesSpace([pattern, replacement]: readonly Node[]): boolean {
  return (
    pattern?.type === 'RegExpLiteral' &&
    /^[\\srnt+*\s[\]()|^$]+$/.test(pattern.pattern) &&
    replacement?.type === 'StringLiteral' &&
    replacement.value.trim() === ''
  );
}

/** Returns the possible texts of an expression, or a hole if they are not known. */
function textsOrHole(expression: Expression, library: Library, depth: number): PossibleTexts {
  const texts = evaluateTexts(expression, library, depth);
  if (texts) return texts;
  const { node, module } = expression;
  const source = module.source.slice(node.start ?? 0, node.end ?? 0);
  return [[{ expression: source, file: module.file, line: node.loc?.start.line ?? 1 }]];
}

function evaluateLiteral({ node, module }: Expression): PossibleTexts | null {
  if (!('value' in node)) return null;
  const place = { file: module.file, line: node.loc?.start.line ?? 1, position: node.start ?? 0 };
  return [[{ text: String(node.value), ...place, spansLines: false }]];
}

/** Returns every combination of the texts of consecutive parts. */
function concatenate(parts: readonly PossibleTexts[]): PossibleTexts {
  return parts.reduce<PossibleTexts>(
    (texts, part) => texts.flatMap((text) => part.map((next) => [...text, ...next])).slice(0, maxTexts),
    [[]],
  );
}
