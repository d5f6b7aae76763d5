import type { PathPart } from '../plugin-routes.ts';

/** A part of a pattern: a text, or a parameter with the regular expression of its values. */
export type PatternPart = string | { readonly parameter: string; readonly values: string };

/**
 * Returns the parts of a pattern, as `register_rest_route` takes it: `/events/(?P<id>\d+)` is `/events/` and `id`. Returns null
 * for a pattern that matches paths of several forms, such as one with an optional group: no single path follows from it.
 */
export function partsOfPattern(pattern: string): readonly PatternPart[] | null {
  const parts: PatternPart[] = [];
  let text = '';
  let rest = pattern.replace(/^\^/, '').replace(/\$$/, '').replace(/\/\?$/, '').replace(/\/$/, '');
  while (rest !== '') {
    const name = /^\(\?P?<([A-Za-z_]\w*)>/.exec(rest);
    if (name) {
      const [opening = '', parameter = ''] = name;
      const end = endOfGroup(rest, opening.length);
      if (end === null || /^[?*+{]/.test(rest.slice(end + 1))) return null;
      if (text !== '') parts.push(text);
      text = '';
      parts.push({ parameter, values: rest.slice(opening.length, end) });
      rest = rest.slice(end + 1);
      continue;
    }
    const literal = /^(?:\\([/.\-_])|([\w\-.~%/:@]))(?![?*+{])/.exec(rest);
    if (!literal) return null;
    text += literal[1] ?? literal[2] ?? '';
    rest = rest.slice(literal[0].length);
  }
  if (text !== '') parts.push(text);
  const names = parts.flatMap((part) => (typeof part === 'string' ? [] : part.parameter));
  return new Set(names).size === names.length ? parts : null;
}

/** Returns a pattern as a path. */
export function pathOf(parts: readonly PatternPart[]): readonly PathPart[] {
  return parts.map((part) => (typeof part === 'string' ? part : { parameter: part.parameter }));
}

/** Returns the index of the parenthesis that closes a group. Null if none does. */
function endOfGroup(pattern: string, start: number): number | null {
  let depth = 1;
  let isInClass = false;
  for (let index = start; index < pattern.length; index++) {
    const letter = pattern[index];
    if (letter === '\\') index++;
    else if (isInClass) isInClass = letter !== ']';
    else if (letter === '[') isInClass = true;
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth === 0) return index;
  }
  return null;
}

/** Returns whether a pattern is that of one item of the list at another pattern. */
export function isItemOf(parts: readonly PatternPart[], listParts: readonly PatternPart[]): boolean {
  const path = (of: readonly PatternPart[]) =>
    of.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return typeof parts.at(-1) === 'object' && path(parts.slice(0, -1)) === `${path(listParts)}/`;
}
