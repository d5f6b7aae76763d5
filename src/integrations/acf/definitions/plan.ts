import { type Clones, clonesIn } from './clones.ts';
import type { AcfField, AcfGroup, AcfLayout, Definitions } from './definitions.ts';
import { hasPrefix } from './definitions.ts';
import { fieldNameOf, formatTypeName, typeNameOf } from './names.ts';
import { isOn, isShown, type Settings, textOf } from './settings.ts';

/** A field of the graph. */
export interface FieldPlan {
  readonly name: string;
  /** The type of the field in ACF: `text`, `repeater` … */
  readonly type: string;
  readonly settings: Settings;
  readonly description: string;
  /** Whether the operator declared that the field always has a value. */
  readonly isNonNull: boolean;
  /** The type of the field's value or of its rows. Null if the value is no object with ACF fields. */
  readonly typeName: string | null;
  /** Where the value is in an object of REST: `['hero_image']`. Clones can be at several paths; the first that exists counts. */
  readonly paths: readonly (readonly string[])[];
}

/** An object type with ACF fields, and its interface `…_Fields`. */
export interface TypePlan {
  readonly name: string;
  readonly description: string;
  /** The fields of the interface `…_Fields`. */
  readonly fields: readonly FieldPlan[];
  /** Interfaces `…_Fields` of cloned groups that both the type and its own interface implement. */
  readonly clonedBy: readonly string[];
  /** Interfaces `…_Fields` of cloned groups that only the type implements, with the paths of their fields. */
  readonly clonedInto: readonly { readonly name: string; readonly fields: readonly FieldPlan[] }[];
  /** The interface of the layouts. Null if the type is no layout. */
  readonly layoutOf: string | null;
}

/** An interface of layouts: `PageSections_Layout`. */
export interface LayoutsPlan {
  readonly name: string;
  readonly description: string;
  /** The object types, by the name of the layout in `acf_fc_layout`. */
  readonly types: ReadonlyMap<string, string>;
}

/** All types that WPGraphQL for ACF makes of some definitions. */
export interface Plan {
  readonly types: ReadonlyMap<string, TypePlan>;
  readonly layouts: ReadonlyMap<string, LayoutsPlan>;
}

/** Where the fields of a type are in REST. */
interface Placed {
  /** The prefix of the names of types below: `PageSections`. */
  readonly prefix: string;
  /** Returns the paths of a field by its name. */
  readonly pathsOf: (name: string) => readonly (readonly string[])[];
}

/** Returns the places of fields. REST can have the fields of a clone in an object, though they are stored beside it. */
function placedIn(prefix: string, fields: readonly AcfField[]): Placed {
  const objects = fields.filter((field) => field.type === 'clone' && !hasPrefix(field));
  return { prefix, pathsOf: (name) => [[name], ...objects.map((clone) => [clone.name, name])] };
}

/** Returns the types of some definitions, with the names of WPGraphQL for ACF 2.7. Of types with the same name, the first counts. */
export function planOf(definitions: Definitions): Plan {
  const types = new Map<string, TypePlan>();
  const layouts = new Map<string, LayoutsPlan>();
  const planner = { clones: clonesIn(definitions), types, layouts };
  for (const group of definitions.groups.filter(({ settings }) => isShown(settings))) {
    addGroup(planner, group);
  }
  return { types, layouts };
}

interface Planner {
  readonly clones: Clones;
  readonly types: Map<string, TypePlan>;
  readonly layouts: Map<string, LayoutsPlan>;
}

function addGroup(planner: Planner, { settings, fields }: AcfGroup): void {
  const name = typeNameOf(settings);
  if (name === '' || planner.types.has(name)) return;
  addType(planner, { name, fields, own: fields, placed: placedIn(name, fields) });
}

interface TypeToAdd {
  readonly name: string;
  /** The fields of the type, with the clones that have become fields. */
  readonly fields: readonly AcfField[];
  /** The fields as ACF's JSON has them, with their clone fields. */
  readonly own: readonly AcfField[];
  readonly placed: Placed;
  readonly layoutOf?: string;
  readonly clonedInto?: TypePlan['clonedInto'];
}

function addType(
  planner: Planner,
  { name, fields, own, placed, layoutOf, clonedInto = [] }: TypeToAdd,
): string {
  if (planner.types.has(name)) return name;
  const groups = own
    .flatMap((field) => planner.clones.groupsOf(field))
    .filter(({ settings }) => isShown(settings));
  const plan = {
    name,
    description: `The "${name}" field group of ACF.`,
    fields: [] as readonly FieldPlan[],
    clonedBy: [...new Set(groups.map(({ settings }) => `${typeNameOf(settings)}_Fields`))].filter(
      (each) => each !== `${name}_Fields`,
    ),
    clonedInto,
    layoutOf: layoutOf ?? null,
  };
  // A group can contain itself through a clone, so the type is known before its fields are.
  planner.types.set(name, plan);
  const planned = fields.flatMap((field) => fieldPlan(planner, field, { owner: name, placed }) ?? []);
  planner.types.set(name, {
    ...plan,
    fields: uniqueFields(planned),
    clonedInto: [
      ...clonedInto,
      ...groups.map((group) => ({
        name: `${typeNameOf(group.settings)}_Fields`,
        fields: clonedFields(planner, group, placed),
      })),
    ],
  });
  return name;
}

/** Returns the fields of a cloned group, at other paths. Their types are those of the group. */
function clonedFields(
  planner: Planner,
  group: AcfGroup,
  { pathsOf }: Pick<Placed, 'pathsOf'>,
): readonly FieldPlan[] {
  addGroup(planner, group);
  const name = typeNameOf(group.settings);
  return planner.clones
    .expanded(group.fields)
    .flatMap((field) => fieldPlan(planner, field, { owner: name, placed: { prefix: name, pathsOf } }) ?? []);
}

/** Returns one field for each name: the last one, as in a PHP array. */
function uniqueFields(fields: readonly FieldPlan[]): readonly FieldPlan[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** Types of fields that the graph has. Others only arrange the editor (`tab`), or are unknown to WPGraphQL for ACF (`icon_picker`). */
const known = new Set(
  (
    'button_group checkbox clone color_picker date_picker date_time_picker email file flexible_content gallery google_map ' +
    'group image link number oembed page_link password post_object radio range relationship repeater select taxonomy text ' +
    'textarea time_picker true_false url user wysiwyg'
  ).split(' '),
);

/** Types of fields whose values are nodes. WPGraphQL for ACF lets these fields be null, whatever their settings say. */
const nodeTypes = new Set('file gallery image page_link post_object relationship taxonomy user'.split(' '));

/** Returns the plan of a field. Null if the graph does not have the field. */
function fieldPlan(
  planner: Planner,
  field: AcfField,
  { owner, placed }: { owner: string; placed: Placed },
): FieldPlan | null {
  const { type, settings } = field;
  // A clone field with a prefix has changed the name, but not the name that the operator chose for the graph.
  const name = fieldNameOf({ ...settings, name: field.name });
  if (!isShown(settings) || !known.has(type) || name === '') return null;
  const prefix = field.typePrefix ?? placed.prefix;
  const typeName = nestedTypes[type]?.(planner, field, { name: formatTypeName(`${prefix} ${name}`), placed });
  if (typeName === null) return null;
  return {
    name,
    type,
    settings,
    description: descriptionOf(settings, owner),
    isNonNull: isOn(settings, 'graphql_non_null') && !nodeTypes.has(type),
    typeName: typeName ?? null,
    paths: placed.pathsOf(field.name),
  };
}

/** Adds the type of a field whose value has ACF fields. Returns the name of the type, or null to leave the field out. */
type NestedType = (planner: Planner, field: AcfField, to: { name: string; placed: Placed }) => string | null;

const nestedTypes: Readonly<Record<string, NestedType>> = {
  group: (planner, field, { name }) => addNested(planner, field, name),
  repeater: (planner, field, { name }) => addNested(planner, field, name),
  flexible_content: (planner, { name: key, layouts }, { name }) =>
    addLayouts(planner, { key, layouts, name }),
  clone: addClone,
};

function addNested(planner: Planner, { fields }: AcfField, name: string): string {
  return addType(planner, {
    name,
    fields: planner.clones.expanded(fields),
    own: fields,
    placed: placedIn(name, fields),
  });
}

function addLayouts(
  planner: Planner,
  { key, layouts, name: prefix }: { key: string; layouts: readonly AcfLayout[]; name: string },
): string {
  const name = `${prefix}_Layout`;
  if (planner.layouts.has(name)) return name;
  const types = new Map<string, string>();
  planner.layouts.set(name, { name, description: `A layout of the ACF field \`${key}\`.`, types });
  for (const layout of layouts) {
    const typeName = `${formatTypeName(`${prefix} ${typeNameOf(layout.settings)}`)}Layout`;
    types.set(layout.name, typeName);
    addType(planner, {
      name: typeName,
      fields: planner.clones.expanded(layout.fields),
      own: [],
      placed: placedIn(prefix, layout.fields),
      layoutOf: name,
    });
  }
  return name;
}

/** A clone field with a prefix is an object. Without one, its fields stand beside it. */
function addClone(
  planner: Planner,
  field: AcfField,
  { name, placed }: { name: string; placed: Placed },
): string | null {
  const { clones } = planner;
  if (!hasPrefix(field)) return null;
  const groups = clones.groupsOf(field);
  const fields = clones.fieldsOf(field);
  if (groups.length + fields.length === 0) return null;
  const pathsOf = (key: string) => [[`${field.name}_${key}`], [field.name, `${field.name}_${key}`]];
  addType(planner, {
    name,
    fields,
    own: [],
    placed: { prefix: placed.prefix, pathsOf },
    clonedInto: groups.map((group) => ({
      name: `${typeNameOf(group.settings)}_Fields`,
      fields: clonedFields(planner, group, { pathsOf }),
    })),
  });
  return name;
}

function descriptionOf(settings: Settings, owner: string): string {
  const given = textOf(settings, 'graphql_description') || textOf(settings, 'instructions');
  return (
    given ||
    `The ACF field \`${textOf(settings, 'name')}\` (${textOf(settings, 'type')}) of the field group ${owner}.`
  );
}
