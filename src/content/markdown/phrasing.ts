import { isBlock, isControl, isFootnoteMark, skippedElements } from '../elements.ts';
import { attribute, type ElementNode, firstNamed, type HtmlNode } from '../html.ts';
import { lineOf } from '../text.ts';
import type { PhrasingContent, Text } from './mdast.ts';

/** What the conversion of a part needs to know about the document. */
export interface MarkdownContext {
  /** Footnotes of the document by id: `1`, `2`. */
  readonly footnotes: ReadonlyMap<string, string>;
  /** Number of quotes and lists around the part. */
  readonly depth: number;
  /** Whether the part is in a table cell, which has one line. */
  readonly isCell?: boolean;
}

const marks: Readonly<Record<string, 'strong' | 'emphasis' | 'delete'>> = {
  ...{ strong: 'strong', b: 'strong' },
  ...{ em: 'emphasis', i: 'emphasis', dfn: 'emphasis', var: 'emphasis' },
  ...{ del: 'delete', s: 'delete', strike: 'delete' },
};

const codes: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);

/**
 * Converts nodes to the content of a paragraph, without spaces at its ends. Returns an empty list if there is no text.
 */
export function phrasing(nodes: readonly HtmlNode[], context: MarkdownContext): PhrasingContent[] {
  const found = joined(nodes.flatMap((node) => inline(node, context)));
  trimEnd(found, 'first');
  trimEnd(found, 'last');
  return found;
}

/** Returns a link to the source of a player or frame. */
export function playerLink(element: ElementNode): PhrasingContent[] {
  const url = attribute(element, 'src') ?? sourceIn(element);
  if (!url || !/^(https?:)?\/|^[^:]+$/i.test(url)) return [];
  const title = attribute(element, 'title')?.trim();
  return [{ type: 'link', url, children: [{ type: 'text', value: title || url }] }];
}

function sourceIn(element: ElementNode): string | null {
  const source = firstNamed(element.children, 'source');
  return source && attribute(source, 'src');
}

function inline(node: HtmlNode, context: MarkdownContext): PhrasingContent[] {
  if (node.kind === 'comment') return [];
  if (node.kind === 'text') {
    const value = node.text.replaceAll(/[ \t\n\f\r]+/g, ' ');
    return value === '' ? [] : [{ type: 'text', value }];
  }
  const { name, children } = node;
  if (['iframe', 'audio', 'video', 'embed'].includes(name)) return playerLink(node);
  if (skippedElements.has(name) || isControl(node)) return [];
  if (name === 'br') return [context.isCell ? { type: 'html', value: '<br>' } : { type: 'break' }];
  if (name === 'img') return image(node);
  if (codes.has(name)) return code(children);
  if (isFootnoteMark(node)) return footnoteMark(node, context);
  const inside = children.flatMap((child) => inline(child, context));
  if (name === 'a') return link(node, inside);
  const mark = marks[name];
  if (mark) return around(inside, (marked) => ({ type: mark, children: marked }));
  if (name === 'q') return [text('“'), ...inside, text('”')];
  return isBlock(node) ? [text(' '), ...inside, text(' ')] : inside;
}

function text(value: string): Text {
  return { type: 'text', value };
}

function image(element: ElementNode): PhrasingContent[] {
  const url = attribute(element, 'src');
  if (!url || url.startsWith('data:')) return [];
  const alt = attribute(element, 'alt') ?? '';
  return [{ type: 'image', url, alt: alt.replaceAll(/\s+/g, ' '), title: attribute(element, 'title') }];
}

function code(children: readonly HtmlNode[]): PhrasingContent[] {
  const value = lineOf(children);
  return value === '' ? [] : [{ type: 'inlineCode', value }];
}

function footnoteMark(element: ElementNode, { footnotes }: MarkdownContext): PhrasingContent[] {
  const label = footnotes.get(attribute(element, 'data-fn') ?? '');
  return label === undefined ? [] : [{ type: 'footnoteReference', identifier: label, label }];
}

function link(element: ElementNode, inside: readonly PhrasingContent[]): PhrasingContent[] {
  const url = attribute(element, 'href')?.trim();
  if (!url || /^javascript:/i.test(url)) return [...inside];
  return around(inside, (children) => ({
    type: 'link',
    url,
    title: attribute(element, 'title'),
    children: children.flatMap((child) => (child.type === 'link' ? child.children : [child])),
  }));
}

/** Wraps content, for example in emphasis. Moves spaces at its ends outside, as Markdown requires. */
function around(
  inside: readonly PhrasingContent[],
  make: (children: PhrasingContent[]) => PhrasingContent,
): PhrasingContent[] {
  const children = joined(inside);
  const before = trimEnd(children, 'first');
  const after = trimEnd(children, 'last');
  if (children.length === 0) return before || after ? [text(' ')] : [];
  return [...(before ? [text(' ')] : []), make(children), ...(after ? [text(' ')] : [])];
}

/** Removes spaces and line breaks from one end. Returns whether there were any. */
function trimEnd(nodes: PhrasingContent[], end: 'first' | 'last'): boolean {
  const isFirst = end === 'first';
  const at = (count: number) => (isFirst ? count : nodes.length - 1 - count);
  let blanks = 0;
  while (blanks < nodes.length && isBlank(nodes[at(blanks)])) blanks += 1;
  nodes.splice(isFirst ? 0 : nodes.length - blanks, blanks);
  const node = nodes.at(isFirst ? 0 : -1);
  if (node?.type !== 'text') return blanks > 0;
  const value = isFirst ? node.value.replace(/^ +/, '') : withoutSpacesBehind(node.value);
  if (value === node.value) return blanks > 0;
  nodes[at(0)] = text(value);
  return true;
}

function isBlank(node: PhrasingContent | undefined): boolean {
  if (node?.type === 'text') return /^ *$/.test(node.value);
  return node?.type === 'break' || (node?.type === 'html' && node.value === '<br>');
}

function withoutSpacesBehind(value: string): string {
  let end = value.length;
  while (end > 0 && value.charAt(end - 1) === ' ') end -= 1;
  return value.slice(0, end);
}

/** Joins adjacent texts, with one space instead of several and none around line breaks. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const found: PhrasingContent[] = [];
  let isSpaced = false;
  for (const node of nodes) {
    const last = found.at(-1);
    if (node.type !== 'text') {
      if (node.type === 'break' && last?.type === 'text') last.value = withoutSpacesBehind(last.value);
      found.push(node);
      isSpaced = node.type === 'break';
      continue;
    }
    const value = isSpaced ? node.value.replace(/^ +/, '') : node.value;
    if (value === '') continue;
    if (last?.type === 'text') last.value += value;
    else found.push(text(value));
    isSpaced = value.endsWith(' ');
  }
  return found;
}
