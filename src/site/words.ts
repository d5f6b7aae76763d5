/** Returns the words of a name. Any other character than a letter or digit separates them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/['’]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

/** Returns the words of a list that white space separates. */
export function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean));
}

/** Joins words to one name: `case` and `study` become `CaseStudy`. */
export function pascal(words: readonly string[]): string {
  // A word in capitals (`FAQ`) becomes `Faq`, so that the field is `faq` and not `fAQ`.
  return words.map((word) => upperFirst(/^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word)).join('');
}

/** Letters that Unicode does not decompose into a Latin letter and an accent. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/** Replaces Latin letters with accents by plain ones. Letters of other scripts stay. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\0-\x7f]/g, (letter) => letters.get(letter.toLowerCase()) ?? letter);
}

/** Returns the text with its first letter in upper case. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns the text with its first letter in lower case. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Returns a name with its last word in the English plural. */
export function pluralOf(name: string): string {
  const last = /[A-Z]?[a-z0-9]+$/.exec(name)?.[0] ?? '';
  const irregular = irregulars.get(last.toLowerCase());
  if (irregular) {
    return name.slice(0, -last.length) + (/^[A-Z]/.test(last) ? upperFirst(irregular) : irregular);
  }
  if (/(news|series|species|media|data|people|children|equipment|information|staff|sheep|fish)$/i.test(name))
    return name;
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(name))
    return /[^s]s$/i.test(name) && !/(us|is|as)$/i.test(name) ? name : `${name}es`;
  if (/(?:[^f]fe|[lr]f)$/i.test(name) && !/(safe|cafe|chief|proof|belief|roof|surf)$/i.test(name)) {
    return name.replace(/fe?$/i, 'ves');
  }
  return `${name}s`;
}

/** Returns a name with its last word in the English singular. */
export function singularOf(name: string): string {
  const last = /[A-Z]?[a-z0-9]+$/.exec(name)?.[0] ?? '';
  const irregular = [...irregulars].find(([, plural]) => plural === last.toLowerCase())?.[0];
  if (irregular) {
    return name.slice(0, -last.length) + (/^[A-Z]/.test(last) ? upperFirst(irregular) : irregular);
  }
  if (/(news|series|species|ss|us|is)$/i.test(name)) return name;
  if (/ies$/i.test(name)) return `${name.slice(0, -3)}y`;
  if (/(sses|xes|zes|ches|shes)$/i.test(name)) return name.slice(0, -2);
  return /s$/i.test(name) ? name.slice(0, -1) : name;
}

const irregulars: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['mouse', 'mice'],
]);
