import { limits } from '../../values/limits.ts';
import { type Block, withoutNodes } from '../blocks/block.ts';
import { blocksOfHtml } from '../blocks/blocks.ts';
import { blocksOfRaw, type SavedContent } from '../blocks/saved.ts';
import type { HtmlDocument } from '../html.ts';
import { type Image, imagesOf } from '../images.ts';
import { type ContentLink, linksOf } from '../links.ts';
import { markdownInParts } from '../markdown/markdown.ts';
import { type Heading, headingsOf } from '../outline.ts';
import { lastOf } from '../parts.ts';
import { textOf } from '../text.ts';
import { rewriteUrls, type UrlRule } from '../urls.ts';
import { countWords, readingMinutes } from '../words.ts';

/** The conversions of content by name. All arguments and results can be sent to another thread. */
export interface Conversions {
  readonly markdown: { readonly argument: null; readonly result: string };
  readonly text: { readonly argument: null; readonly result: string };
  readonly images: { readonly argument: null; readonly result: readonly Image[] };
  readonly links: { readonly argument: null; readonly result: readonly ContentLink[] };
  readonly headings: { readonly argument: null; readonly result: readonly Heading[] };
  readonly blocks: { readonly argument: null; readonly result: readonly Block[] };
  readonly savedBlocks: { readonly argument: SavedContent; readonly result: readonly Block[] };
  readonly wordCount: { readonly argument: null; readonly result: number };
  /** The argument is the number of words a minute. */
  readonly readingTime: { readonly argument: number; readonly result: number };
  readonly urls: { readonly argument: UrlRule; readonly result: string };
}

export type ConversionName = keyof Conversions;

type Convert<Name extends ConversionName> = (
  document: HtmlDocument,
  argument: Conversions[Name]['argument'],
) => Generator<void, Conversions[Name]['result']>;

const conversions: { readonly [Name in ConversionName]: Convert<Name> } = {
  markdown: ({ children }) => markdownInParts(children),
  text: atOnce(({ children }) => textOf(children)),
  images: atOnce(imagesOf),
  links: atOnce(linksOf),
  headings: atOnce(headingsOf),
  blocks: atOnce(blocksOfHtml),
  savedBlocks: atOnce((document, saved) => blocksOfRaw(saved, document)),
  wordCount: atOnce(({ children }) => countWords(textOf(children))),
  readingTime: atOnce(({ children }, wordsPerMinute) => readingMinutes(textOf(children), wordsPerMinute)),
  urls: atOnce(rewriteUrls),
};

/** Variants of conversions whose results would contain parsed HTML, which cannot be sent to another thread. */
const sendable: { readonly [Name in ConversionName]?: Convert<Name> } = {
  blocks: atOnce((document) => withoutNodes(blocksOfHtml(document))),
  savedBlocks: atOnce((document, saved) => withoutNodes(blocksOfRaw(saved, document))),
};

/** The largest number of characters of HTML that a conversion accepts. @default `limits.maxParsedContent` */
const mostCharacters: Readonly<Partial<Record<ConversionName, number>>> = {
  markdown: limits.maxConvertedContent,
  blocks: limits.maxConvertedContent,
  savedBlocks: limits.maxConvertedContent,
};

/** Converts a document in parts, so that the caller can pause between them. */
export function convertInParts<Name extends ConversionName>(
  name: Name,
  document: HtmlDocument,
  argument: Conversions[Name]['argument'],
): Generator<void, Conversions[Name]['result']> {
  return conversions[name](document, argument);
}

/** Converts a document in one piece, to a result that can be sent to another thread. */
export function convertToSend<Name extends ConversionName>(
  name: Name,
  document: HtmlDocument,
  argument: Conversions[Name]['argument'],
): Conversions[Name]['result'] {
  return lastOf((sendable[name] ?? conversions[name])(document, argument));
}

/** Returns the largest number of characters of HTML that a conversion accepts. */
export function mostCharactersOf(name: ConversionName): number {
  return mostCharacters[name] ?? limits.maxParsedContent;
}

function atOnce<Argument, Result>(
  convert: (document: HtmlDocument, argument: Argument) => Result,
): (document: HtmlDocument, argument: Argument) => Generator<void, Result> {
  return function* (document, argument) {
    yield;
    return convert(document, argument);
  };
}
