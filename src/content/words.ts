/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/gu;

const word = /[\p{L}\p{M}\p{N}]+(?:['’.,·-][\p{L}\p{M}\p{N}]+)*/gu;

/** Characters that take as long to read as a word: Chinese and Japanese are read at about 500 of them a minute. */
const charactersAWord = 2.5;

/** `Intl.Segmenter` slows down with the length of what it is given. */
const segmentLength = 500;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * How many words a text has. What is between spaces and punctuation counts as one (`it’s`, `well-known`, `3.14`); in
 * scripts without spaces – Chinese, Japanese, Thai – dictionaries tell.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(unspaced)) {
    for (let start = 0; start < run.length; start += segmentLength) {
      for (const { isWordLike } of segmenter.segment(run.slice(start, start + segmentLength))) {
        if (isWordLike) count += 1;
      }
    }
  }
  return count + countSpaced(text);
}

/**
 * Minutes that a text takes to read, rounded up; 0 for none. Of scripts without spaces two and a half characters take as
 * long as a word.
 *
 * @param wordsPerMinute - more than 0
 */
export function readingMinutes(text: string, wordsPerMinute: number): number {
  let characters = 0;
  for (const [run] of text.matchAll(unspaced)) characters += [...run].length;
  return Math.ceil((countSpaced(text) + characters / charactersAWord) / wordsPerMinute);
}

function countSpaced(text: string): number {
  return text.replaceAll(unspaced, ' ').match(word)?.length ?? 0;
}
