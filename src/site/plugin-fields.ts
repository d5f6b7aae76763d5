/** Facts about the keys that plugins add to REST documents, for discovery. */
export interface PluginFields {
  /** Keys whose values take WordPress a long time to compute. */
  readonly expensiveFields: ReadonlySet<string>;
  /** Keys that plugins register without a schema. */
  readonly fieldsWithoutSchema: ReadonlySet<string>;
  /** Keys that integrations read, or hide. */
  readonly ownFields: ReadonlySet<string>;
}

/** No facts about plugins. */
export const noPluginFields: PluginFields = {
  expensiveFields: new Set(),
  fieldsWithoutSchema: new Set(),
  ownFields: new Set(),
};
