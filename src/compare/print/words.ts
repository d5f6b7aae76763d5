import type { Paint } from '../../values/paint.ts';

/** How a report is printed. */
export interface PrintStyle {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Returns a ratio as text: `3.4×`. */
export function factor(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×`;
}

/** Returns a duration as text: `12 ms`, `12.3 s`. */
export function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`;
}

/** Returns a share as text: `87 %`. Rounds down, so that only a complete share is 100 %. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** Returns a number with its noun: `1 document`, `2 documents`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns a text without the end that exceeds the width. */
export function cutEnd(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Returns a text without the beginning that exceeds the width. */
export function cutStart(text: string, width: number): string {
  return text.length > width ? `…${text.slice(1 - width)}` : text;
}

/**
 * Breaks a text into lines of at most `width` columns.
 *
 * @param firstIndent - precedes the first line
 * @param nextIndent - precedes each further line
 */
export function wrapText(text: string, firstIndent: string, nextIndent: string, width: number): string {
  const lines: string[] = [];
  let line = firstIndent;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = nextIndent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
