import { limits } from '../values/limits.ts';
import { headingLevel, isBlock, isControl, isFootnoteMark, skippedElements } from './elements.ts';
import { type ElementNode, type HtmlNode, numberIn } from './html.ts';

/** Elements with an empty line before and after them. Other block-level elements only begin a new line. */
const spaced: ReadonlySet<string> = new Set([
  ...['p', 'blockquote', 'figure', 'pre', 'table', 'hr', 'dl', 'address', 'details', 'ul', 'ol', 'menu'],
]);

/**
 * Returns HTML as plain text: an empty line between paragraphs, one line for each list item (`- one`, `1. first`) and
 * table row, tabs between cells. Leaves out scripts, styles, players and controls.
 */
export function textOf(nodes: readonly HtmlNode[]): string {
  const writer = new TextWriter();
  writer.nodes(nodes);
  return writer.text();
}

/** Returns HTML as plain text on one line. */
export function lineOf(nodes: readonly HtmlNode[]): string {
  return textOf(nodes).replaceAll(/\s+/g, ' ').trim();
}

class TextWriter {
  readonly #parts: string[] = [];
  /** Newlines to write before the next text. */
  #owed = 0;
  #hasSpace = false;
  /** Whether the next text begins a line, an item or a cell, so that no space or newline precedes it. */
  #isStart = true;
  #isPreformatted = false;
  #isRowStart = true;
  /** Number of enclosing table cells. Their content stays on the line of the row. */
  #cells = 0;
  /** The enclosing lists, each with the number of its next item; null for bullets. */
  readonly #lists: { next: number | null }[] = [];

  text(): string {
    return this.#parts.join('').trim();
  }

  nodes(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'text') this.#write(node.text);
      else if (node.kind === 'element') this.#element(node);
    }
  }

  #element(element: ElementNode): void {
    const { name, children } = element;
    if (skippedElements.has(name) || isControl(element)) return;
    if (isFootnoteMark(element)) {
      this.#write(`[${lineOf(children)}]`);
    } else if (name === 'br') {
      this.#owe(Math.min(this.#owed + 1, 2));
    } else if (isBlock(element)) {
      const newlines = this.#isSpaced(element) ? 2 : 1;
      this.#owe(newlines);
      this.#block(element);
      this.#owe(newlines);
    } else {
      this.nodes(children);
    }
  }

  #isSpaced(element: ElementNode): boolean {
    return headingLevel(element) !== null || (spaced.has(element.name) && this.#lists.length === 0);
  }

  #block(element: ElementNode): void {
    const { name, children } = element;
    if (name === 'pre') {
      const before = this.#isPreformatted;
      this.#isPreformatted = this.#cells === 0;
      this.nodes(children);
      this.#isPreformatted = before;
    } else if (name === 'ul' || name === 'ol' || name === 'menu') {
      this.#lists.push({ next: name === 'ol' ? (numberIn(element, 'start') ?? 1) : null });
      this.nodes(children);
      this.#lists.pop();
    } else if (name === 'li' && this.#cells === 0) {
      this.#item(element);
    } else if (name === 'tr' && this.#cells === 0) {
      this.#isRowStart = true;
      this.nodes(children);
    } else if (name === 'td' || name === 'th') {
      this.#cell(element);
    } else {
      this.nodes(children);
    }
  }

  #item({ children }: ElementNode): void {
    const list = this.#lists.at(-1);
    const marker = typeof list?.next === 'number' ? `${list.next++}. ` : '- ';
    this.#put('  '.repeat(Math.min(Math.max(0, this.#lists.length - 1), limits.maxTextIndent)) + marker);
    this.#isStart = true;
    this.nodes(children);
    this.#isStart = false;
  }

  #cell({ children }: ElementNode): void {
    if (this.#cells === 0) {
      // A row is one line, and tabs separate its cells.
      if (!this.#isRowStart) this.#owed = 0;
      this.#put(this.#isRowStart ? '' : '\t');
      this.#isStart = true;
      this.#isRowStart = false;
    }
    this.#cells += 1;
    this.nodes(children);
    this.#cells -= 1;
    if (this.#cells === 0) this.#isStart = false;
  }

  #owe(newlines: number): void {
    if (this.#cells > 0) {
      this.#hasSpace = true;
    } else if (!this.#isStart) {
      this.#owed = Math.max(this.#owed, newlines);
      this.#hasSpace = false;
    }
  }

  #write(text: string): void {
    if (this.#isPreformatted) {
      if (text !== '') this.#put(text);
      return;
    }
    const words = text.replaceAll(/[ \t\n\f\r]+/g, ' ');
    if (words.startsWith(' ')) this.#hasSpace = true;
    if (words === '' || words === ' ') return;
    this.#put(words.slice(words.startsWith(' ') ? 1 : 0, words.endsWith(' ') ? -1 : undefined));
    this.#hasSpace = words.endsWith(' ');
  }

  #put(text: string): void {
    if (this.#owed > 0) this.#parts.push('\n'.repeat(this.#owed));
    else if (this.#hasSpace && !this.#isStart) this.#parts.push(' ');
    this.#parts.push(text);
    this.#owed = 0;
    this.#hasSpace = false;
    this.#isStart = false;
  }
}
