import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { HtmlNode } from '../html.ts';
import { lastOf } from '../parts.ts';
import { flow, footnotesIn } from './flow.ts';
import type {
  Delete,
  FootnoteDefinition,
  FootnoteReference,
  InlineCode,
  List,
  ListItem,
  Parents,
  RootContent,
  Table,
  TableRow,
} from './mdast.ts';

declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    tableCell: 'tableCell';
    strikethrough: 'strikethrough';
    footnoteDefinition: 'footnoteDefinition';
  }
}

/**
 * Converts HTML to GitHub Flavored Markdown, with tables, footnotes and strikethrough. Players and frames become
 * links; scripts and styles are left out. Layout that Markdown lacks, such as columns and colours, is dropped and its
 * content kept.
 */
export function markdownOf(nodes: readonly HtmlNode[]): string {
  return lastOf(markdownInParts(nodes));
}

/**
 * Converts HTML like {@link markdownOf}. The caller can pause between parts.
 *
 * @param groupSize - number of block-level nodes that are written at once
 */
export function* markdownInParts(nodes: readonly HtmlNode[], groupSize = 20): Generator<void, string> {
  const texts: string[] = [];
  for (const children of groupsOf(flow(nodes, { footnotes: footnotesIn(nodes), depth: 0 }), groupSize)) {
    yield;
    texts.push(toMarkdown({ type: 'root', children }, options).trimEnd());
  }
  return texts.filter(Boolean).join('\n\n').trimEnd();
}

/** Divides nodes into groups that can be written apart: Markdown separates their ends by an empty line, and no more. */
function groupsOf(nodes: readonly RootContent[], groupSize: number): readonly RootContent[][] {
  const groups: RootContent[][] = [];
  let group: RootContent[] = [];
  for (const node of nodes) {
    const last = group.at(-1);
    if (last && group.length >= groupSize && isPlain(last) && isPlain(node)) {
      groups.push(group);
      group = [];
    }
    group.push(node);
  }
  return [...groups, group];
}

/** Whether how a node is written does not depend on its neighbours, as that of a list or of indented code does. */
function isPlain({ type }: RootContent): boolean {
  return type === 'paragraph' || type === 'heading';
}

const options: Options = {
  bullet: '-',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  unsafe: [
    { character: '|', inConstruct: 'tableCell' },
    { character: '\n', inConstruct: 'tableCell' },
    { character: '\r', inConstruct: 'tableCell' },
    {
      character: '~',
      inConstruct: 'phrasing',
      notInConstruct: ['autolink', 'destinationLiteral', 'titleQuote'],
    },
  ],
  handlers: {
    delete: (node: Delete, _parent: unknown, state: State, info: Info) => {
      const exit = state.enter('strikethrough');
      const inside = state.containerPhrasing(node, { ...info, before: '~', after: '~' });
      exit();
      return `~~${inside}~~`;
    },
    footnoteReference: ({ label }: FootnoteReference) => `[^${label}]`,
    footnoteDefinition: (node: FootnoteDefinition, _parent: unknown, state: State, info: Info) => {
      const exit = state.enter('footnoteDefinition');
      const inside = state.containerFlow(node, info);
      exit();
      return `[^${node.label}]: ${inside.replaceAll(/\n(?=.)/g, '\n    ')}`;
    },
    inlineCode: (node: InlineCode, _parent: unknown, state: State) => {
      const written = defaultHandlers.inlineCode(node, undefined, state);
      return state.stack.includes('tableCell') ? written.replaceAll('|', '\\|') : written;
    },
    listItem: writtenItem,
    table: writtenTable,
  },
};

/** A handler of our own, because it writes tasks, and the default one searches the whole list for each item. */
function writtenItem(node: ListItem, parent: Parents | undefined, state: State, info: Info): string {
  const list = parent?.type === 'list' ? parent : null;
  const number = (list?.start ?? 1) + (list ? placeIn(list, node) : 0);
  const marker = list?.ordered ? `${number}${state.bulletCurrent ?? '.'} ` : `${state.bulletCurrent ?? '-'} `;
  const task = typeof node.checked === 'boolean' ? `[${node.checked ? 'x' : ' '}] ` : '';
  const tracker = state.createTracker(info);
  tracker.move(marker + task);
  tracker.shift(marker.length);
  const exit = state.enter('listItem');
  const inside = state.indentLines(state.containerFlow(node, tracker.current()), (line, index, isBlank) =>
    index > 0 ? (isBlank ? '' : ' '.repeat(marker.length)) + line : line,
  );
  exit();
  return (marker + task + inside).trimEnd();
}

/** Positions of the items in the lists that are being written. */
const places = new WeakMap<List, Map<ListItem, number>>();

function placeIn(list: List, item: ListItem): number {
  const known = places.get(list) ?? new Map(list.children.map((each, index) => [each, index]));
  places.set(list, known);
  return known.get(item) ?? 0;
}

function writtenTable(node: Table, _parent: unknown, state: State, info: Info): string {
  const row = ({ children }: TableRow) => {
    const cells = children.map((cell) => {
      const exit = state.enter('tableCell');
      const inside = state.containerPhrasing(cell, { ...info, before: ' ', after: ' ' });
      exit();
      return inside === '' ? '' : ` ${inside}`;
    });
    return `|${cells.join(' |')} |`;
  };
  const [heading, ...rows] = node.children;
  const rule = (node.align ?? []).map((align) => rules[align ?? 'none']);
  return [heading ? row(heading) : '', `| ${rule.join(' | ')} |`, ...rows.map(row)].join('\n');
}

const rules = { none: '---', left: ':--', center: ':-:', right: '--:' } as const;
