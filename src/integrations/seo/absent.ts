import type { Fields, ObjectFields } from '../../schema/integration/integration-graph.ts';

/** The description of fields that the graph has because queries ask for them. */
export const absent = "Always null: the plugin's REST API does not contain it.";

/** Returns fields with texts that the plugin's REST API does not contain. */
export function absentTexts<Parent extends object>(
  t: ObjectFields<Parent>,
  names: readonly string[],
): Fields {
  return Object.fromEntries(
    names.map((name) => [name, t.string({ description: absent, resolve: () => null })]),
  );
}

/** Returns fields with booleans that the plugin's REST API does not contain. */
export function absentFlags<Parent extends object>(
  t: ObjectFields<Parent>,
  names: readonly string[],
): Fields {
  return Object.fromEntries(
    names.map((name) => [name, t.boolean({ description: absent, resolve: () => null })]),
  );
}
