import { remembered } from '../../values/remembered.ts';
import { allElements, attribute, type HtmlNode, parseHtml } from '../html.ts';
import { textOf } from '../text.ts';
import { coreBlockTypes } from './core-blocks.ts';
import type { SavedBlock } from './grammar.ts';

/** By what the gateway tells that rendered HTML is that of a block. */
interface Evidence {
  /** The words outside of inner blocks, in pieces. */
  readonly words: readonly string[];
  /** What the elements load, and where they lead. */
  readonly urls: readonly string[];
}

/** Words and addresses of rendered HTML. */
interface Part {
  readonly words: string;
  /** The values of all attributes: plugins move addresses from one attribute to another (`data-src`). */
  readonly values: ReadonlySet<string>;
}

/** The number of letters that are not in a page by chance. */
const enoughLetters = 20;

const addresses = ['src', 'href', 'poster', 'data'];

/** Returns the words and addresses of rendered nodes. */
export const partOf = remembered((nodes: readonly HtmlNode[]): Part => {
  let values: ReadonlySet<string> | null = null;
  return {
    words: wordsOf(nodes),
    get values() {
      values ??= new Set(
        [...allElements(nodes)].flatMap(({ attributes }) =>
          Array.from(attributes.values(), ({ value }) => value),
        ),
      );
      return values;
    },
  };
});

/** What each piece of a block has. Null for an inner block. */
const piecesOf = remembered(({ pieces }: SavedBlock): readonly (Evidence | null)[] =>
  pieces.map((piece) => (piece === null ? null : evidenceIn(piece))),
);

/** What a block has outside of its inner blocks. */
const ownEvidence = remembered(
  (block: SavedBlock): Evidence => together(piecesOf(block).flatMap((piece) => piece ?? [])),
);

/** What a block and those inside it have, in the order of the text. */
const wholeEvidence = remembered((block: SavedBlock): Evidence => {
  const inner = block.innerBlocks.values();
  const next = () => {
    const { value } = inner.next();
    return value ? wholeEvidence(value) : [];
  };
  return together(piecesOf(block).flatMap((piece) => piece ?? next()));
});

/** Whether the site alone renders a block, or one inside it. */
const isRenderedLater = remembered(
  (block: SavedBlock): boolean => isVoid(block) || block.innerBlocks.some(isRenderedLater),
);

/** Whether the editor saved no markup for a block: nothing, or a comment such as `<!--more-->`. */
const isVoid = remembered(({ html, innerBlocks }: SavedBlock): boolean => {
  if (html === '' || innerBlocks.length > 0) return html === '';
  return parseHtml(html).children.every(
    (node) => node.kind === 'comment' || (node.kind === 'text' && node.text.trim() === ''),
  );
});

/** Whether nothing that the editor saved tells a block from others with its name: a separator, or a list of posts. */
export function isIndistinct(block: SavedBlock): boolean {
  const { words, urls } = wholeEvidence(block);
  return urls.length === 0 && words.join('').length < (isRenderedLater(block) ? enoughLetters : 1);
}

/** Whether rendered nodes have the words of a block, and its addresses if the words are few. */
export function isIn(block: SavedBlock, nodes: readonly HtmlNode[]): boolean {
  const { words, urls } = wholeEvidence(block);
  const part = partOf(nodes);
  const whole = words.join('');
  const hasWords = isRenderedLater(block)
    ? words.every((each) => part.words.includes(each))
    : part.words === whole;
  return hasWords && (whole.length >= enoughLetters || urls.every((url) => part.values.has(url)));
}

/** Where the gateway looks for a block. */
export interface Place {
  /** The rendered nodes of the block. Null if the gateway did not find them. */
  readonly nodes: readonly HtmlNode[] | null;
  /** Whether they are one block with the name of the saved one. */
  readonly isNamesake: boolean;
  /** All rendered nodes. */
  readonly page: readonly HtmlNode[];
}

/**
 * Whether rendered HTML shows what a block has outside of its inner blocks: enough words, or few words or none with all
 * addresses in the rendered part of the block. A block without words and addresses is shown if it has a rendered part, or if the
 * page has enough words of the blocks inside.
 */
export function isShownIn(block: SavedBlock, { nodes, isNamesake, page }: Place): boolean {
  // WordPress renders nothing for `core/more` and `core/nextpage`.
  if (isVoid(block) && coreBlockTypes.get(block.name)?.isDynamic === false) return true;
  const { words, urls } = ownEvidence(block);
  const part = nodes && partOf(nodes);
  const isInPage = (each: string) => each.length >= enoughLetters && partOf(page).words.includes(each);
  const whole = words.join('');
  if (whole === '' && urls.length === 0) return part !== null || wholeEvidence(block).words.some(isInPage);
  if (!words.every((each) => part?.words.includes(each) || isInPage(each))) return false;
  if (whole.length >= enoughLetters) return true;
  if (part === null) return false;
  return urls.length > 0 ? urls.every((url) => part.values.has(url)) : isNamesake || part.words === whole;
}

function evidenceIn(html: string): Evidence {
  const { children } = parseHtml(html);
  const words = wordsOf(children);
  const urls = [...allElements(children)].flatMap((element) =>
    addresses.flatMap((name) => attribute(element, name) || []),
  );
  return { words: words === '' ? [] : [words], urls };
}

function together(parts: readonly Evidence[]): Evidence {
  return { words: parts.flatMap(({ words }) => words), urls: parts.flatMap(({ urls }) => urls) };
}

/**
 * Returns the letters and digits of a text. Other characters can't be compared, because WordPress replaces plain quotes and
 * dashes with typographic ones. Nor can addresses, because WordPress replaces some with what they lead to.
 */
function wordsOf(nodes: readonly HtmlNode[]): string {
  return textOf(nodes)
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
