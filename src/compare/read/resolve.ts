import type { Node } from './babel.ts';
import type { Library, Value } from './library.ts';
import { type Binding, type Export, type Module, memberPath, propertyName } from './module.ts';

/** Steps after which a chain of names is given up: it may go in a circle. */
const longest = 40;

const nothing: ReadonlyMap<string, Value> = new Map();

/** Follows names, members and imports to the expression they stand for; null where only the running frontend knows it. */
export function resolve(value: Value, library: Library, steps = 0): Value | null {
  if (steps > longest) return null;
  const node = unwrapped(value.node);
  if (node.type === 'Identifier') return named(node.name, { ...value, node }, library, steps + 1);
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    return memberOf({ ...value, node }, library, steps + 1);
  }
  if (node.type === 'CallExpression' && memberPath(node.callee)?.join('.') === 'require') {
    const [specifier] = node.arguments;
    if (specifier?.type !== 'StringLiteral') return null;
    return imported({ from: specifier.value, name: '*' }, value.module, library, steps + 1);
  }
  return { ...value, node };
}

/** An expression less what only TypeScript and parentheses add to it. */
export function unwrapped(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
      return unwrapped(node.expression);
    default:
      return node;
  }
}

/** What a name is bound to at a place in its file; undefined where the file doesn't bind it. */
export function bindingOf(name: string, { node, module }: Value): Binding['means'] | undefined {
  const at = node.start ?? 0;
  const inside = (module.bindings.get(name) ?? []).filter(
    ({ scope: [start, end] }) => start <= at && at <= end,
  );
  return inside.sort((a, b) => b.scope[0] - a.scope[0])[0]?.means;
}

function named(name: string, value: Value, library: Library, steps: number): Value | null {
  const given = value.given.get(name);
  if (given) return resolve(given, library, steps);
  const means = bindingOf(name, value);
  if (means === 'parameter' || means === 'variable') return null;
  if (means === undefined) return exportedSomewhere(name, library, steps);
  if (!('type' in means)) {
    return imported(means, value.module, library, steps) ?? exportedSomewhere(name, library, steps);
  }
  if (means === value.node) return null;
  return withName(resolve({ ...value, node: means, name }, library, steps), name);
}

/** A value under the name that its file gives it, unless it came from another file. */
function withName(value: Value | null, name: string): Value | null {
  return value && { ...value, name: value.name ?? name };
}

/** The value of the one file that exports a name: what a framework imports by itself, or an alias that isn't known. */
function exportedSomewhere(name: string, library: Library, steps: number): Value | null {
  const found = library
    .mentioning(name)
    .flatMap((file) => library.module(file) ?? [])
    .filter(({ exports }) => exports.get(name) !== undefined);
  const [only] = found;
  return only && found.length === 1 ? exported(name, only, library, steps) : null;
}

function imported(
  { from, name }: Exclude<Export, Node>,
  module: Module,
  library: Library,
  steps: number,
): Value | null {
  const file = library.find(module.file, from);
  const target = file === null ? null : library.module(file);
  if (!target || steps > longest) return null;
  if (name === '*') return { node: target.program, module: target, given: nothing, name: null };
  return exported(name, target, library, steps + 1);
}

function exported(name: string, module: Module, library: Library, steps: number): Value | null {
  const found = module.exports.get(name);
  if (found && 'type' in found) {
    const own = 'id' in found && found.id && 'name' in found.id ? String(found.id.name) : null;
    return resolve({ node: found, module, given: nothing, name: own }, library, steps + 1);
  }
  if (found) return imported(found, module, library, steps + 1);
  for (const from of module.passedOn) {
    const passed = imported({ from, name }, module, library, steps + 1);
    if (passed) return passed;
  }
  const whole = module.exports.get('default');
  if (name === 'default' || !whole || !('type' in whole)) return null;
  return propertyOf({ node: whole, module, given: nothing, name: null }, name, library, steps + 1);
}

function memberOf(value: Value, library: Library, steps: number): Value | null {
  const { node, module } = value;
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  const name = propertyName(node);
  if (name === null) return null;
  const assigned = module.members.get(memberPath(node)?.join('.') ?? '');
  if (assigned && assigned !== node) return resolve({ ...value, node: assigned }, library, steps);
  const object = resolve({ ...value, node: node.object, name: null }, library, steps);
  return object && propertyOf(object, name, library, steps);
}

/** Properties of what `graphql-tag` makes of a document that lead back to its text: `DOCUMENT.loc.source.body`. */
const backToText = new Set(['loc', 'source', 'body']);

function propertyOf(object: Value, name: string, library: Library, steps: number): Value | null {
  const { node, module } = object;
  if (node.type === 'Program') return exported(name, module, library, steps);
  if (backToText.has(name) && /^(TaggedTemplate|Call)Expression$/.test(node.type)) return object;
  const path = object.name === null ? null : `${object.name}.${name}`;
  const assigned = path === null ? undefined : module.members.get(path);
  const property = assigned ?? ownProperty(node, name);
  if (!property) return null;
  const { given, name: outer } = object;
  return withName(
    resolve({ node: property, module, given, name: null }, library, steps + 1),
    path ?? `${outer ?? ''}.${name}`,
  );
}

function ownProperty(node: Node, name: string): Node | null {
  const isIt = (key: Node) =>
    (key.type === 'Identifier' && key.name === name) || (key.type === 'StringLiteral' && key.value === name);
  if (node.type === 'ObjectExpression') {
    for (const property of node.properties) {
      if (property.type === 'ObjectProperty' && isIt(property.key)) return property.value;
      if (property.type === 'ObjectMethod' && isIt(property.key)) return property;
    }
  }
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    for (const member of node.body.body) {
      if (member.type === 'ClassProperty' && isIt(member.key)) return member.value ?? null;
    }
  }
  return null;
}
