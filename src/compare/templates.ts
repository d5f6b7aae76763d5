/** A GraphQL text that stands in a source file. */
export interface FoundText {
  readonly text: string;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** Whether the source says that it is GraphQL; otherwise it only looks like it. */
  readonly isTagged: boolean;
}

/** What stands for a `${…}` in a found text: a comment to GraphQL. */
export const interpolation = '#pressql:interpolation';

/** Where GraphQL begins: after a tag or a call of its name, after the comment of editors, or with that comment's twin inside. */
const tagged =
  /(?:(?<![\w$])(?:gql|graphql)\s*(?:<[^`()]*>)?\s*(?:\(\s*)?(?:\/\*\s*GraphQL\s*\*\/\s*)?|\/\*\s*GraphQL\s*\*\/\s*)`|`(?=\s*#\s*graphql\b)/gi;

/** A template without a tag that begins as a document does: what is handed to a `fetch` of one's own. */
const bare = /`(?=\s*(?:query|mutation|subscription|fragment)\b[\s\w({$@])/g;

/** The GraphQL texts in JavaScript, TypeScript, Vue, Svelte or Astro source, in order. Those in comments are left out. */
export function graphqlTexts(source: string): readonly FoundText[] {
  const starts = new Map<number, boolean>();
  for (const [pattern, isTagged] of [
    [tagged, true],
    [bare, false],
  ] as const) {
    for (const match of source.matchAll(pattern)) {
      const start = match.index + match[0].length;
      if (!starts.has(start) && !isInComment(source, match.index)) starts.set(start, isTagged);
    }
  }
  const found: FoundText[] = [];
  let end = 0;
  for (const [start, isTagged] of [...starts].sort(([a], [b]) => a - b)) {
    if (start < end) continue;
    const template = readTemplate(source, start);
    if (template === null) continue;
    end = template.end;
    found.push({ text: template.text, line: source.slice(0, start).split('\n').length, isTagged });
  }
  return found;
}

function isInComment(source: string, at: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
  if (/^\s*(\/\/|\*)/.test(line)) return true;
  return source.lastIndexOf('/*', at - 1) > source.lastIndexOf('*/', at - 1);
}

/** What a template literal holds, escapes read and interpolations marked; null where it doesn't end. */
function readTemplate(source: string, start: number): { text: string; end: number } | null {
  let text = '';
  for (let at = start; at < source.length; at++) {
    const letter = source[at];
    if (letter === '`') return { text, end: at + 1 };
    if (letter === '\\') {
      at++;
      text += escapes[source[at] ?? ''] ?? source[at] ?? '';
    } else if (letter === '$' && source[at + 1] === '{') {
      at = endOfExpression(source, at + 2);
      text += ` ${interpolation}\n`;
    } else text += letter;
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Position of the `}` that ends an expression; strings, templates and comments within may hold others. */
function endOfExpression(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at++) {
    const letter = source[at];
    if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return at;
    else if (letter === '"' || letter === "'") at = endOfString(source, at);
    else if (letter === '`') at = (readTemplate(source, at + 1)?.end ?? source.length) - 1;
    else if (source.startsWith('//', at)) at = positionOf(source, '\n', at);
    else if (source.startsWith('/*', at)) at = positionOf(source, '*/', at) + 1;
  }
  return source.length;
}

function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === source[start] || source[at] === '\n') return at;
  }
  return source.length;
}

function positionOf(source: string, text: string, from: number): number {
  const at = source.indexOf(text, from);
  return at === -1 ? source.length : at;
}
