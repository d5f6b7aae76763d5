import { compile, type Options } from 'css-select';
import { allElements, attribute, type ElementNode, type HtmlNode } from './html.ts';
import { textOf } from './text.ts';

type Query = (node: HtmlNode) => boolean;

/** How css-select walks through the tree of this gateway. */
const adapter: NonNullable<Options<HtmlNode, ElementNode>['adapter']> = {
  isTag: (node) => node.kind === 'element',
  getAttributeValue: (element, name) => attribute(element, name) ?? undefined,
  getChildren: (node) => (node.kind === 'element' ? [...node.children] : []),
  getName: ({ name }) => name,
  getParent: ({ parent }) => parent,
  getSiblings: (node) => (node.kind === 'element' && node.parent ? [...node.parent.children] : [node]),
  getText: (node) => textOf([node]),
  hasAttrib: (element, name) => element.attributes.has(name),
  removeSubsets: (nodes) => nodes,
};

const options: Options<HtmlNode, ElementNode> = { adapter };

/** The compiled selectors. Block types have few, and a site's own are as many as its blocks. */
const compiled = new Map<string, Query | null>();

/** Number of selectors that are kept compiled. */
const maxCompiled = 1000;

/**
 * Returns the elements that a CSS selector matches, among nodes and inside them, in the order of the source. Returns none if the
 * selector is not valid CSS, as a plugin may register one.
 *
 * @example
 * [...selected('figure > a', parseHtml('<figure><a href="/">Home</a></figure>').children)];
 */
export function* selected(selector: string, nodes: readonly HtmlNode[]): Generator<ElementNode> {
  const query = queryOf(selector);
  if (!query) return;
  for (const element of allElements(nodes)) if (query(element)) yield element;
}

function queryOf(selector: string): Query | null {
  const known = compiled.get(selector);
  if (known !== undefined) return known;
  if (compiled.size >= maxCompiled) compiled.clear();
  const query = compiledOrNull(selector);
  compiled.set(selector, query);
  return query;
}

function compiledOrNull(selector: string): Query | null {
  try {
    return compile<HtmlNode, ElementNode>(selector, options);
  } catch {
    return null;
  }
}
