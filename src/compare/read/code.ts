import { lookOf } from './appearance.ts';
import type { Node } from './babel.ts';
import { textsOf } from './evaluate.ts';
import type { Library, Value } from './library.ts';
import { childrenOf, type Module, propertyName } from './module.ts';
import { type Candidate, isHole, type Piece } from './pieces.ts';
import { unpacked } from './requests.ts';
import { bindingOf } from './resolve.ts';

/** Names of tags and functions whose text is GraphQL. */
const tags = new Set(['gql', 'graphql']);

/** The texts of a module that are GraphQL or look like it. */
export function candidatesOf(module: Module, library: Library): readonly Candidate[] {
  const found: Candidate[] = [];
  const valueAt = (node: Node): Value => ({ node, module, given: new Map(), name: null });

  /** Notes the texts that an expression gives. */
  function take(node: Node, isTagged: boolean): void {
    const place = { file: module.file, line: node.loc?.start.line ?? 1 };
    const seen = new Set<string>();
    for (const text of textsOf(valueAt(node), library) ?? []) {
      const pieces = unpacked(text);
      const look = lookOf(pieces);
      const isSaid = isTagged || beginsAsGraphQL(pieces);
      const key = JSON.stringify(pieces.map((piece) => (isHole(piece) ? [piece.expression] : piece.text)));
      if (seen.has(key) || look === 'schema' || (look === 'other' && !isSaid)) continue;
      seen.add(key);
      if (isSaid && isHandedOn(pieces)) continue;
      found.push({ ...place, pieces, isTagged: isSaid || look === 'definition' });
    }
  }

  /** Whether all of a text comes from elsewhere: the document is found where it is written. */
  function isHandedOn(pieces: readonly Piece[]): boolean {
    return pieces.every((piece) => isHole(piece) || piece.text.trim() === '' || piece.file !== module.file);
  }

  function walk(node: Node): void {
    if (isNoText(node)) return;
    const given = argumentOfTag(node);
    if (given) take(given, true);
    else if (node.type === 'TaggedTemplateExpression') {
      take(node, isTag(node.tag) || isMarked(node));
    } else if (isText(node)) take(node, isMarked(node));
    for (const child of given ? [given] : [node]) walkInside(child, walk);
  }

  walk(module.program);
  return found;

  function isTag(tag: Node): boolean {
    if (tag.type === 'Identifier') {
      const means = bindingOf(tag.name, valueAt(tag));
      const isRenamed = typeof means === 'object' && !('type' in means) && tags.has(means.name);
      return tags.has(tag.name) || isRenamed;
    }
    return tags.has(propertyName(tag) ?? '');
  }

  /** The text in `gql('…')`; null for other nodes, and for a call that only hands a text on. */
  function argumentOfTag(node: Node): Node | null {
    if (node.type !== 'CallExpression' || !isTag(node.callee)) return null;
    const [argument] = node.arguments;
    return argument && isText(argument) ? argument : null;
  }
}

/** Walks through what is not itself part of a text. */
function walkInside(node: Node, walk: (node: Node) => void): void {
  const parts = partsOf(node);
  for (const child of insidesOf(node)) {
    if (child.type === 'TemplateElement' || isKey(node, child)) continue;
    if (parts.includes(child)) walkInside(child, walk);
    else walk(child);
  }
}

/** The nodes below a text that are part of it, and so are no texts of their own. */
function partsOf(node: Node): readonly Node[] {
  if (node.type === 'TaggedTemplateExpression') return [node.quasi];
  return isConcatenation(node) || isJoin(node) ? insidesOf(node).filter(isText) : [];
}

/** The nodes below a node; of a joined array its items. */
function insidesOf(node: Node): readonly Node[] {
  if (node.type !== 'CallExpression' || !isJoin(node) || !('object' in node.callee)) return childrenOf(node);
  return [...childrenOf(node.callee.object), ...node.arguments];
}

/** Whether a node gives a text by itself, unlike a name that stands for one. */
function isText(node: Node): boolean {
  return /^(?:StringLiteral|TemplateLiteral)$/.test(node.type) || isConcatenation(node) || isJoin(node);
}

/** `['query {', '…', '}'].join('\n')` */
function isJoin(node: Node): boolean {
  if (node.type !== 'CallExpression' || propertyName(node.callee) !== 'join') return false;
  return 'object' in node.callee && node.callee.object.type === 'ArrayExpression';
}

function isConcatenation(node: Node): boolean {
  return node.type === 'BinaryExpression' && node.operator === '+';
}

/** Nodes whose texts are types and names of files. */
function isNoText(node: Node): boolean {
  return /^TS.*(Type|Declaration)$|^Import|^ExportAll/.test(node.type);
}

function isKey(parent: Node, child: Node): boolean {
  return 'key' in parent && parent.key === child && !('computed' in parent && parent.computed);
}

/** Whether the comment of editors stands before a text. */
function isMarked({ leadingComments }: Node): boolean {
  return leadingComments?.some(({ value }) => /^\s*graphql\s*$/i.test(value)) ?? false;
}

/** Whether a text says itself what it is, as editors take it. */
function beginsAsGraphQL([first]: readonly Piece[]): boolean {
  return first !== undefined && !isHole(first) && /^\s*#\s*graphql\b/i.test(first.text);
}
