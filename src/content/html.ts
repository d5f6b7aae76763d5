import { Parser } from 'htmlparser2';
import { limits } from '../values/limits.ts';

/** A stretch of the source: from its first character to the one after its last. */
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

/** An attribute as it says, and where it stands: `href="…"`. */
export interface Attribute extends SourceRange {
  readonly value: string;
}

/** An element with everything in it. */
export interface ElementNode extends SourceRange {
  readonly kind: 'element';
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly children: readonly HtmlNode[];
  readonly parent: ElementNode | null;
  /** What stands between its tags. */
  readonly inner: SourceRange;
}

export type HtmlNode = TextNode | CommentNode | ElementNode;

/** HTML as a tree; every node says where in the source it stands. */
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
 * A tree of some HTML, however malformed, in time linear to its length. Where elements are nested more than 512 deep
 * the rest is left out.
 */
export function parseHtml(html: string): HtmlDocument {
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
        ...{ kind: 'element', name, attributes, children: [], parent: open.at(-1) ?? null, start, end },
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
      // An end that is only implied lies before what implies it; void elements have nothing in them.
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
    parser.end(html);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    for (const element of open) element.end = element.inner.end = parser.startIndex;
  }
  return { html, children };
}

/** The value of an attribute; null where there is none. */
export function attribute(element: ElementNode, name: string): string | null {
  return element.attributes.get(name)?.value ?? null;
}

/** The whole number of an attribute: `width="300"`, `"300px"`; null where there is none. */
export function numberIn(element: ElementNode, name: string): number | null {
  const digits = /^\s*(\d{1,9})(?:px)?\s*$/.exec(attribute(element, name) ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Its CSS classes, in order. */
export function classesOf(element: ElementNode): readonly string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/).filter(Boolean);
}

/** The elements among nodes. */
export function elementsOf(nodes: readonly HtmlNode[]): readonly ElementNode[] {
  return nodes.filter((node) => node.kind === 'element');
}

/** All elements in nodes, in the order of the source; what `enter` refuses isn't walked. */
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

/** The first element of one of these names, among the nodes or below them. */
export function firstNamed(nodes: readonly HtmlNode[], ...names: readonly string[]): ElementNode | null {
  for (const element of allElements(nodes)) if (names.includes(element.name)) return element;
  return null;
}

/** The source of a place. */
export function sourceOf({ html }: HtmlDocument, { start, end }: SourceRange): string {
  return html.slice(start, end);
}
