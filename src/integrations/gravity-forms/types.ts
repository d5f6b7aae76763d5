import type { Context } from '../../schema/kit/base/context.ts';
import type {
  FieldMap,
  ImplementableInterfaceRef,
  InterfaceRef,
  ObjectRef,
} from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import {
  enumNamed,
  type Field,
  type Graph,
  interfaceNamed,
  oncePerGraph,
} from '../../schema/kit/graph/graph.ts';
import { connectionFieldsOf } from './connections.ts';
import { describeEnumValue, describeField, describeType } from './descriptions.ts';
import type { Part } from './part.ts';
import { readField } from './read-field.ts';
import { enumRows, type FieldRow, interfaceRows, objectRows, type TypeRow } from './tables.ts';

type PartFields = PothosSchemaTypes.ObjectFieldBuilder<Types, Part>;

/** The types of Gravity Forms in a graph, by name. */
export type FormTypes = ReadonlyMap<string, ObjectRef<Types, Part>>;

/** Adds all types of forms, from the tables. Returns them by name. */
export const formTypes = oncePerGraph((graph): FormTypes => {
  const { builder } = graph;
  addEnums(graph);
  const interfaces = new Map<string, ImplementableInterfaceRef<Types, Part>>(
    [...interfaceRows.keys()].map((name) => [name, builder.interfaceRef<Part>(name)]),
  );
  const objects = new Map(
    [...objectRows.keys()].map((name) => [name, builder.objectRef<Part>(name)] as const),
  );
  // The ref of an interface differs only in what it implements.
  const all = new Map([...objects, ...(interfaces as unknown as Map<string, ObjectRef<Types, Part>>)]);
  const refsOf = ({ interfaces: names }: TypeRow) =>
    names.map((name) => interfaces.get(name) ?? foreign(graph, name));
  for (const [name, row] of interfaceRows) {
    interfaces.get(name)?.implement({
      description: describeType(name),
      interfaces: refsOf(row),
      resolveType: ({ type }) => type,
      fields: (t) => fieldsOfType(t as unknown as PartFields, { name, row, types: all, graph }),
    });
  }
  for (const [name, ref] of objects) {
    const row = objectRows.get(name);
    if (!row) continue;
    builder.objectType(ref, {
      description: describeType(name),
      interfaces: refsOf(row),
      fields: (t) => ({
        ...fieldsOfType(t, { name, row, types: all, graph }),
        ...connectionFieldsOf(name, t, graph),
      }),
    });
  }
  for (const name of ['GfForm', 'FormField']) {
    const ref = all.get(name);
    if (ref) graph.addNodeType(ref as unknown as NodeRef);
  }
  return all;
});

/** Returns an interface of WPGraphQL. Its own fields read documents, so that types of parts declare them anew. */
function foreign(graph: Graph, name: string): InterfaceRef<Types, Part> {
  return interfaceNamed(graph, name) as unknown as InterfaceRef<Types, Part>;
}

function addEnums(graph: Graph): void {
  for (const [name, values] of enumRows) {
    const entries = [...values.keys()].map(
      (value) => [value, { value, description: describeEnumValue(value, values.get(value)) }] as const,
    );
    const ref = graph.builder.enumType(name, {
      description: describeType(name),
      values: Object.fromEntries(entries),
    });
    graph.addInputType(name, ref);
  }
}

interface OwnerType {
  readonly name: string;
  readonly row: TypeRow;
  readonly types: FormTypes;
  readonly graph: Graph;
}

function fieldsOfType(t: PartFields, owner: OwnerType): FieldMap {
  const { name, row } = owner;
  const identity = row.interfaces.includes('Node') ? [identityRow('id', 'ID')] : [];
  const number = row.interfaces.includes('DatabaseIdentifier') ? [identityRow('databaseId', 'Int')] : [];
  const rows = [...identity, ...number, ...row.fields];
  return Object.fromEntries(
    rows.map((field): [string, Field] => [field.name, fieldOf(t, owner, { owner: name, ...field })]),
  );
}

function identityRow(name: string, type: string): FieldRow {
  return { name, type, isList: false, isNonNull: true };
}

const scalars = ['String', 'Int', 'Float', 'Boolean', 'ID'] as const;

function fieldOf(
  t: PartFields,
  { types, graph }: OwnerType,
  row: FieldRow & { readonly owner: string },
): Field {
  const scalar = scalars.find((each) => each === row.type);
  const type = scalar ?? types.get(row.type) ?? enumNamed(graph, row.type);
  return t.field({
    ...describeField(row.owner, row.name),
    type: row.isList ? t.listRef(type, { nullable: true }) : type,
    nullable: !row.isNonNull,
    // The tables say the types of the values.
    resolve: (part: Part, _args: object, context: Context): never => readField(row, part, context) as never,
  });
}
