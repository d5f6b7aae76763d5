import type { Node } from './babel.ts';
import type { Expression, Library } from './library.ts';
import { type BoundValue, type Import, type Module, memberPath, propertyName } from './module.ts';

/** How many steps the search for a value may take. Names may refer to one another in a circle. */
const maxSteps = 40;

const noArgs: ReadonlyMap<string, Expression> = new Map();

/**
 * Returns the expression that defines a value. Follows names, members and imports. Returns null if the value is known at
 * run time only.
 */
export function resolve(expression: Expression, library: Library, steps = 0): Expression | null {
  if (steps > maxSteps) return null;
  const node = unwrap(expression.node);
  if (node.type === 'Identifier') return resolveName(node.name, { ...expression, node }, library, steps + 1);
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return resolveMember({ ...expression, node }, library, steps + 1);
  }
  if (node.type === 'CallExpression' && memberPath(node.callee)?.join('.') === 'require') {
    const [specifier] = node.arguments;
    if (specifier?.type !== 'StringLiteral') return null;
    return resolveImport({ from: specifier.value, name: '*' }, expression.module, library, steps + 1);
  }
  return { ...expression, node };
}

/** Returns an expression without the parentheses and type annotations around it. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** Returns the value of a name in the innermost scope that declares it. Returns undefined if no scope does. */
export function boundValue(name: string, { node, module }: Expression): BoundValue | undefined {
  const position = node.start ?? 0;
  const bindings = (module.bindings.get(name) ?? []).filter(
    ({ scope: [start, end] }) => start <= position && position <= end,
  );
  return bindings.sort((a, b) => b.scope[0] - a.scope[0])[0]?.value;
}

function resolveName(
  name: string,
  expression: Expression,
  library: Library,
  steps: number,
): Expression | null {
  const argument = expression.args.get(name);
  if (argument) return resolve(argument, library, steps);
  const value = boundValue(name, expression);
  if (value === 'parameter' || value === 'variable') return null;
  if (value === undefined) return resolveGlobal(name, library, steps);
  if (!('type' in value)) {
    return resolveImport(value, expression.module, library, steps) ?? resolveGlobal(name, library, steps);
  }
  if (value === expression.node) return null;
  return withName(resolve({ ...expression, node: value, name }, library, steps), name);
}

/** Returns the expression with its name in its own file, unless it has one from another file. */
function withName(expression: Expression | null, name: string): Expression | null {
  return expression && { ...expression, name: expression.name ?? name };
}

/**
 * Returns the value of a name that no import declares, if exactly one file exports it. Frameworks import such names
 * automatically, and bundlers know aliases that the library does not.
 */
function resolveGlobal(name: string, library: Library, steps: number): Expression | null {
  const modules = library
    .filesWith(name)
    .flatMap((file) => library.module(file) ?? [])
    .filter(({ exports }) => exports.get(name) !== undefined);
  const [only] = modules;
  return only && modules.length === 1 ? resolveExport(name, only, library, steps) : null;
}

function resolveImport(
  { from, name }: Import,
  module: Module,
  library: Library,
  steps: number,
): Expression | null {
  const file = library.resolveImport(module.file, from);
  const target = file === null ? null : library.module(file);
  if (!target || steps > maxSteps) return null;
  if (name === '*') return { node: target.program, module: target, args: noArgs, name: null };
  return resolveExport(name, target, library, steps + 1);
}

function resolveExport(name: string, module: Module, library: Library, steps: number): Expression | null {
  const value = module.exports.get(name);
  if (value && 'type' in value) {
    const declaredName = 'id' in value && value.id && 'name' in value.id ? String(value.id.name) : null;
    return resolve({ node: value, module, args: noArgs, name: declaredName }, library, steps + 1);
  }
  if (value) return resolveImport(value, module, library, steps + 1);
  for (const from of module.starExports) {
    const found = resolveImport({ from, name }, module, library, steps + 1);
    if (found) return found;
  }
  // CommonJS: `module.exports = { name: … }`.
  const whole = module.exports.get('default');
  if (name === 'default' || !whole || !('type' in whole)) return null;
  return resolveProperty({ node: whole, module, args: noArgs, name: null }, name, library, steps + 1);
}

function resolveMember(expression: Expression, library: Library, steps: number): Expression | null {
  const { node, module } = expression;
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  const name = propertyName(node);
  if (name === null) return null;
  const assigned = module.members.get(memberPath(node)?.join('.') ?? '');
  if (assigned && assigned !== node) return resolve({ ...expression, node: assigned }, library, steps);
  const object = resolve({ ...expression, node: node.object, name: null }, library, steps);
  return object && resolveProperty(object, name, library, steps);
}

/** Properties of a document of `graphql-tag` that lead to its text: `DOCUMENT.loc.source.body`. */
const textProperties = new Set(['loc', 'source', 'body']);

function resolveProperty(
  object: Expression,
  name: string,
  library: Library,
  steps: number,
): Expression | null {
  const { node, module, args } = object;
  if (node.type === 'Program') return resolveExport(name, module, library, steps);
  if (textProperties.has(name) && /^(TaggedTemplate|Call)Expression$/.test(node.type)) return object;
  const path = object.name === null ? null : `${object.name}.${name}`;
  const assigned = path === null ? undefined : module.members.get(path);
  const property = assigned ?? ownProperty(node, name);
  if (!property) return null;
  return withName(
    resolve({ node: property, module, args, name: null }, library, steps + 1),
    path ?? `${object.name ?? ''}.${name}`,
  );
}

/** Returns the value of a property that an object literal or a class defines. */
function ownProperty(node: Node, name: string): Node | null {
  const isNamed = (key: Node) =>
    (key.type === 'Identifier' && key.name === name) || (key.type === 'StringLiteral' && key.value === name);
  if (node.type === 'ObjectExpression') {
    for (const property of node.properties) {
      if (property.type === 'ObjectProperty' && isNamed(property.key)) return property.value;
      if (property.type === 'ObjectMethod' && isNamed(property.key)) return property;
    }
  }
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    for (const member of node.body.body) {
      if (member.type === 'ClassProperty' && isNamed(member.key)) return member.value ?? null;
    }
  }
  return null;
}
