import { type ParserPlugin, parse } from '@babel/parser';
import type { Node } from './babel.ts';

/** A file of JavaScript or TypeScript, with what its names stand for. */
export interface Module {
  readonly file: string;
  readonly source: string;
  readonly program: Node;
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** What is assigned to members: `Card.fragments`, `module.exports`, `exports.query`. */
  readonly members: ReadonlyMap<string, Node>;
  readonly exports: ReadonlyMap<string, Export>;
  /** Specifiers of `export * from`. */
  readonly passedOn: readonly string[];
}

/** What a name stands for in a part of a file. */
export interface Binding {
  /** First and last position of the part. */
  readonly scope: readonly [start: number, end: number];
  readonly means: Node | Imported | Unknown;
}

/** A value of another file. `name` is `*` for all of that file. */
export interface Imported {
  readonly from: string;
  readonly name: string;
}

/** A value known only at run time: a parameter, or a variable that is assigned again. */
export type Unknown = 'parameter' | 'variable';

export type Export = Node | Imported;

/** Grammars to try in this order: JSX and `<T>value` exclude each other, and so do the types of TypeScript and of Flow. */
const grammars: readonly (readonly ParserPlugin[])[] = [
  ['typescript', 'jsx'],
  ['typescript'],
  ['flow', 'jsx'],
];

/** Reads a file; null where it is in none of the known grammars. */
export function readModule(file: string, source: string): Module | null {
  const program = parsed(source);
  if (program === null) return null;
  const reader = { bindings: new Map<string, Binding[]>(), members: new Map<string, Node>() };
  const exports = new Map<string, Export>();
  const passedOn: string[] = [];
  const reassigned = new Set<string>();
  collect(program, [0, source.length], { ...reader, exports, passedOn, reassigned });
  for (const name of reassigned) {
    const known = reader.bindings.get(name) ?? [];
    reader.bindings.set(
      name,
      known.map(({ scope }) => ({ scope, means: 'variable' as const })),
    );
  }
  return { file, source, program, ...reader, exports, passedOn };
}

/** The program of a source; the one with the fewest errors where no grammar fits. */
function parsed(source: string): Node | null {
  for (const isTolerant of [false, true]) {
    for (const plugins of grammars) {
      try {
        return parse(source, {
          sourceType: 'unambiguous',
          plugins: ['decorators-legacy', ...plugins],
          errorRecovery: isTolerant,
          allowReturnOutsideFunction: true,
          allowAwaitOutsideFunction: true,
          allowImportExportEverywhere: true,
          allowUndeclaredExports: true,
        }).program;
      } catch {
        // The next grammar may fit.
      }
    }
  }
  return null;
}

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key.endsWith('Comments') || key === 'loc' || key === 'extra') continue;
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) children.push(item);
  }
  return children.sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

interface Collection {
  readonly bindings: Map<string, Binding[]>;
  readonly members: Map<string, Node>;
  readonly exports: Map<string, Export>;
  readonly passedOn: string[];
  readonly reassigned: Set<string>;
}

type Scope = Binding['scope'];

function collect(node: Node, outer: Scope, found: Collection): void {
  const scope: Scope = /Statement$|Function|Method/.test(node.type)
    ? [node.start ?? 0, node.end ?? 0]
    : outer;
  const bind = (name: string, means: Binding['means'], where = scope) =>
    found.bindings.set(name, [...(found.bindings.get(name) ?? []), { scope: where, means }]);
  switch (node.type) {
    case 'VariableDeclarator':
      if (node.id.type === 'Identifier') bind(node.id.name, node.init ?? 'variable', outer);
      else for (const name of namesIn(node.id)) bind(name, 'variable', outer);
      break;
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      if (node.id) bind(node.id.name, node, outer);
      break;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) {
        bind(specifier.local.name, { from: node.source.value, name: importedName(specifier) }, outer);
      }
      break;
    case 'AssignmentExpression': {
      const path = memberPath(node.left);
      if (path !== null && path.length > 1) found.members.set(path.join('.'), node.right);
      else if (path?.[0] !== undefined) found.reassigned.add(path[0]);
      if (path?.[0] === 'exports' && path[1] !== undefined) found.exports.set(path[1], node.right);
      if (path?.join('.') === 'module.exports') found.exports.set('default', node.right);
      if (path?.join('.').startsWith('module.exports.') && path[2]) found.exports.set(path[2], node.right);
      break;
    }
    case 'ExportDefaultDeclaration':
      found.exports.set('default', node.declaration);
      break;
    case 'ExportAllDeclaration':
      found.passedOn.push(node.source.value);
      break;
    case 'ExportNamedDeclaration':
      collectExports(node, found);
      break;
  }
  if ('params' in node && Array.isArray(node.params)) {
    for (const parameter of node.params) {
      if (isNode(parameter)) for (const name of namesIn(parameter)) bind(name, 'parameter');
    }
  }
  for (const child of childrenOf(node)) collect(child, scope, found);
}

function collectExports(node: Extract<Node, { type: 'ExportNamedDeclaration' }>, found: Collection): void {
  for (const specifier of node.specifiers) {
    const outside = nameOf(specifier.exported);
    if (specifier.type !== 'ExportSpecifier') {
      found.exports.set(outside, { from: node.source?.value ?? '', name: '*' });
    } else if (node.source) {
      found.exports.set(outside, { from: node.source.value, name: nameOf(specifier.local) });
    } else found.exports.set(outside, specifier.local);
  }
  const { declaration } = node;
  if (declaration?.type === 'VariableDeclaration') {
    for (const { id } of declaration.declarations)
      if (id.type === 'Identifier') found.exports.set(id.name, id);
  } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
    found.exports.set(declaration.id.name, declaration.id);
  }
}

function importedName(specifier: Extract<Node, { type: 'ImportDeclaration' }>['specifiers'][number]): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : '';
}

/** `a.b.c` as names; null for any other expression. */
export function memberPath(node: Node): readonly string[] | null {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  const [object, name] = [memberPath(node.object), propertyName(node)];
  return object !== null && name !== null ? [...object, name] : null;
}

/** The name of the property that `a.b` or `a['b']` reads; null for another expression, and for `a[b]`. */
export function propertyName(node: Node): string | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  if (node.computed && node.property.type !== 'StringLiteral') return null;
  return nameOf(node.property) || null;
}

/** The names that a pattern binds: `{ a, b: [c] }` binds a and c. */
function namesIn(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectProperty':
      return namesIn(pattern.value);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesIn);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    default:
      return [];
  }
}
