import { sha256 } from '#platform/values/hash';
import { freeName } from '../values/free-name.ts';
import { lowerFirst, pascal, withoutAccents, wordsOf } from './words.ts';

/**
 * Returns the names of custom fields in the graph, by WordPress' own keys. `reading_minutes` and `reading-minutes` become
 * `readingMinutes`, `_shop_price` becomes `shopPrice`, `2nd` becomes `_2nd`, `prix_été` becomes `prixEte`. A key in
 * another script becomes `field_` with six digits of its hash.
 *
 * If several keys lead to one name, a key that equals the name gets it. The other keys get `name2`, `name3` … in
 * alphabetical order, whatever the order in which plugins register them. A name of another field of the type gets
 * the ending `Field`: `authorField`.
 *
 * @param taken - names of the other fields of the type
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
    const name = freeName(wanted, (each) => used.has(each));
    used.add(name);
    names.set(key, name);
  }
  return names;
}

/** Returns the name of a key if no other field has the name. */
function fieldName(key: string): string {
  const folded = withoutAccents(key);
  const isLatin = !/[^\0-\x7f]/.test(folded.replace(/[\p{P}\p{S}\p{Z}]/gu, ''));
  const name = isLatin ? lowerFirst(pascal(wordsOf(folded))) : '';
  if (name === '') return `field_${sha256(key, 'hex').slice(0, 6)}`;
  return /^\d/.test(name) ? `_${name}` : name;
}
