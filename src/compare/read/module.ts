import { type ParserPlugin, parse } from '@babel/parser';
import type { Node } from './babel.ts';

/** A parsed JavaScript or TypeScript file. */
export interface Module {
  readonly file: string;
  readonly source: string;
  readonly program: Node;
  /** The declarations of each name, one for each scope that declares it. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Values assigned to members, by path: `Card.fragments`, `module.exports`, `exports.query`. */
  readonly members: ReadonlyMap<string, Node>;
  readonly exports: ReadonlyMap<string, Export>;
  /** The specifiers of `export * from`. */
  readonly starExports: readonly string[];
}

/** The declaration of a name in one scope. */
export interface Binding {
  /** First and last position of the scope. */
  readonly scope: readonly [start: number, end: number];
  readonly value: BoundValue;
}

/** The value of a name: an expression, an import, or a value that is known at run time only. */
export type BoundValue = Node | Import | RuntimeValue;

/** A value from another file. */
export interface Import {
  readonly from: string;
  /** The exported name. `*` for the whole module. */
  readonly name: string;
}

/** A value that is known at run time only: a parameter, or a variable that is assigned again. */
export type RuntimeValue = 'parameter' | 'variable';

/** The value of an export: an expression of the file, or an import that the file exports again. */
export type Export = Node | Import;

/** Grammars, in the order to try them. JSX excludes `<T>value`, and TypeScript excludes Flow. */
const grammars: readonly (readonly ParserPlugin[])[] = [
  ['typescript', 'jsx'],
  ['typescript'],
  ['flow', 'jsx'],
];

/** Parses a file. Returns null if no known grammar fits. */
export function parseModule(file: string, source: string): Module | null {
  const program = parseProgram(source);
  if (program === null) return null;
  const found: Collection = {
    bindings: new Map(),
    members: new Map(),
    exports: new Map(),
    starExports: [],
    reassigned: new Set(),
  };
  collect(program, [0, source.length], found);
  for (const name of found.reassigned) {
    const bindings = found.bindings.get(name) ?? [];
    found.bindings.set(
      name,
      bindings.map(({ scope }) => ({ scope, value: 'variable' as const })),
    );
  }
  const { bindings, members, exports, starExports } = found;
  return { file, source, program, bindings, members, exports, starExports };
}

/** Tries all grammars strictly first, then with error recovery. */
function parseProgram(source: string): Node | null {
  for (const errorRecovery of [false, true]) {
    for (const plugins of grammars) {
      try {
        return parse(source, {
          sourceType: 'unambiguous',
          plugins: ['decorators-legacy', ...plugins],
          errorRecovery,
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

/** Returns the direct children of a node, in the order of the source. */
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

/** What {@link collect} has found in a file so far. */
interface Collection {
  readonly bindings: Map<string, Binding[]>;
  readonly members: Map<string, Node>;
  readonly exports: Map<string, Export>;
  readonly starExports: string[];
  readonly reassigned: Set<string>;
}

type Scope = Binding['scope'];

/** Adds the declarations, assignments and exports of a node and its descendants. */
function collect(node: Node, outer: Scope, found: Collection): void {
  const scope: Scope = /Statement$|Function|Method/.test(node.type)
    ? [node.start ?? 0, node.end ?? 0]
    : outer;
  const bind = (name: string, value: BoundValue, bindingScope = scope) =>
    found.bindings.set(name, [...(found.bindings.get(name) ?? []), { scope: bindingScope, value }]);
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
      found.starExports.push(node.source.value);
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
    const exportedName = nameOf(specifier.exported);
    if (specifier.type !== 'ExportSpecifier') {
      found.exports.set(exportedName, { from: node.source?.value ?? '', name: '*' });
    } else if (node.source) {
      found.exports.set(exportedName, { from: node.source.value, name: nameOf(specifier.local) });
    } else found.exports.set(exportedName, specifier.local);
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

/** Returns the names in `a.b.c`. Returns null for any other expression. */
export function memberPath(node: Node): readonly string[] | null {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  const [object, name] = [memberPath(node.object), propertyName(node)];
  return object !== null && name !== null ? [...object, name] : null;
}

/** Returns the name of the property that `a.b` or `a['b']` reads. Returns null for any other expression. */
export function propertyName(node: Node): string | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  if (node.computed && node.property.type !== 'StringLiteral') return null;
  return nameOf(node.property) || null;
}

/** Returns the names that a pattern declares: a and c for `{ a, b: [c] }`. */
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
