import { isRecord } from '../../../values/json.ts';
import { isOn, type Settings, textOf } from './settings.ts';

/** A field, or a clone of one. */
export interface AcfField {
  readonly key: string;
  /** The name in the database and in REST: `hero_image`. */
  readonly name: string;
  /** `text`, `repeater` … */
  readonly type: string;
  readonly settings: Settings;
  readonly fields: readonly AcfField[];
  readonly layouts: readonly AcfLayout[];
  /** Keys of the groups and fields that a clone field shows. */
  readonly clones: readonly string[];
  /** The prefix of type names below a cloned field: that of the group it comes from. Null for other fields. */
  readonly typePrefix: string | null;
}

/** A layout of flexible content. */
export interface AcfLayout {
  /** The name in the database and in REST, as `acf_fc_layout` has it. */
  readonly name: string;
  readonly settings: Settings;
  readonly fields: readonly AcfField[];
}

/** A field group. */
export interface AcfGroup {
  readonly key: string;
  readonly settings: Settings;
  readonly fields: readonly AcfField[];
  /** Alternatives of rules. All rules of one alternative must be met. */
  readonly location: readonly (readonly AcfRule[])[];
}

/** A location rule: `{ param: 'post_type', operator: '==', value: 'post' }`. */
export interface AcfRule {
  readonly param: string;
  readonly operator: string;
  readonly value: string;
}

/** The field groups and options pages of a site. */
export interface Definitions {
  /** In ACF's order: by `menu_order`, then by title. */
  readonly groups: readonly AcfGroup[];
  readonly optionsPages: readonly Settings[];
}

/** The error for definitions that cannot be read. The message says what is wrong, and what to do. */
export class DefinitionsError extends TypeError {
  override readonly name = 'DefinitionsError';
}

/** Keys under which an object can have items, instead of being one. */
const lists = ['groups', 'optionsPages'];

/**
 * Returns the definitions in ACF's JSON: an item of local JSON, a list of items as ACF exports them, or
 * `{ groups, optionsPages }`. Leaves out post types and taxonomies. Of items with the same key, the last one counts.
 *
 * @param sources - the contents, by the names that errors use
 * @throws DefinitionsError if a value has neither fields nor another form of ACF's
 */
export function readDefinitions(sources: ReadonlyMap<string, unknown>): Definitions {
  const items = [...sources].flatMap(([source, value]) => itemsIn(value, source));
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const unique = [...byKey.values()];
  const isPage = (item: Settings) => textOf(item, 'menu_slug') !== '';
  return {
    groups: unique
      .filter((item) => Array.isArray(item['fields']))
      .map(groupOf)
      .sort(inOrder),
    optionsPages: unique.filter((item) => isPage(item) && item['active'] !== false),
  };
}

function itemsIn(value: unknown, source: string): readonly Settings[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => itemsIn(item, `${source}[${index}]`));
  if (!isRecord(value)) {
    throw new DefinitionsError(
      `${source} must be a field group of ACF or a list of them, as ACF's local JSON and its export have them; it is ${shortened(value)}.`,
    );
  }
  const parts = lists.filter((key) => value[key] !== undefined);
  if (parts.length > 0) return parts.flatMap((key) => itemsIn(value[key], `${source}.${key}`));
  if (keyOf(value) === '') {
    throw new DefinitionsError(
      `${source} is no field group of ACF: it has no \`key\`. Give the folder of ACF's local JSON (acf-json), or a file that ACF exported (Tools → Export Field Groups).`,
    );
  }
  return [value];
}

function keyOf(item: Settings): string {
  return textOf(item, 'key') || textOf(item, 'menu_slug');
}

function inOrder({ settings: a }: AcfGroup, { settings: b }: AcfGroup): number {
  const order = (settings: Settings) => Number(settings['menu_order'] ?? 0) || 0;
  return order(a) - order(b) || (textOf(a, 'title') < textOf(b, 'title') ? -1 : 1);
}

function groupOf(settings: Settings): AcfGroup {
  return {
    key: textOf(settings, 'key'),
    settings,
    fields: fieldsIn(settings['fields']),
    location: recordsOrListsIn(settings['location']).map((rules) =>
      recordsIn(rules).map((rule) => ({
        param: textOf(rule, 'param'),
        operator: textOf(rule, 'operator') || '==',
        value: textOf(rule, 'value'),
      })),
    ),
  };
}

function fieldsIn(value: unknown): readonly AcfField[] {
  return recordsIn(value).map((settings) => ({
    key: textOf(settings, 'key'),
    name: textOf(settings, 'name'),
    type: textOf(settings, 'type'),
    settings,
    fields: fieldsIn(settings['sub_fields']),
    layouts: recordsIn(settings['layouts']).map((layout) => ({
      name: textOf(layout, 'name'),
      settings: layout,
      fields: fieldsIn(layout['sub_fields']),
    })),
    clones: recordsOrListsIn(settings['clone']).filter((key): key is string => typeof key === 'string'),
    typePrefix: null,
  }));
}

/** Returns the items of a list. ACF writes some lists, such as layouts, as objects with keys. */
function recordsOrListsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

function recordsIn(value: unknown): readonly Settings[] {
  return recordsOrListsIn(value).filter(isRecord);
}

function shortened(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 80) ?? typeof value;
}

/** Returns whether a clone field puts its fields beside it, instead of into an object of its own. */
export function isSeamless({ type, settings }: AcfField): boolean {
  return type === 'clone' && (textOf(settings, 'display') || 'seamless') === 'seamless';
}

/** Returns whether a clone field puts its own name before the names of its fields. */
export function hasPrefix({ settings }: AcfField): boolean {
  return isOn(settings, 'prefix_name');
}
