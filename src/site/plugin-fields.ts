/** What discovery has to know of keys that plugins add to REST documents. */
export interface PluginFields {
  /** Keys whose values take WordPress long to make. */
  readonly expensiveFields: ReadonlySet<string>;
  /** Keys that plugins register without a schema. */
  readonly fieldsWithoutSchema: ReadonlySet<string>;
}

/** Plugins of which nothing is known. */
export const noPluginFields: PluginFields = { expensiveFields: new Set(), fieldsWithoutSchema: new Set() };
