import { appearanceOf } from './appearance.ts';
import type { Node } from './babel.ts';
import { evaluateTexts } from './evaluate.ts';
import type { Expression, Library } from './library.ts';
import { childrenOf, type Module, propertyName } from './module.ts';
import { type DocumentCandidate, isHole, type Piece } from './pieces.ts';
import { documentInRequest } from './requests.ts';
import { boundValue } from './resolve.ts';

/** Names of tags and functions whose text is GraphQL. */
const tags = new Set(['gql', 'graphql']);

/** Returns the texts of a module that are declared as GraphQL or look like it. */
export function candidatesInModule(module: Module, library: Library): readonly DocumentCandidate[] {
  const found: DocumentCandidate[] = [];
  const expressionOf = (node: Node): Expression => ({ node, module, args: new Map(), name: null });

  /** Adds the possible texts of an expression. */
  function add(node: Node, isTagged: boolean): void {
    const place = { file: module.file, line: node.loc?.start.line ?? 1 };
    const seen = new Set<string>();
    for (const text of evaluateTexts(expressionOf(node), library) ?? []) {
      const pieces = documentInRequest(text);
      const appearance = appearanceOf(pieces);
      const isDeclared = isTagged || beginsWithGraphQLComment(pieces);
      const key = JSON.stringify(pieces.map((piece) => (isHole(piece) ? [piece.expression] : piece.text)));
      if (seen.has(key) || appearance === 'schema' || (appearance === 'other' && !isDeclared)) continue;
      seen.add(key);
      if (isDeclared && comesFromElsewhere(pieces)) continue;
      found.push({ ...place, pieces, isDeclared: isDeclared || appearance === 'definition' });
    }
  }

  /** Returns whether no part of a text is written in this file. The file that contains it adds the candidate. */
  function comesFromElsewhere(pieces: readonly Piece[]): boolean {
    return pieces.every((piece) => isHole(piece) || piece.text.trim() === '' || piece.file !== module.file);
  }

  function walk(node: Node): void {
    if (neverHasDocuments(node)) return;
    const argument = argumentOfTag(node);
    if (argument) add(argument, true);
    else if (node.type === 'TaggedTemplateExpression') {
      add(node, isTag(node.tag) || hasGraphQLComment(node));
    } else if (isText(node)) add(node, hasGraphQLComment(node));
    walkInside(argument ?? node, walk);
  }

  walk(module.program);
  return found;

  function isTag(tag: Node): boolean {
    if (tag.type === 'Identifier') {
      const value = boundValue(tag.name, expressionOf(tag));
      const isRenamed = typeof value === 'object' && !('type' in value) && tags.has(value.name);
      return tags.has(tag.name) || isRenamed;
    }
    return tags.has(propertyName(tag) ?? '');
  }

  /** Returns the text in `gql('…')`. Returns null for any other node, and if the argument is a name for a text. */
  function argumentOfTag(node: Node): Node | null {
    if (node.type !== 'CallExpression' || !isTag(node.callee)) return null;
    const [argument] = node.arguments;
    return argument && isText(argument) ? argument : null;
  }
}

/** Walks the descendants of a node, except the parts of a text. */
function walkInside(node: Node, walk: (node: Node) => void): void {
  const parts = partsOfText(node);
  for (const child of descendantsToWalk(node)) {
    if (child.type === 'TemplateElement' || isPropertyKey(node, child)) continue;
    if (parts.includes(child)) walkInside(child, walk);
    else walk(child);
  }
}

/** Returns the child nodes that are parts of a text, and therefore no separate texts. */
function partsOfText(node: Node): readonly Node[] {
  if (node.type === 'TaggedTemplateExpression') return [node.quasi];
  return isConcatenation(node) || isJoin(node) ? descendantsToWalk(node).filter(isText) : [];
}

/** Returns the child nodes of a node. For `[…].join(…)`, returns the items of the array and the separator. */
function descendantsToWalk(node: Node): readonly Node[] {
  if (node.type !== 'CallExpression' || !isJoin(node) || !('object' in node.callee)) return childrenOf(node);
  return [...childrenOf(node.callee.object), ...node.arguments];
}

/** Returns whether a node is itself a text, in contrast to a name for one. */
function isText(node: Node): boolean {
  return /^(?:StringLiteral|TemplateLiteral)$/.test(node.type) || isConcatenation(node) || isJoin(node);
}

/** Returns whether a node is like `['query {', '…', '}'].join('\n')`. */
function isJoin(node: Node): boolean {
  if (node.type !== 'CallExpression' || propertyName(node.callee) !== 'join') return false;
  return 'object' in node.callee && node.callee.object.type === 'ArrayExpression';
}

function isConcatenation(node: Node): boolean {
  return node.type === 'BinaryExpression' && node.operator === '+';
}

/** Returns whether all texts in a node are types or file names. */
function neverHasDocuments(node: Node): boolean {
  return /^TS.*(Type|Declaration)$|^Import|^ExportAll/.test(node.type);
}

function isPropertyKey(parent: Node, child: Node): boolean {
  return 'key' in parent && parent.key === child && !('computed' in parent && parent.computed);
}

/** Returns whether a comment that consists of `GraphQL` precedes a text. Editors recognize it. */
function hasGraphQLComment({ leadingComments }: Node): boolean {
  return leadingComments?.some(({ value }) => /^\s*graphql\s*$/i.test(value)) ?? false;
}

/** Returns whether a text begins with the comment that editors recognize: `#graphql`. */
function beginsWithGraphQLComment([first]: readonly Piece[]): boolean {
  return first !== undefined && !isHole(first) && /^\s*#\s*graphql\b/i.test(first.text);
}
