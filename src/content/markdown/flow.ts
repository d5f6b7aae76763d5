import { limits } from '../../values/limits.ts';
import { headingLevel, holdsBlocks, isBlock, skippedElements } from '../elements.ts';
import {
  allElements,
  attribute,
  classesOf,
  type ElementNode,
  elementsOf,
  firstNamed,
  type HtmlNode,
  numberIn,
} from '../html.ts';
import { languageOf } from '../languages.ts';
import type { Code, List, ListItem, PhrasingContent, RootContent } from './mdast.ts';
import { type MarkdownContext, phrasing } from './phrasing.ts';
import { table } from './table.ts';

/** Converts nodes to block-level Markdown: paragraphs, lists, tables and so on. */
export function flow(nodes: readonly HtmlNode[], context: MarkdownContext): RootContent[] {
  const found: RootContent[][] = [];
  let run: HtmlNode[] = [];
  const flush = () => {
    if (run.length > 0) found.push(paragraph(phrasing(run, context)));
    run = [];
  };
  for (const node of nodes) {
    if (node.kind !== 'element' || !standsAlone(node)) {
      run.push(node);
      continue;
    }
    flush();
    found.push(block(node, context));
  }
  flush();
  return found.flat();
}

/** Whether an element is block-level. A link around blocks is not. */
function standsAlone(element: ElementNode): boolean {
  return isBlock(element) || (element.name !== 'a' && holdsBlocks(element));
}

function block(element: ElementNode, context: MarkdownContext): RootContent[] {
  const { name, children } = element;
  if (skippedElements.has(name)) return [];
  const depth = headingLevel(element);
  if (depth !== null) {
    const inside = phrasing(children, context).filter(({ type }) => type !== 'break');
    return inside.length > 0 ? [{ type: 'heading', depth: levels[depth - 1] ?? 6, children: inside }] : [];
  }
  return (handlers[name] ?? ((_element, around) => flow(children, around)))(element, context);
}

const levels = [1, 2, 3, 4, 5, 6] as const;

const handlers: Readonly<Record<string, (element: ElementNode, context: MarkdownContext) => RootContent[]>> =
  {
    p: ({ children }, context) => flow(children, context),
    hr: () => [{ type: 'thematicBreak' }],
    pre: (element) => [code(element)],
    ul: list,
    ol: list,
    menu: list,
    blockquote,
    table: (element, context) => table(element, context) ?? flow(element.children, context),
    figcaption: ({ children }, context) => slanted(phrasing(children, context)),
    summary: ({ children }, context) => bold(phrasing(children, context)),
    dt: ({ children }, context) => bold(phrasing(children, context)),
  };

function paragraph(children: PhrasingContent[]): RootContent[] {
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
}

function slanted(children: readonly PhrasingContent[]): RootContent[] {
  const inside = children.flatMap((child) => (child.type === 'emphasis' ? child.children : [child]));
  return inside.length > 0 ? paragraph([{ type: 'emphasis', children: inside }]) : [];
}

function bold(children: readonly PhrasingContent[]): RootContent[] {
  const inside = children.flatMap((child) => (child.type === 'strong' ? child.children : [child]));
  return inside.length > 0 ? paragraph([{ type: 'strong', children: inside }]) : [];
}

function code(element: ElementNode): Code {
  const only = firstNamed(element.children, 'code');
  const lang = [element, ...(only ? [only] : [])].map(languageOf).find(Boolean) ?? null;
  return { type: 'code', lang, value: verbatim(element.children).replace(/\n$/, '') };
}

function verbatim(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'comment') return '';
      return node.name === 'br' ? '\n' : verbatim(node.children);
    })
    .join('');
}

function blockquote({ children }: ElementNode, context: MarkdownContext): RootContent[] {
  const cited = children.find((node) => node.kind === 'element' && node.name === 'cite');
  const source = cited?.kind === 'element' ? phrasing(cited.children, context) : [];
  const said = children.filter((node) => node !== cited);
  const inside = [
    ...flow(said, deeper(context)),
    ...paragraph(source.length > 0 ? [{ type: 'text', value: '— ' }, ...source] : []),
  ];
  if (context.depth >= limits.maxListDepth || inside.length === 0) return inside;
  return [{ type: 'blockquote', children: inside.filter(isFlow) }];
}

function list(element: ElementNode, context: MarkdownContext): RootContent[] {
  if (classesOf(element).includes('wp-block-footnotes')) return footnotes(element, context);
  const { name, children } = element;
  if (context.depth >= limits.maxListDepth) return flow(children, context);
  const items: ListItem[] = [];
  for (const child of elementsOf(children)) {
    const inside = flow(child.name === 'li' ? child.children : [child], deeper(context)).filter(isFlow);
    const last = items.at(-1);
    // Some HTML has a nested list beside its item instead of inside it.
    if (child.name !== 'li' && last) for (const node of inside) last.children.push(node);
    else if (inside.length > 0) items.push(listItem(child, inside));
  }
  const isOrdered = name === 'ol';
  const found: List = {
    type: 'list',
    ordered: isOrdered,
    start: isOrdered ? (numberIn(element, 'start') ?? 1) : null,
    spread: false,
    children: items,
  };
  return items.length > 0 ? [found] : [];
}

function listItem(item: ElementNode, children: ListItem['children']): ListItem {
  return { type: 'listItem', spread: false, checked: checkOf(item), children };
}

/** Whether the checkbox of a task is checked. Null if the item is no task. */
function checkOf(item: ElementNode): boolean | null {
  for (const element of allElements(item.children, ({ name }) => !['ul', 'ol', 'menu'].includes(name))) {
    if (element.name === 'input' && attribute(element, 'type') === 'checkbox') {
      return attribute(element, 'checked') !== null;
    }
  }
  return null;
}

function footnotes({ children }: ElementNode, context: MarkdownContext): RootContent[] {
  return elementsOf(children).flatMap((item): RootContent[] => {
    const label = context.footnotes.get(attribute(item, 'id') ?? '');
    const inside = flow(item.children, deeper(context)).filter(isFlow);
    return label === undefined
      ? inside
      : [{ type: 'footnoteDefinition', identifier: label, label, children: inside }];
  });
}

/** Returns the footnotes of a document by id, numbered in order. */
export function footnotesIn(nodes: readonly HtmlNode[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of allElements(nodes)) {
    if (element.name !== 'ol' || !classesOf(element).includes('wp-block-footnotes')) continue;
    for (const item of elementsOf(element.children)) {
      const id = attribute(item, 'id');
      if (id) found.set(id, String(found.size + 1));
    }
  }
  return found;
}

function deeper(context: MarkdownContext): MarkdownContext {
  return { ...context, depth: context.depth + 1 };
}

type Flow = Extract<RootContent, ListItem['children'][number]>;

function isFlow(node: RootContent): node is Flow {
  return node.type !== 'listItem' && node.type !== 'tableRow';
}
