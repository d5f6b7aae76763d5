/** Text in scripts without spaces between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/gu;

const word = /[\p{L}\p{M}\p{N}]+(?:['’.,·-][\p{L}\p{M}\p{N}]+)*/gu;

/** Characters that take as long to read as a word: about 500 Chinese or Japanese characters a minute, and 200 words. */
const charactersPerWord = 2.5;

/** Maximum length of text for one call, because `Intl.Segmenter` slows down with the length. */
const maxSegmentLength = 500;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Returns the number of words in a text. Spaces and punctuation separate words; `it’s`, `well-known` and `3.14` are one
 * word each. In scripts without spaces, such as Chinese, Japanese and Thai, the dictionaries of `Intl.Segmenter` decide;
 * very long text is counted in parts, so a word at the edge of two parts may count twice.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(unspaced)) {
    for (let start = 0; start < run.length; start += maxSegmentLength) {
      for (const { isWordLike } of segmenter.segment(run.slice(start, start + maxSegmentLength))) {
        if (isWordLike) count += 1;
      }
    }
  }
  return count + countSpaced(text);
}

/**
 * Returns the minutes that a text takes to read, rounded up; 0 for an empty text. In scripts without spaces, two and a
 * half characters count as a word.
 *
 * @param wordsPerMinute - more than 0
 */
export function readingMinutes(text: string, wordsPerMinute: number): number {
  let characters = 0;
  for (const [run] of text.matchAll(unspaced)) characters += [...run].length;
  return Math.ceil((countSpaced(text) + characters / charactersPerWord) / wordsPerMinute);
}

function countSpaced(text: string): number {
  return text.replaceAll(unspaced, ' ').match(word)?.length ?? 0;
}
