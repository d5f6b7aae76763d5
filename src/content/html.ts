import { Parser } from 'htmlparser2';
import { limits } from '../values/limits.ts';
import { lastOf } from './parts.ts';

export { Parser as XmlParser };

/** A range of the source: the index of its first character, and the index after its last. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Plain characters, entities decoded. */
export interface TextNode extends SourceRange {
  readonly kind: 'text';
  readonly text: string;
}

/** `<!--more-->` */
export interface CommentNode extends SourceRange {
  readonly kind: 'comment';
  readonly text: string;
}

/** An attribute, with its value and its range in the source: `href="…"`. */
export interface Attribute extends SourceRange {
  readonly value: string;
}

/** An element and its content. */
export interface ElementNode extends SourceRange {
  readonly kind: 'element';
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly children: readonly HtmlNode[];
  readonly parent: ElementNode | null;
  /** The range between the tags. */
  readonly inner: SourceRange;
}

export type HtmlNode = TextNode | CommentNode | ElementNode;

/** HTML as a tree. Every node has its range in the source. */
export interface HtmlDocument {
  readonly html: string;
  readonly children: readonly HtmlNode[];
}

interface OpenElement extends ElementNode {
  end: number;
  readonly children: HtmlNode[];
  readonly inner: { start: number; end: number };
}

class TooDeep extends Error {}

/**
 * Parses HTML into a tree, in time linear to its length. Accepts malformed HTML. Leaves out content below the maximum
 * depth.
 */
export function parseHtml(html: string): HtmlDocument {
  return lastOf(parseInParts(html, html.length));
}

/** Parses HTML like {@link parseHtml}. The caller can pause after each part of so many characters. */
export function* parseInParts(html: string, characters: number): Generator<void, HtmlDocument> {
  const children: HtmlNode[] = [];
  const open: OpenElement[] = [];
  let attributes = new Map<string, Attribute>();
  let written: { text: string; end: number } | null = null;
  const place = () => ({ start: parser.startIndex, end: parser.endIndex + 1 });
  const add = (node: HtmlNode) => (open.at(-1)?.children ?? children).push(node);
  const parser = new Parser({
    onattribute: (name, value) => {
      const { startIndex: start, endIndex: end } = parser;
      if (!attributes.has(name)) attributes.set(name, { value, start, end });
    },
    onopentag: (name, _attributes, isImplied) => {
      if (open.length >= limits.maxHtmlDepth) throw new TooDeep();
      const { start, end } = place();
      const element: OpenElement = {
        // A spread would give each element a hidden class of its own, which takes twice the memory of the element.
        kind: 'element',
        name,
        attributes,
        children: [],
        parent: open.at(-1) ?? null,
        start,
        end,
        inner: isImplied ? { start, end: start } : { start: end, end },
      };
      attributes = new Map();
      written = null;
      add(element);
      open.push(element);
    },
    onclosetag: (_name, isImplied) => {
      written = null;
      const element = open.pop();
      if (!element) return;
      const { start, end } = place();
      // An implied end tag is at the position of the tag that implies it. Void elements have no content.
      element.inner.end = Math.max(element.inner.start, start);
      element.end = isImplied ? element.inner.end : end;
    },
    ontext: (text) => {
      if (written) {
        written.text += text;
        written.end = place().end;
      } else {
        const node = { kind: 'text' as const, text, ...place() };
        written = node;
        add(node);
      }
    },
    oncomment: (text) => {
      written = null;
      add({ kind: 'comment', text, ...place() });
    },
  });
  try {
    for (let start = 0; start < html.length; start += characters) {
      parser.write(html.slice(start, start + characters));
      yield;
    }
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    for (const element of open) element.end = element.inner.end = parser.startIndex;
  }
  return { html, children };
}

/** Returns the value of an attribute. Returns null if the element has none. */
export function attribute(element: ElementNode, name: string): string | null {
  return element.attributes.get(name)?.value ?? null;
}

/** Returns the integer in an attribute: `width="300"`, `"300px"`. Returns null if there is none. */
export function numberIn(element: ElementNode, name: string): number | null {
  const digits = /^\s*(\d{1,9})(?:px)?\s*$/.exec(attribute(element, name) ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Returns the CSS classes of an element, in order. */
export function classesOf(element: ElementNode): readonly string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean);
}

/** Returns the elements among nodes. */
export function elementsOf(nodes: readonly HtmlNode[]): readonly ElementNode[] {
  return nodes.filter((node) => node.kind === 'element');
}

/** Returns all elements in nodes, in the order of the source. Skips the content of elements that `enter` refuses. */
export function* allElements(
  nodes: readonly HtmlNode[],
  enter: (element: ElementNode) => boolean = () => true,
): Generator<ElementNode> {
  const walks = [nodes.values()];
  for (let walk = walks.at(-1); walk; walk = walks.at(-1)) {
    const { done, value: node } = walk.next();
    if (done) walks.pop();
    if (node?.kind !== 'element' || !enter(node)) continue;
    yield node;
    walks.push(node.children.values());
  }
}

/** Returns the first element with one of these names, among the nodes or inside them. */
export function firstNamed(nodes: readonly HtmlNode[], ...names: readonly string[]): ElementNode | null {
  for (const element of allElements(nodes)) if (names.includes(element.name)) return element;
  return null;
}

/** Returns the source text of a range. */
export function sourceOf({ html }: HtmlDocument, { start, end }: SourceRange): string {
  return html.slice(start, end);
}
