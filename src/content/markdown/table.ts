import { limits } from '../../values/limits.ts';
import { attribute, classesOf, type ElementNode, elementsOf, numberIn } from '../html.ts';
import type { AlignType, Table, TableCell, TableRow } from './mdast.ts';
import { type MarkdownContext, phrasing } from './phrasing.ts';

/**
 * Converts a table. Returns null if it has no cells. A table without a heading row gets an empty one, which Markdown
 * requires.
 */
export function table(element: ElementNode, context: MarkdownContext): [Table] | null {
  const rows = rowsOf(element);
  const [first] = rows;
  if (!first) return null;
  const isHeading =
    first.parent?.name === 'thead' || elementsOf(first.children).every(({ name }) => name === 'th');
  const written = rows.map((row) => rowOf(row, context));
  const width = written.reduce((most, { children }) => Math.max(most, children.length), 0);
  const children = [...(isHeading ? [] : [emptyRow()]), ...written];
  // The first row decides the number of columns. Other rows may be shorter.
  const heading = children[0]?.children;
  while (heading && heading.length < width) heading.push(emptyCell());
  return [{ type: 'table', align: alignmentsOf(rows, width), children }];
}

/** Returns the rows of a table, without the rows of nested tables. */
export function rowsOf({ children }: ElementNode): readonly ElementNode[] {
  return elementsOf(children).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : [];
  });
}

/** Returns the cells of a row. */
export function cellsOf({ children }: ElementNode): readonly ElementNode[] {
  return elementsOf(children).filter(({ name }) => name === 'td' || name === 'th');
}

/** Returns the alignment of a cell: `left`, `center` or `right`. Returns null if it has none. */
export function alignOf(cell: ElementNode): 'left' | 'center' | 'right' | null {
  const said = [
    attribute(cell, 'data-align'),
    attribute(cell, 'align'),
    ...classesOf(cell).map((name) => /^has-text-align-(\w+)$/.exec(name)?.[1]),
    /text-align:\s*(\w+)/.exec(attribute(cell, 'style') ?? '')?.[1],
  ];
  return (['left', 'center', 'right'] as const).find((align) => said.includes(align)) ?? null;
}

function rowOf(row: ElementNode, context: MarkdownContext): TableRow {
  const children = cellsOf(row).flatMap((cell): TableCell[] => {
    const inside = phrasing(cell.children, { ...context, isCell: true });
    const span = Math.min(numberIn(cell, 'colspan') ?? 1, limits.maxTableSpan);
    return [
      { type: 'tableCell', children: inside },
      ...Array.from({ length: Math.max(0, span - 1) }, emptyCell),
    ];
  });
  return { type: 'tableRow', children };
}

function emptyRow(): TableRow {
  return { type: 'tableRow', children: [] };
}

function emptyCell(): TableCell {
  return { type: 'tableCell', children: [] };
}

/** The first cell with an alignment decides for its column. */
function alignmentsOf(rows: readonly ElementNode[], width: number): AlignType[] {
  const found: AlignType[] = Array.from({ length: width }, () => null);
  for (const row of rows) {
    for (const [column, cell] of cellsOf(row).entries()) found[column] ??= alignOf(cell);
  }
  return found.slice(0, width);
}
