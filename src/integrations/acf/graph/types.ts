import type { ImplementableInterfaceRef, ObjectRef } from '../../../schema/kit/base/pothos.ts';
import { isEntity } from '../../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../../schema/kit/graph/builder.ts';
import type { Graph } from '../../../schema/kit/graph/graph.ts';
import type { FieldPlan, LayoutsPlan, Plan, TypePlan } from '../definitions/plan.ts';
import { isEmpty } from '../definitions/settings.ts';
import { type FieldTypes, fieldOf, type SourceFields } from './fields.ts';
import { layoutOf, type Source } from './source.ts';

/** The interfaces of all field groups. */
const groupInterfaces = ['AcfFieldGroup', 'AcfFieldGroupFields'];

/** Adds the types of a plan to a graph. Leaves out types whose names the graph has already. */
export function addTypes(graph: Graph, plan: Plan): FieldTypes {
  const { builder, connections } = graph;
  for (const target of ['MediaItem', 'ContentNode']) connections.shareEdge(`Acf${target}`);
  const interfaces = new Map<string, ImplementableInterfaceRef<Types, Source>>();
  const objects = new Map<string, ObjectRef<Types, Source>>();
  const isFree = (name: string) => !builder.configStore.hasConfig(name);
  const types: FieldTypes = {
    graph,
    has: (name) => objects.has(name) || interfaces.has(name),
    layoutsOf: (name) => {
      const layouts = plan.layouts.get(name);
      return layouts ? new Set(layouts.types.keys()) : null;
    },
    typeNamed: (name) => {
      const ref = objects.get(name) ?? interfaces.get(name);
      if (!ref) throw new Error(`The types of ACF have no "${name}"`);
      // The ref of an interface differs only in what it implements.
      return ref as ObjectRef<Types, Source>;
    },
  };
  for (const name of groupInterfaces) {
    const ref = builder.interfaceRef<Source>(name);
    interfaces.set(name, ref);
    ref.implement({ description: 'A field group of ACF.', fields: (t) => groupNameField(t, null) });
  }
  addValueTypes(graph, objects);
  const added = [...plan.types.values()].filter(({ name }) => isFree(name) && isFree(`${name}_Fields`));
  for (const layouts of plan.layouts.values()) addLayoutInterface(graph, layouts, interfaces);
  for (const { name } of added) {
    interfaces.set(`${name}_Fields`, builder.interfaceRef<Source>(`${name}_Fields`));
    objects.set(name, builder.objectRef<Source>(name));
  }
  for (const type of added) addType(types, { type, plan, interfaces });
  return types;
}

function addType(
  types: FieldTypes,
  {
    type,
    plan,
    interfaces,
  }: {
    type: TypePlan;
    plan: Plan;
    interfaces: ReadonlyMap<string, ImplementableInterfaceRef<Types, Source>>;
  },
): void {
  const { builder } = types.graph;
  const refsOf = (names: Iterable<string>) =>
    [...new Set(names)].flatMap((name) => interfaces.get(name) ?? []);
  const own = [...groupInterfaces, ...(type.layoutOf ? [type.layoutOf] : [])];
  const ofInterface = [...own, ...type.clonedBy.flatMap((name) => [name, ...clonedBy(plan, name)])];
  const isKnown = ({ typeName }: FieldPlan) => typeName === null || types.has(typeName);
  const fieldsOf = (t: SourceFields, fields: readonly FieldPlan[]) =>
    Object.fromEntries(fields.filter(isKnown).map((field) => [field.name, fieldOf(t, types, field)]));
  const cloned = type.clonedInto.flatMap(({ fields }) => fields);
  const inInterface = type.clonedInto
    .filter(({ name }) => type.clonedBy.includes(name))
    .flatMap(({ fields }) => fields);
  interfaces.get(`${type.name}_Fields`)?.implement({
    description: `The fields of the "${type.name}" field group of ACF.`,
    interfaces: refsOf(ofInterface.filter((name) => name !== `${type.name}_Fields`)),
    fields: (t) => ({ ...groupNameField(t, type.name), ...fieldsOf(t, [...inInterface, ...type.fields]) }),
  });
  builder.objectType(types.typeNamed(type.name), {
    description: type.description,
    interfaces: refsOf([
      ...ofInterface,
      ...type.clonedInto.flatMap(({ name }) => [name, ...clonedBy(plan, name)]),
      `${type.name}_Fields`,
    ]),
    fields: (t) => ({ ...groupNameField(t, type.name), ...fieldsOf(t, [...cloned, ...type.fields]) }),
  });
}

/** Returns the interfaces that the interface of a cloned group implements. */
function clonedBy({ types }: Plan, name: string): readonly string[] {
  return types.get(name.replace(/_Fields$/, ''))?.clonedBy ?? [];
}

/** @param name - the name of the group. Null in interfaces of many groups */
function groupNameField(t: SourceFields, name: string | null) {
  const fields = t as PothosSchemaTypes.ObjectFieldBuilder<Types, Source>;
  return {
    fieldGroupName: fields.string({
      description: 'The name of the field group.',
      deprecationReason: 'Use __typename instead',
      resolve: () => name,
    }),
  };
}

function addLayoutInterface(
  { builder }: Graph,
  { name, description, types }: LayoutsPlan,
  interfaces: Map<string, ImplementableInterfaceRef<Types, Source>>,
): void {
  if (builder.configStore.hasConfig(name)) return;
  const ref = builder.interfaceRef<Source>(name);
  interfaces.set(name, ref);
  ref.implement({
    description,
    resolveType: (source) => types.get(layoutOf(source)),
    fields: (t) => ({
      fieldGroupName: t.string({
        description: 'The name of the layout.',
        resolve: (source) => types.get(layoutOf(source)) ?? null,
      }),
    }),
  });
}

type Rows = Readonly<Record<string, readonly [key: string, type: 'String' | 'Float', words: string]>>;

const linkFields: Rows = {
  url: ['url', 'String', 'The address.'],
  title: ['title', 'String', 'The text.'],
  target: ['target', 'String', 'The target, such as `_blank`.'],
};

const mapFields: Rows = {
  streetAddress: ['address', 'String', 'The address.'],
  latitude: ['lat', 'Float', 'The latitude.'],
  longitude: ['lng', 'Float', 'The longitude.'],
  streetName: ['street_name', 'String', 'The street.'],
  streetNumber: ['street_number', 'String', 'The number in the street.'],
  city: ['city', 'String', 'The city.'],
  state: ['state', 'String', 'The state.'],
  stateShort: ['state_short', 'String', 'The abbreviation of the state.'],
  postCode: ['post_code', 'String', 'The post code.'],
  country: ['country', 'String', 'The country.'],
  countryShort: ['country_short', 'String', 'The abbreviation of the country.'],
  placeId: ['place_id', 'String', "The id of the place in Google's maps."],
  zoom: ['zoom', 'String', 'The zoom level.'],
};

/** Adds `AcfLink` and `AcfGoogleMap`. */
function addValueTypes({ builder }: Graph, objects: Map<string, ObjectRef<Types, Source>>): void {
  const add = (name: string, description: string, rows: Rows) => {
    const ref = builder.objectRef<Source>(name);
    objects.set(name, ref);
    builder.objectType(ref, {
      description,
      fields: (t) =>
        Object.fromEntries(
          Object.entries(rows).map(([field, [key, type, words]]) => [
            field,
            t.field({
              type,
              description: words,
              resolve: (source): never => partOf(source, { key, type }) as never,
            }),
          ]),
        ),
    });
  };
  add('AcfLink', 'A link of ACF.', linkFields);
  add('AcfGoogleMap', "A place on one of Google's maps.", mapFields);
}

function partOf(source: Source, { key, type }: { key: string; type: 'String' | 'Float' }): unknown {
  const value = isEntity(source) ? null : source.values[key];
  if (value === undefined || value === null) return null;
  if (type === 'String') return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  const number = Number(value);
  return isEmpty(value) || !Number.isFinite(number) ? null : number;
}
