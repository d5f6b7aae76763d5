/** How parts of the text are set off; each may give its text back as it is. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  note(text: string): string;
}

/** How a report is written. */
export interface Page {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
}

/** `3.4×` */
export function factor(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×`;
}

/** `12 ms`, `12.3 s` */
export function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`;
}

/** `87 %`, never rounded up to 100. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** `1 document`, `2 documents` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A text that is cut at its end where it is too long. */
export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** The same, cut at its beginning. */
export function cutStart(text: string, width: number): string {
  return text.length > width ? `…${text.slice(1 - width)}` : text;
}

/** A text over several lines. */
export function wrapped(text: string, first: string, further: string, width: number): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = further;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}
