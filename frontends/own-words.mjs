// Whether a page shows anything of the site.
import { visibleTexts } from './visible.mjs';

/**
 * What a site has to show.
 * @typedef {object} OwnTexts
 * @property {readonly string[]} texts Titles and paragraphs of its documents.
 * @property {readonly string[]} names Names of its terms.
 */

/** Words of a text that no frontend has by chance. */
const telling = { least: 3, most: 4 };
/** Names of one word, such as "News", may be those of a frontend. So many may not. */
const tellingNames = 3;

const wordsOf = (text) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Returns a function that tells whether a page shows a text of the site, or several names. If a browser fetches all content of a page
 * later, its HTML is the same whatever the endpoint answers. Only HTML can be empty.
 *
 * @param {OwnTexts} site
 */
export function ownWords({ texts, names }) {
  const starts = texts.map((text) => wordsOf(text).slice(0, telling.most));
  const phrases = starts
    .filter(({ length }) => length >= telling.least)
    .map((words) => ` ${words.join(' ')} `);
  const known = new Set(names.map((name) => wordsOf(name).join(' ')));
  return (page) => {
    if (page.type !== 'text/html') return true;
    const shown = visibleTexts(page).map((text) => wordsOf(text).join(' '));
    const all = ` ${shown.join(' ')} `;
    return (
      phrases.some((phrase) => all.includes(phrase)) ||
      new Set(shown.filter((text) => known.has(text))).size >= tellingNames
    );
  };
}
