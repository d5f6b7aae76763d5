import type { Entity } from '../../../loading/base/entity.ts';
import { isEntity } from '../../../schema/kit/base/virtual-nodes.ts';
import { isRecord, valueAt } from '../../../values/json.ts';
import { text } from '../../../wordpress/document.ts';
import type { FieldPlan } from '../definitions/plan.ts';

/** The object with the values of an ACF type: the document of a field group, or an object in a group, a row or a layout. */
export type Source = Entity | NestedSource;

/** An object in the value of an ACF field. */
export interface NestedSource {
  readonly values: Readonly<Record<string, unknown>>;
  /** The document with the field. Null if the REST API has no such document. */
  readonly entity: Entity | null;
  /** The path of the object in the document: `['acf', 'rows', '0']`. */
  readonly path: readonly string[];
  /** Whether the object is in a row or a layout, whose values WPGraphQL for ACF gets with ACF's formatting. */
  readonly isInRows: boolean;
}

/** The key of REST documents that has the fields. */
export const documentKey = 'acf';

/** A source without values, for nodes that ACF does not show in the REST API. */
export const emptySource: NestedSource = { values: {}, entity: null, path: [], isInRows: false };

/** The value of a field, and its place in the document. */
export interface FieldValue {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly entity: Entity | null;
  readonly isInRows: boolean;
}

/** Returns the value of a field as REST has it. It is undefined if REST does not have the field. */
export function valueIn(source: Source, { paths }: Pick<FieldPlan, 'paths'>): FieldValue {
  const { values, ...place } = isEntity(source) ? topLevel(source) : source;
  const found = paths.find((path) => valueAt(values, ...path) !== undefined) ?? paths[0] ?? [];
  return { ...place, value: valueAt(values, ...found), path: [...place.path, ...found] };
}

/** Returns whether REST has one of some fields on a document. */
export function hasAny({ document }: Entity, fields: readonly FieldPlan[]): boolean {
  return fields.some(({ paths }) =>
    paths.some((path) => valueAt(document, documentKey, ...path) !== undefined),
  );
}

/** Returns the REST paths of a field at the top level of a document. */
export function readsOf({ paths }: Pick<FieldPlan, 'paths'>): readonly string[] {
  return paths.map(([key = '']) => (/[\s.,]|^$/.test(key) ? documentKey : `${documentKey}.${key}`));
}

function topLevel(entity: Entity): NestedSource {
  const values = entity.document[documentKey];
  return { values: isRecord(values) ? values : {}, entity, path: [documentKey], isInRows: false };
}

/** Returns the name of the layout of a row of flexible content. Empty for other objects. */
export function layoutOf(source: Source): string {
  return isEntity(source) ? '' : (text(source.values, 'acf_fc_layout') ?? '');
}

/** Returns the source for an object in the value of a field. */
export function nestedIn(
  { path, entity, isInRows }: Omit<FieldValue, 'value'>,
  values: Readonly<Record<string, unknown>>,
  row?: number,
): NestedSource {
  return row === undefined
    ? { values, entity, path, isInRows }
    : { values, entity, path: [...path, String(row)], isInRows: true };
}
