import {
  attribute,
  type ElementNode,
  elementsOf,
  type HtmlDocument,
  type HtmlNode,
  parseHtml,
  sourceOf,
} from '../html.ts';
import { selected } from '../select.ts';
import { textOf } from '../text.ts';
import type { AttributeSchema, AttributeSchemas } from './block-type.ts';

/** The HTML in which the values of a block are. */
export interface BlockHtml {
  readonly document: HtmlDocument;
  /** The block's nodes in the document. */
  readonly nodes: readonly HtmlNode[];
}

/**
 * How many times longer than the HTML of its block the elements of a value may be together. A selector finds elements inside of
 * one another as well, so that deep lists and tables would be in their own values any number of times.
 */
const maxGrowth = 8;

/** The HTML of a block, with the characters that the elements of a value may still have. */
interface Reading extends BlockHtml {
  left: number;
}

/** Reads a value from HTML. Returns undefined if it is not there, or if it would be too long. */
type Source = (schema: AttributeSchema, reading: Reading) => unknown;

/** The sources of attributes. WordPress has `meta` too, which is not in the HTML. */
const sources: Readonly<Record<string, Source>> = {
  attribute: ({ selector = '*', attribute: name = '' }, { nodes }) => {
    for (const element of selected(selector, nodes)) {
      const value = attribute(element, name);
      if (value !== null) return value;
    }
    return undefined;
  },
  html: readHtml,
  'rich-text': readHtml,
  text: ({ selector = '*' }, { nodes }) => {
    const [element] = selected(selector, nodes);
    return element && textOf([element]);
  },
  tag: (_schema, { nodes }) => elementsOf(nodes)[0]?.name,
  query: ({ selector, query }, reading) =>
    selector && query && takenFrom(reading, selected(selector, reading.nodes))?.map(valuesIn(query, reading)),
  raw: (_schema, { document, nodes }) => outerOf(nodes, document).trim(),
};

/**
 * Returns the value of an attribute in the HTML of a block. Returns undefined if its source is not in the HTML, or if the
 * HTML has no such element.
 */
export function valueInHtml(schema: AttributeSchema, { document, nodes }: BlockHtml): unknown {
  return valueIn(schema, { document, nodes, left: maxGrowth * outerOf(nodes, document).length });
}

function valueIn(schema: AttributeSchema, reading: Reading): unknown {
  const { source = '', type } = schema;
  const read = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (!read) return undefined;
  const value = read(schema, reading);
  // `<video controls>` has the attribute without a value.
  return type === 'boolean' ? value !== undefined : value;
}

/** Returns a function that reads an element of the source `query`, with the defaults of what is missing. */
function valuesIn(
  schemas: AttributeSchemas,
  reading: Reading,
): (element: ElementNode) => Readonly<Record<string, unknown>> {
  return (element) => {
    const inside = { document: reading.document, nodes: [element], left: reading.left };
    const values = Object.entries(schemas).map(([name, schema]): [string, unknown] => [
      name,
      valueIn(schema, inside) ?? schema.default,
    ]);
    reading.left = inside.left;
    return Object.fromEntries(values);
  };
}

/** Returns the content of all elements that the selector matches, or of the outermost one if there is no selector. */
function readHtml({ selector, multiline }: AttributeSchema, reading: Reading): unknown {
  const { document, nodes } = reading;
  if (selector === undefined) {
    const [element] = elementsOf(nodes);
    return element && sourceOf(document, element.inner);
  }
  if (nodes.length === 0) return undefined;
  const found = takenFrom(reading, selected(selector, nodes));
  const outermost = () => outermostOf(selected(selector, nodes));
  if (multiline === undefined)
    return (found ?? outermost()).map((element) => innerOf(element, document)).join('');
  const lines = found && takenFrom(reading, linesIn(found, multiline));
  return (lines ?? outermostOf(linesIn(outermost(), multiline)))
    .map((line) => outerOf([line], document))
    .join('');
}

function* linesIn(elements: readonly ElementNode[], selector: string): Generator<ElementNode> {
  for (const { children } of elements) yield* selected(selector, children);
}

/** Returns elements. Returns null if they are longer together than what is left. */
function takenFrom(reading: Reading, elements: Iterable<ElementNode>): readonly ElementNode[] | null {
  const taken: ElementNode[] = [];
  for (const element of elements) {
    reading.left -= element.end - element.start;
    if (reading.left < 0) return null;
    taken.push(element);
  }
  return taken;
}

/** Returns elements, in the order of the source, without those inside of others. */
function outermostOf(elements: Iterable<ElementNode>): readonly ElementNode[] {
  const outermost: ElementNode[] = [];
  for (const element of elements) if (element.start >= (outermost.at(-1)?.end ?? 0)) outermost.push(element);
  return outermost;
}

function innerOf({ inner }: ElementNode, document: HtmlDocument): string {
  return sourceOf(document, inner);
}

function outerOf(nodes: readonly HtmlNode[], document: HtmlDocument): string {
  return sourceOf(document, { start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 });
}

/** Returns the nodes of HTML as a block's. */
export function blockHtml(html: string): BlockHtml {
  const document = parseHtml(html);
  return { document, nodes: document.children };
}
