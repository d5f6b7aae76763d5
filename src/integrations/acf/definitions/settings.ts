/** The settings of a field group, a field, a layout or an options page, as ACF's JSON has them. */
export type Settings = Readonly<Record<string, unknown>>;

/** Returns a setting as text. Empty if it is missing or no text. */
export function textOf(settings: Settings, key: string): string {
  const value = settings[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

const emptyValues = new Set<unknown>([undefined, null, '', false, 0, '0']);

/** Returns whether PHP's `empty` is true for a value. */
export function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : emptyValues.has(value);
}

/** Returns whether a setting is on. ACF writes 1 or true, and 0, '' or false. */
export function isOn(settings: Settings, key: string): boolean {
  return !isEmpty(settings[key]);
}

/** Returns whether WPGraphQL for ACF shows a group, a field or an options page: unless its setting says otherwise. */
export function isShown(settings: Settings): boolean {
  const value = settings['show_in_graphql'];
  return value === undefined || value === null || isOn(settings, 'show_in_graphql');
}
