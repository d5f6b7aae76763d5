/** Descriptions of the values of an enum, by the values' names. */
export type ValueDescriptions = Readonly<Record<string, string>>;

/** Returns the values of an enum as the schema builder takes them. Resolvers get the name of a value. */
export function describedValues(
  descriptions: ValueDescriptions,
): Readonly<Record<string, { readonly value: string; readonly description: string }>> {
  return Object.fromEntries(
    Object.entries(descriptions).map(([value, description]) => [value, { value, description }]),
  );
}
