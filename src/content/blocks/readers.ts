import {
  allElements,
  attribute,
  classesOf,
  type ElementNode,
  firstNamed,
  type HtmlDocument,
  numberIn,
  sourceOf,
} from '../html.ts';
import { attachmentOf, captionIn, imageOf } from '../images.ts';
import { languageOf } from '../languages.ts';
import { alignOf, cellsOf, rowsOf } from '../markdown/table.ts';
import { lineOf } from '../text.ts';

/** Attributes of a block by their name. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Reads a block's attributes from its outermost element. */
export type BlockReader = (element: ElementNode, document: HtmlDocument) => Attributes;

/** A row of a table block. */
export interface BlockTableRow {
  readonly cells: readonly {
    readonly content: string;
    readonly tag: string;
    readonly align: string | null;
  }[];
}

/** Attributes that any block may have. */
export const readCommon: BlockReader = (element) => ({
  anchor: attribute(element, 'id'),
  align:
    valueInClass(element, /^align(left|center|right|wide|full)$/) ??
    valueInClass(element, /^has-text-align-(left|center|right)$/),
  cssClassName: classesOf(element).join(' ') || null,
  textAlign: valueInClass(element, /^has-text-align-(left|center|right)$/),
  textColor: valueInClass(
    element,
    /^has-(?!(?:text|link|inline)-color$)([a-z0-9-]+?)(?<!-background|-border)-color$/,
  ),
  backgroundColor: valueInClass(element, /^has-([a-z0-9-]+)-background-color$/),
  fontSize: valueInClass(element, /^has-([a-z0-9-]+)-font-size$/),
});

export const readContent: BlockReader = (element, document) => ({ content: innerOf(element, document) });

export const readParagraph: BlockReader = (element, document) => ({
  ...readContent(element, document),
  dropCap: classesOf(element).includes('has-drop-cap'),
});

export const readSeparator: BlockReader = (element) => ({
  tagName: element.name,
  opacity: valueInClass(element, /^has-(alpha-channel|css)-opacity$/),
});

/** Returns a list item without its nested lists. */
export const readItem: BlockReader = ({ children, inner }, document) => {
  const list = children.find((child) => child.kind === 'element' && ['ul', 'ol'].includes(child.name));
  return { content: sourceOf(document, { start: inner.start, end: list?.start ?? inner.end }).trim() };
};

export const readImage: BlockReader = (element, document) => {
  const img = firstNamed([element], 'img');
  const link = firstNamed([element], 'a');
  const image = img && imageOf(img, document);
  const linkAttribute = (name: string) => link && attribute(link, name);
  return {
    ...{ id: image?.attachment, url: image?.src, alt: image?.alt, title: image?.title },
    // The site adds the attributes `width` and `height` to images that have none.
    ...{ width: img && styleOf(img, 'width'), height: img && styleOf(img, 'height') },
    caption: captionIn(element, document) ?? image?.caption,
    ...{ href: linkAttribute('href'), rel: linkAttribute('rel'), linkTarget: linkAttribute('target') },
    sizeSlug: valueInClass(element, /^size-(.+)$/) ?? (img && valueInClass(img, /^size-(.+)$/)),
  };
};

export const readGallery: BlockReader = (element, document) => {
  const columns = valueInClass(element, /^(?:gallery-)?columns-(\d{1,2})$/);
  return { caption: captionIn(element, document), columns: columns === null ? null : Number(columns) };
};

export const readList: BlockReader = (element, document) => ({
  ordered: element.name === 'ol',
  start: numberIn(element, 'start'),
  reversed: attribute(element, 'reversed') !== null,
  values: innerOf(element, document),
});

/** Reads the text and the source of a quote. */
export const readQuote: BlockReader = (element, document) => {
  const quote = firstNamed([element], 'blockquote') ?? element;
  const cite = quote.children.find((child) => child.kind === 'element' && child.name === 'cite');
  return {
    value: sourceOf(document, { start: quote.inner.start, end: cite?.start ?? quote.inner.end }).trim(),
    citation: cite?.kind === 'element' ? innerOf(cite, document) : null,
  };
};

export const readCode: BlockReader = (element, document) => {
  const code = firstNamed(element.children, 'code') ?? element;
  return { content: sourceOf(document, code.inner), language: languageOf(element) ?? languageOf(code) };
};

export const readTable: BlockReader = (element, document) => {
  const table = firstNamed([element], 'table');
  const rows = table ? rowsOf(table) : [];
  const part = (isPart: (name: string) => boolean) =>
    rows
      .filter(({ parent }) => isPart(parent?.name ?? ''))
      .map((row): BlockTableRow => ({ cells: cellsOf(row).map((cell) => cellOf(cell, document)) }));
  return {
    head: part((name) => name === 'thead'),
    body: part((name) => name !== 'thead' && name !== 'tfoot'),
    foot: part((name) => name === 'tfoot'),
    caption: captionIn(element, document),
    hasFixedLayout: table ? classesOf(table).includes('has-fixed-layout') : false,
  };
};

/** Reads the image of a cover block. */
export const readCover: BlockReader = (element, document) => {
  const img = firstNamed(element.children, 'img');
  const image = img && imageOf(img, document);
  return { id: img && attachmentOf(img), url: image?.src, alt: image?.alt };
};

export const readMediaText: BlockReader = (element, document) => {
  const media = element.children.find((child) => child.kind === 'element' && child.name === 'figure');
  const { id, url, alt } = media?.kind === 'element' ? readCover(media, document) : {};
  const video = firstNamed(media ? [media] : [], 'video');
  return { mediaId: id, mediaUrl: url ?? (video && attribute(video, 'src')), mediaAlt: alt };
};

export const readDetails: BlockReader = (element, document) => {
  const summary = firstNamed(element.children, 'summary');
  return {
    summary: summary && innerOf(summary, document),
    showContent: attribute(element, 'open') !== null,
  };
};

/** Reads the URL of an embed. It is in the text if the site renders no frame. */
export const readEmbed: BlockReader = (element, document) => {
  const frame = firstNamed([element], 'iframe');
  const links = [...allElements(element.children)].filter(({ name }) => name === 'a');
  const written = /https?:\/\/\S+/.exec(frame ? '' : lineOf(element.children))?.[0];
  return {
    url: (frame && attribute(frame, 'src')) ?? links.map((link) => attribute(link, 'href')).at(-1) ?? written,
    type: valueInClass(element, /^is-type-(.+)$/),
    providerNameSlug: valueInClass(element, /^is-provider-(.+)$/),
    caption: captionIn(element, document),
  };
};

export const readButton: BlockReader = (element, document) => {
  const link = firstNamed(element.children, 'a', 'button');
  const linkAttribute = (name: string) => link && attribute(link, name);
  return {
    ...{ text: link && innerOf(link, document), url: linkAttribute('href'), title: linkAttribute('title') },
    ...{ rel: linkAttribute('rel'), linkTarget: linkAttribute('target') },
    ...{ tagName: link?.name, type: link?.name === 'a' ? 'button' : linkAttribute('type') },
  };
};

/** Reads a video or audio block. */
export const readPlayer: BlockReader = (element, document) => {
  const player = firstNamed([element], 'video', 'audio');
  const source = player && firstNamed(player.children, 'source');
  const has = (name: string) => (player ? attribute(player, name) !== null : false);
  return {
    src: (player && attribute(player, 'src')) ?? (source && attribute(source, 'src')),
    poster: player && attribute(player, 'poster'),
    ...{ autoplay: has('autoplay'), controls: has('controls'), loop: has('loop') },
    caption: captionIn(element, document),
  };
};

export const readFile: BlockReader = (element, document) => {
  const links = [...allElements(element.children)].filter(({ name }) => name === 'a');
  const isButton = (link: ElementNode) => classesOf(link).includes('wp-block-file__button');
  const [name, button] = [links.find((link) => !isButton(link)), links.find(isButton)];
  const first = name ?? button;
  return {
    href: first && attribute(first, 'href'),
    fileName: name && innerOf(name, document),
    downloadButtonText: button && innerOf(button, document),
  };
};

/** Returns a length from the inline style: `33.33%`. */
export function readStyle(name: string, property: string): BlockReader {
  return (element) => ({ [name]: styleOf(element, property) });
}

function styleOf(element: ElementNode, property: string): string | undefined {
  const pattern = new RegExp(`(?:^|;)\\s*${property}:\\s*([^;]+)`);
  return pattern.exec(attribute(element, 'style') ?? '')?.[1]?.trim();
}

function cellOf(cell: ElementNode, document: HtmlDocument): BlockTableRow['cells'][number] {
  return { content: innerOf(cell, document), tag: cell.name, align: alignOf(cell) };
}

function innerOf({ inner }: ElementNode, document: HtmlDocument): string {
  return sourceOf(document, inner).trim();
}

/** Returns the first match of the pattern's group in the classes of an element; null if no class matches. */
function valueInClass(element: ElementNode, pattern: RegExp): string | null {
  for (const name of classesOf(element)) {
    const found = pattern.exec(name)?.[1];
    if (found) return found;
  }
  return null;
}
