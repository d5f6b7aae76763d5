import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import { upperFirst } from '../../site/words.ts';
import { valueAt } from '../../values/json.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { nodeFields } from './id-nodes.ts';
import { settled } from './misfits.ts';
import { objectKindsOf } from './object-nodes.ts';
import { type FieldShape, fieldDescription, shapeOf } from './shape.ts';
import type { SharedGroup } from './shared.ts';
import { getOrCreate, sharedFieldTypesOf } from './shared-types.ts';
import { type CustomValue, readValue } from './value.ts';

/** Options of {@link customFields}. */
export interface CustomFieldsOptions<Parent> {
  /** The prefix of the names of nested types: `PostMeta` yields `PostMetaLocation`. */
  readonly typeName: string;
  /** The JSON schemas of the fields, by key. */
  readonly schemas: Iterable<readonly [string, JsonSchema]>;
  /** Names that the type already uses for other fields. */
  readonly reservedNames?: ReadonlySet<string>;
  /** The fields whose GraphQL types several object types share. */
  readonly shared?: SharedGroup;
  /** The kinds of values that have a meaning beyond their JSON schema. */
  readonly kinds: readonly ValueKind[];
  /** Returns the REST paths to read for a key. Returns an empty list if another field has already read the value. */
  reads(key: string): readonly string[];
  /** Returns the value of a key. */
  read(parent: Parent, key: string): unknown;
}

type ParentFields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** Returns a field for each key, with the GraphQL type of its JSON schema. */
export function customFields<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { typeName, schemas, reservedNames, shared, kinds: given, reads, read }: CustomFieldsOptions<Parent>,
): FieldMap {
  const rows = [...schemas];
  const kinds = [...new Set([...given, ...objectKindsOf(graph)])];
  const names = nameFields(
    rows.map(([key]) => key),
    reservedNames,
  );
  const fields = Object.fromEntries(
    rows.map(([key, schema]): [string, Field] => {
      const name = names.get(key) ?? key;
      const shape = shapeOf(schema, kinds);
      const typeFor = (owner: string) =>
        outputTypeOf(t, graph, { shape, name: owner + upperFirst(name), kinds });
      const type = shared?.has(key)
        ? getOrCreate(sharedFieldTypesOf(graph), `${shared.typeName}.${key}`, () => typeFor(shared.typeName))
        : typeFor(typeName);
      return [
        name,
        t.field({
          type,
          nullable: true,
          description: fieldDescription(
            schema,
            `The field \`${key}\` of the site${schema.isExample ? ', typed by example' : ''}.`,
          ),
          reads: reads(key),
          sameDocument: shape.kind === 'special' && shape.special.readsDocument === true,
          resolve: (parent, _args, context, info) => {
            const value = readValue(read(parent, key), {
              shape,
              key,
              readSpecial: (kind, inside) => kind.read(inside, { key, parent, context, info }),
            });
            return schema.isExample ? settled(value, { context, info, source: 'example' }) : value;
          },
        }),
      ];
    }),
  );
  const properties = rows.filter(([, { isExample }]) => isExample);
  if (properties.length === 0) return fields;
  return { ...fields, ...nodeFields(t, graph, { properties, names, reservedNames, reads, read }) };
}

/** An output type whose values TypeScript can't check, because the site's JSON schema decides their types. */
type Output = ObjectRef<Types, unknown>;

function outputTypeOf<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { shape, name, kinds }: { shape: FieldShape; name: string; kinds: readonly ValueKind[] },
): Output {
  return typeOfShape(t, graph, { shape, name, kinds }) as unknown as Output;
}

function typeOfShape<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { shape, name, kinds }: { shape: FieldShape; name: string; kinds: readonly ValueKind[] },
) {
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar;
    case 'list':
      return t.listRef(outputTypeOf(t, graph, { shape: shape.of, name, kinds }), { nullable: true });
    case 'object':
      return objectTypeOf(graph, { name, schemas: Object.entries(shape.properties), kinds });
    case 'union':
      return unionTypeOf(graph, { name, shape, kinds });
    case 'special':
      return shape.special.outputType(graph);
  }
}

function objectTypeOf(
  graph: Graph,
  {
    name,
    schemas,
    kinds,
  }: { name: string; schemas: readonly (readonly [string, JsonSchema])[]; kinds: readonly ValueKind[] },
): ObjectRef<Types, CustomValue> {
  const typeName = graph.typeNames.claim(name);
  return graph.builder.objectRef<CustomValue>(typeName).implement({
    description: 'An object in a custom field.',
    fields: (t) =>
      customFields(t, graph, {
        typeName,
        schemas,
        kinds,
        reads: () => [],
        read: ({ value }, key) => valueAt(value, key),
      }),
  });
}

function unionTypeOf(
  graph: Graph,
  {
    name,
    shape,
    kinds,
  }: { name: string; shape: FieldShape & { kind: 'union' }; kinds: readonly ValueKind[] },
) {
  const names = nameFields(shape.options.keys());
  const types = new Map(
    [...shape.options].map(([option, properties]) => [
      option,
      objectTypeOf(graph, {
        name: name + upperFirst(names.get(option) ?? option),
        schemas: Object.entries(properties),
        kinds,
      }),
    ]),
  );
  return graph.builder.unionType(graph.typeNames.claim(name), {
    description: `One of several object types. \`${shape.key}\` identifies the type.`,
    types: [...types.values()],
    resolveType: ({ option }) => types.get(option ?? '')?.name,
  });
}
