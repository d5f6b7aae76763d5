import { limits } from '../values/limits.ts';
import { blockNameInClasses } from './blocks/names.ts';
import {
  type CommentNode,
  classesOf,
  type ElementNode,
  type HtmlDocument,
  type HtmlNode,
  parseHtml,
} from './html.ts';

/** The texts that an automatic excerpt is made from. */
export interface ExcerptSource {
  /** The content as WordPress renders it. */
  readonly rendered: string;
  /** The content as it was written; null if unknown. */
  readonly raw: string | null;
  /** WordPress' excerpt of the content before the More block; null if there is none to compare with. */
  readonly teaser: string | null;
}

/** Number of words of an automatic excerpt (`excerpt_length`), and the text after a cut (`excerpt_more`). */
const mostWords = 55;
const ellipsis = ' [&hellip;]';

/**
 * Returns the automatic excerpt of the whole content, as `wp_trim_excerpt()` makes it on the content's own page: text
 * after a More block is included. Returns null if the rendered HTML does not determine the excerpt: WordPress leaves
 * out blocks and shortcodes that can no longer be distinguished from the author's HTML, and a site can filter
 * excerpts. Three cases are not detected: a shortcode that writes only words into a paragraph, a manual excerpt that
 * equals the text before the More block, and filters of the length and the end of excerpts, which show only in
 * excerpts that are cut.
 */
export function fullExcerpt({ rendered, raw, teaser }: ExcerptSource): string | null {
  if (raw === null && teaser === null) return null;
  if (raw !== null && shortcode.test(raw)) return null;
  const writer = new ExcerptWriter(rendered, raw === null ? null : raw.includes('<!-- wp:'));
  const found = writer.read();
  if (!found || (teaser !== null && (found.before === null || paragraphOf(found.before) !== teaser)))
    return null;
  const excerpt = paragraphOf(found.words);
  return texturized.test(excerpt) ? null : excerpt;
}

/** Whether HTML has a More block. */
export function hasMoreBlock(html: string): boolean {
  return html.includes('<!--more');
}

/** Languages in which WordPress may count characters instead of words (`wp_get_word_count_type()`). */
const uncounted = /^(ja|zh|ko|th|lo|km|my|bo|dz)\b/;

const unspacedScripts =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u;

/**
 * Whether WordPress counts words in a text. If the language of the site is unknown, the script of the text decides.
 */
export function isCountedInWords(text: string, language: string | null): boolean {
  return language === null ? !unspacedScripts.test(text) : !uncounted.test(language.replace('_', '-'));
}

const shortcode = /\[[a-z]/i;

/** Characters that `wptexturize` would change in text without tags. Text in code was exempt from it. */
const texturized = /['"]|--|\.\.\.|``|\(tm\)|\dx\d|(?:^|\s)-(?:\s|$)|&(?![#\w]+;)/i;

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const paragraphs: ReadonlySet<string> = new Set(['p', ...headings]);
const lists: ReadonlySet<string> = new Set(['ul', 'ol', 'li']);
const tables: ReadonlySet<string> = new Set([
  'table',
  'caption',
  'colgroup',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
]);
const phrases: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q s small span strong sub sup time u var img'.split(
    ' ',
  ),
);
const empty: ReadonlySet<string> = new Set(['hr', 'wbr', 'col']);

/** Blocks whose inner blocks belong to an excerpt. */
const wrapping: ReadonlySet<string> = new Set(['core/group', 'core/columns', 'core/column']);
/** Blocks whose text belongs to an excerpt and that are recognized by their elements. */
const readable: ReadonlySet<string> = new Set(['core/heading', 'core/paragraph', 'core/quote', 'core/table']);
/** Blocks whose text may belong to an excerpt: their elements don't decide it. All other core blocks are left out. */
const unclear: ReadonlySet<string> = new Set([
  ...['core/html', 'core/freeform', 'core/list', 'core/list-item', 'core/media-text', 'core/preformatted'],
  ...['core/pullquote', 'core/verse'],
]);

/** The part of an element that belongs to an excerpt; null if that is unknown. */
type Part = 'words' | 'paragraphs' | 'nothing' | null;

interface Found {
  readonly words: readonly string[];
  /** The words before the More block; null if there is none. */
  readonly before: readonly string[] | null;
}

/** Ends the walk, because the rest does not matter or is unknown. */
class Stop extends Error {}

class ExcerptWriter {
  readonly #document: HtmlDocument;
  readonly #isBlocks: boolean;
  readonly #hasMore: boolean;
  /** Whether the document is only the beginning of the content. */
  readonly #isCut: boolean;
  readonly #hasNoTeaser: boolean;
  #text = '';
  #before: readonly string[] | null = null;
  #isSure = true;
  /** Index after the last line break. */
  #breakEnd = 0;

  constructor(html: string, isBlocks: boolean | null) {
    // Its first words are enough, unless a long text before them is left out.
    this.#document = parseHtml(html.slice(0, limits.maxConvertedHere));
    this.#isCut = html.length > limits.maxConvertedHere;
    this.#hasNoTeaser = html.includes('<!--noteaser-->');
    // WordPress adds paragraphs around lines of classic content (`wpautop`).
    this.#hasMore = hasMoreBlock(html);
    this.#isBlocks = isBlocks ?? (html.includes('wp-block-') || !/<p>[^<]*<!--more/.test(html));
  }

  /** Returns the words of the first page. Returns null if they are unknown. */
  read(): Found | null {
    try {
      this.#nodes(this.#document.children, this.#isBlocks ? 'paragraphs' : 'words');
      if (this.#isCut) return null;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    return this.#isSure ? { words: wordsOf(this.#text), before: this.#before } : null;
  }

  #nodes(nodes: readonly HtmlNode[], part: Part): void {
    for (const node of nodes) {
      if (node.kind === 'comment') this.#comment(node);
      else if (node.kind === 'element') this.#element(node, part);
      else this.#write(this.#document.html.slice(node.start, node.end), part);
    }
  }

  #comment({ text }: CommentNode): void {
    if (text === 'nextpage') {
      if (wordsOf(this.#text).length === 0) this.#isSure = false;
      throw new Stop();
    }
    if (!text.startsWith('more') || this.#before) return;
    this.#before = wordsOf(this.#text);
    if (this.#hasNoTeaser) this.#text = '';
  }

  #write(text: string, part: Part): void {
    if (part === 'nothing') return;
    const isSpace = text.trim() === '';
    // PHP's `strip_tags()` may read malformed HTML differently.
    if (!isSpace && (part !== 'words' || text.includes('<'))) {
      this.#isSure = false;
      throw new Stop();
    }
    this.#text += text;
  }

  #element(element: ElementNode, around: Part): void {
    const { name, children } = element;
    if (name === 'br') {
      this.#break(element);
      return;
    }
    const part = around === 'nothing' ? around : this.#partOf(element, around);
    if (phrases.has(name)) {
      this.#nodes(children, part);
      return;
    }
    this.#endLine();
    this.#nodes(children, part);
    this.#endLine();
    if (around !== 'nothing' && this.#isLongEnough()) throw new Stop();
  }

  /**
   * Two line breaks end a paragraph. One line break is removed, so that two words become one (`wp_strip_all_tags()`).
   */
  #break({ start, end }: ElementNode): void {
    if (this.#breakEnd > 0 && this.#document.html.slice(this.#breakEnd, start).trim() === '') this.#endLine();
    this.#breakEnd = end;
  }

  /** `wpautop()` puts blocks on lines of their own. */
  #endLine(): void {
    if (!this.#text.endsWith('\n')) this.#text += '\n';
  }

  #partOf(element: ElementNode, around: Part): Part {
    const { name } = element;
    if (empty.has(name)) return 'words';
    // `excerpt_remove_footnotes()`
    if (name === 'sup' && element.attributes.has('data-fn')) return 'nothing';
    if (name === 'script' || name === 'style') return 'nothing';
    // Smilies stay text in code, but become images in its excerpt.
    if (name === 'code' && !/^[\p{L}\p{N}\s._/-]*$/u.test(this.#inner(element))) return null;
    if (around === null) return null;
    const block = blockNameInClasses(element);
    if (block !== null && this.#isLeftOut(element, block)) return 'nothing';
    if (phrases.has(name)) return around === 'words' ? around : null;
    if (this.#isBlocks && block !== null && wrapping.has(block)) return 'paragraphs';
    if (block !== null && !readable.has(block)) return null;
    if (paragraphs.has(name) || tables.has(name)) return 'words';
    if (lists.has(name)) return this.#isBlocks || element.attributes.has('class') ? null : 'words';
    if (name === 'blockquote') return isPlainQuote(element) ? 'words' : null;
    return name === 'figure' && block === 'core/table' ? 'words' : null;
  }

  /** Whether WordPress leaves a block out of excerpts. */
  #isLeftOut(element: ElementNode, block: string): boolean {
    const classes = classesOf(element);
    // The caption of a classic image may come from HTML or from a shortcode. A gallery comes from a shortcode.
    if (classes.includes('wp-caption')) return false;
    if (!this.#isBlocks) return block === 'core/gallery' && classes.includes('gallery');
    // List items are blocks since WordPress 6.1, with empty lines between them. Lists with such items are left out.
    if (block === 'core/list') return /<\/li>\n{3,}<li/.test(this.#inner(element));
    return block.startsWith('core/') && !wrapping.has(block) && !readable.has(block) && !unclear.has(block);
  }

  #inner({ inner }: ElementNode): string {
    return this.#document.html.slice(inner.start, inner.end);
  }

  #isLongEnough(): boolean {
    return (this.#before !== null || !this.#hasMore) && wordsOf(this.#text).length > mostWords;
  }
}

/**
 * Whether WordPress includes a quote unchanged. It leaves out a quote with other blocks in it, and the source of a
 * quote in a group.
 */
function isPlainQuote({ children, parent }: ElementNode): boolean {
  const isPlain = (nodes: readonly HtmlNode[]): boolean =>
    nodes.every(
      (node) =>
        node.kind !== 'element' ||
        ((node.name === 'br' ||
          paragraphs.has(node.name) ||
          (phrases.has(node.name) && node.name !== 'img')) &&
          isPlain(node.children)),
    );
  return parent === null && isPlain(children);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\n\r\t ]+/).filter((word) => word !== '');
}

/** Returns words as WordPress writes them in an excerpt. */
function paragraphOf(words: readonly string[]): string {
  if (words.length === 0) return '';
  return `<p>${words.slice(0, mostWords).join(' ')}${words.length > mostWords ? ellipsis : ''}</p>\n`;
}
