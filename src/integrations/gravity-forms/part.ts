import { isRecord, valueAt } from '../../values/json.ts';
import { objectRows } from './tables.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A form, or a part of one: a field, a choice, a button. Its fields in the graph read the data of Gravity Forms. */
export interface Part {
  /** The object type in the graph. */
  readonly type: string;
  readonly data: Row;
  /** The form that the part belongs to. The form itself has none. */
  readonly form: Part | null;
}

/** Returns a part of a part. Null if there is no data. */
export function partOf(parent: Part, type: string, data: unknown): Part | null {
  return isRecord(data) ? { type, data, form: parent.form ?? parent } : null;
}

/** Returns the rows in a list or an object of Gravity Forms. PHP writes lists whose keys have gaps as objects. */
export function rowsIn(value: unknown): readonly Row[] {
  return (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []).filter(isRecord);
}

/** Returns whether PHP takes a value for true. */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value) && value !== '0';
}

/** Returns a value, or null if PHP takes it for empty. */
export function orNull(value: unknown): unknown {
  return isTruthy(value) ? value : null;
}

/** Returns the fields of a form that have a type in the graph, in their order. */
export function fieldsOf(form: Part): readonly Part[] {
  return rowsIn(form.data['fields']).flatMap((data) => {
    const type = fieldTypeOf(data);
    return type === null ? [] : [{ type, data, form }];
  });
}

/** Returns whether Gravity Forms shows a field in the administration alone. */
export function isAdministrative(field: Row): boolean {
  const visibility = orNull(field['visibility']);
  return visibility === null ? isTruthy(field['adminOnly']) : visibility === 'administrative';
}

/** Returns whether a confirmation is active. Gravity Forms notes it only for those that somebody has switched off or on. */
export function isActive(confirmation: Row): boolean {
  return isTruthy(confirmation['isActive'] ?? true);
}

/** Returns the field of a form with an id. Null if the form has none, or none with a type in the graph. */
export function fieldWithId(form: Part | null, id: unknown): Part | null {
  const wanted = Math.trunc(Number(id));
  return form ? (fieldsOf(form).find(({ data }) => Number(data['id']) === wanted) ?? null) : null;
}

/** Words of Gravity Forms' types whose names in the graph follow from no rule (`Utils::get_safe_form_field_type_name()`). */
const words: Readonly<Record<string, string>> = {
  fileupload: 'FileUpload',
  multiselect: 'MultiSelect',
  textarea: 'TextArea',
  post_custom_field: 'PostCustom',
};

/** The ends of the names of types with kinds (`Utils::get_possible_form_field_child_types()`), by the type of the input. */
const kinds: Readonly<Record<string, string>> = {
  fileupload: 'Fileupload',
  hiddenproduct: 'Hidden',
  singleproduct: 'Single',
  singleshipping: 'Single',
};

/**
 * Returns the object type of a field: `TextField`, or `ProductSingleField` for a product that is a single one. Null if the
 * extension has none, as for the fields of add-ons.
 */
export function fieldTypeOf(field: Row): string | null {
  const type = String(field['type'] ?? '');
  const kind = String(orNull(field['inputType']) ?? '');
  const base = words[type] ?? inPascalCase(type);
  const names = [`${base}${kinds[kind] ?? words[kind] ?? inPascalCase(kind)}Field`, `${base}Field`];
  return names.find((name) => objectRows.has(name)) ?? null;
}

function inPascalCase(text: string): string {
  return text.replace(/(?:^|[_-])(\w)/g, (_all, first: string) => first.toUpperCase());
}

/** Returns the text at a path, or null if there is none or PHP takes it for empty. */
export function filledText(data: unknown, ...path: readonly string[]): string | null {
  const value = orNull(valueAt(data, ...path));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
