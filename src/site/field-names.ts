import { createHash } from 'node:crypto';
import { lowerFirst, pascal, withoutAccents, wordsOf } from './words.ts';

/**
 * Names in the graph for fields that a site adds, by WordPress' own key. `reading_minutes` and `reading-minutes` are
 * `readingMinutes`, `_shop_price` is `shopPrice`, `2nd` is `_2nd`, `prix_été` is `prixEte`; a key in
 * another script is `field_` and six digits made of it.
 *
 * Where several keys would have one name, the key that is written so has it; of the others, in order of their
 * keys, the first one free of the name, `name2`, `name3` … A name that the type has anyhow is followed by `Field`
 * (`authorField`). So the order in which plugins register doesn't count.
 *
 * @param taken - names that the type has anyhow
 */
export function nameFields(
  keys: Iterable<string>,
  taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const used = new Set(taken);
  const all = [...keys].sort();
  const exact = all.filter((key) => fieldName(key) === key);
  for (const key of [...exact, ...all.filter((other) => !exact.includes(other))]) {
    const wanted = taken.has(fieldName(key)) ? `${fieldName(key)}Field` : fieldName(key);
    let name = wanted;
    for (let number = 2; used.has(name); number++) name = `${wanted}${number}`;
    used.add(name);
    names.set(key, name);
  }
  return names;
}

/** The name that a key has where nothing is in its way. */
function fieldName(key: string): string {
  const folded = withoutAccents(key);
  const isLatin = !/[^\0-\x7f]/.test(folded.replace(/[\p{P}\p{S}\p{Z}]/gu, ''));
  const name = isLatin ? lowerFirst(pascal(wordsOf(folded))) : '';
  if (name === '') return `field_${createHash('sha256').update(key).digest('hex').slice(0, 6)}`;
  return /^\d/.test(name) ? `_${name}` : name;
}
