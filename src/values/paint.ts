/** Colours for the parts of a report. A function may return its text unchanged. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  note(text: string): string;
}

/** No colours. */
export const plainPaint: Paint = { bold: same, dim: same, good: same, bad: same, note: same };

function same(text: string): string {
  return text;
}

/** Returns functions that colour a text for a terminal (ANSI escape codes), or plain ones. */
export function paintFor(hasColors: boolean): Paint {
  return hasColors
    ? { bold: colour(1), dim: colour(2), good: colour(32), bad: colour(31), note: colour(33) }
    : plainPaint;
}

/** Returns a function that gives a text a colour. `code` is a parameter of SGR (ECMA-48, section 8.3.117). */
function colour(code: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001B[${code}m${text}\u001B[0m`);
}
