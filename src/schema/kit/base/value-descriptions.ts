/** What values mean, by their names. */
export type ValueDescriptions = Readonly<Record<string, string>>;

/** An enum's values for the schema builder, of which each is what resolvers get. */
export function describedValues(
  meanings: ValueDescriptions,
): Readonly<Record<string, { readonly value: string; readonly description: string }>> {
  return Object.fromEntries(
    Object.entries(meanings).map(([value, description]) => [value, { value, description }]),
  );
}
