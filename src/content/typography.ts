import { parseHtml } from './html.ts';

/**
 * What WordPress writes for plain characters (`wptexturize()`). WordPress writes a curly quote as a character reference, but leaves
 * one that an editor typed as it is. Only the HTML source tells the two apart: once parsed, both are the same character.
 */
const substitutes: readonly (readonly [RegExp, string])[] = [
  [/&#821[67];|&#8242;/g, "'"],
  [/&#822[0-2];|&#8243;/g, '"'],
  [/&#8230;/g, '...'],
  [/(?<=^|\s)&#8211;(?=\s|$)/g, '-'],
  [/&#8211;/g, '--'],
  [/(?<=^|\s)&#8212;(?=\s|$)/g, '--'],
  [/&#8212;/g, '---'],
  [/&#8482;/g, '(tm)'],
  [/&#215;/g, 'x'],
];

/**
 * Returns a text of a page as an editor typed it.
 *
 * @param source - the HTML of the text, without elements: `What&#8217;s new`
 */
export function asTyped(source: string): string {
  const plain = substitutes.reduce((text, [reference, typed]) => text.replaceAll(reference, typed), source);
  const [node] = parseHtml(plain).children;
  return node?.kind === 'text' ? node.text : '';
}
