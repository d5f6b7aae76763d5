const scripts = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi;
const styles = /<style\b[^>]*>[\s\S]*?<\/style\s*>/gi;
const comments = /<!--[\s\S]*?-->/g;
const frontmatter = /^\s*---[^\n]*\n([\s\S]*?)\n---/;

/** The two parts of a component of Vue, Svelte or Astro; what belongs to the other part is blank, so that lines stay. */
export interface Component {
  readonly code: string;
  readonly markup: string;
}

/** Tells a component's code from its markup. */
export function splitComponent(source: string): Component {
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
  const only = (isWanted: (at: number) => boolean) =>
    source
      .split('')
      .map((letter, at) => (letter === '\n' || isWanted(at) ? letter : ' '))
      .join('');
  return {
    code: only((at) => isCode[at] === true),
    markup: only((at) => isCode[at] !== true && isOther[at] !== true),
  };
}
