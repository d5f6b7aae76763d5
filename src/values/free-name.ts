/**
 * Returns the wanted name, or the first free one of `name2`, `name3` ….
 *
 * @param isTaken - whether something else has a name
 * @param numbered - returns the name with a number. By default, the number follows the name
 */
export function freeName(
  wanted: string,
  isTaken: (name: string) => boolean,
  numbered: (number: number) => string = (number) => `${wanted}${number}`,
): string {
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = numbered(number);
  return name;
}
