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

/** Reads a value from HTML. Returns undefined if it is not there. */
type Source = (schema: AttributeSchema, html: BlockHtml) => unknown;

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
  query: ({ selector, query }, { document, nodes }) =>
    selector &&
    query &&
    [...selected(selector, nodes)].map((element) => valuesIn(query, { document, nodes: [element] })),
  raw: (_schema, { document, nodes }) => outerOf(nodes, document).trim(),
};

/**
 * Returns the value of an attribute in the HTML of a block. Returns undefined if its source is not in the HTML, or if the
 * HTML has no such element.
 */
export function valueInHtml(schema: AttributeSchema, html: BlockHtml): unknown {
  const { source = '', type } = schema;
  const read = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (!read) return undefined;
  const value = read(schema, html);
  // `<video controls>` has the attribute without a value.
  return type === 'boolean' ? value !== undefined : value;
}

/** Returns the values of one element of the source `query`, with the defaults of those that are missing. */
function valuesIn(schemas: AttributeSchemas, html: BlockHtml): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, valueInHtml(schema, html) ?? schema.default]),
  );
}

/** Returns the content of all elements that the selector matches, or of the outermost one if there is no selector. */
function readHtml({ selector, multiline }: AttributeSchema, { document, nodes }: BlockHtml): unknown {
  if (selector === undefined) {
    const [element] = elementsOf(nodes);
    return element && sourceOf(document, element.inner);
  }
  if (nodes.length === 0) return undefined;
  const found = [...selected(selector, nodes)];
  if (multiline === undefined) return found.map((element) => innerOf(element, document)).join('');
  const lines = selected(
    multiline,
    found.flatMap(({ children }) => children),
  );
  return Array.from(lines, (line) => outerOf([line], document)).join('');
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
