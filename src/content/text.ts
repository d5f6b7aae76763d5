import { limits } from '../values/limits.ts';
import { headingLevel, isBlock, isControl, isFootnoteMark, skippedElements } from './elements.ts';
import { type ElementNode, type HtmlNode, numberIn } from './html.ts';

/** Elements with an empty line before and after; other blocks have their lines. */
const spaced: ReadonlySet<string> = new Set([
  ...['p', 'blockquote', 'figure', 'pre', 'table', 'hr', 'dl', 'address', 'details', 'ul', 'ol', 'menu'],
]);

/**
 * What HTML says, in plain characters: an empty line between paragraphs, a line for each item (`- one`, `1. first`) and
 * each row of a table, its cells apart by tabs. Scripts, styles, players and controls are left out.
 */
export function textOf(nodes: readonly HtmlNode[]): string {
  const writer = new TextWriter();
  writer.nodes(nodes);
  return writer.text();
}

/** The same on one line. */
export function lineOf(nodes: readonly HtmlNode[]): string {
  return textOf(nodes).replaceAll(/\s+/g, ' ').trim();
}

class TextWriter {
  readonly #parts: string[] = [];
  /** Newlines owed before whatever comes next. */
  #owed = 0;
  #hasSpace = false;
  /** Whether what comes next begins a line, an item or a cell: no space nor newline goes before it. */
  #isStart = true;
  #isPreformatted = false;
  #isRowStart = true;
  /** How many cells of tables are around: what they hold stays on the line of its row. */
  #cells = 0;
  /** Lists around, each with the number of its next item; null for bullets. */
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
      // The row has its line; what parts its cells are tabs.
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
