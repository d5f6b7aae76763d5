const scripts = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi;
const styles = /<style\b[^>]*>[\s\S]*?<\/style\s*>/gi;
const comments = /<!--[\s\S]*?-->/g;
const frontmatter = /^\s*---[^\n]*\n([\s\S]*?)\n---/;

/** A Vue, Svelte or Astro component in two parts. Each part has spaces in place of the other, so line numbers stay. */
export interface ComponentParts {
  readonly code: string;
  readonly markup: string;
}

/** Splits a component into its code and its markup. Styles and comments are in neither. */
export function splitComponent(source: string): ComponentParts {
  const isCode = new Array<boolean>(source.length).fill(false);
  const isOther = new Array<boolean>(source.length).fill(false);
  const front = frontmatter.exec(source);
  if (front?.[1] !== undefined) {
    const start = front.index + front[0].length - front[1].length - 4;
    isCode.fill(true, start, start + front[1].length);
  }
  for (const match of source.matchAll(scripts)) {
    const [whole, code = ''] = match;
    const start = match.index + whole.lastIndexOf('</') - code.length;
    isCode.fill(true, start, start + code.length);
  }
  for (const pattern of [styles, comments]) {
    for (const { index, 0: whole } of source.matchAll(pattern))
      isOther.fill(true, index, index + whole.length);
  }
  const keepOnly = (isKept: (index: number) => boolean) =>
    source
      .split('')
      .map((letter, index) => (letter === '\n' || isKept(index) ? letter : ' '))
      .join('');
  return {
    code: keepOnly((index) => isCode[index] === true),
    markup: keepOnly((index) => isCode[index] !== true && isOther[index] !== true),
  };
}
