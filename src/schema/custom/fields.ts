import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import { upperFirst } from '../../site/words.ts';
import { valueAt } from '../../values/json.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { type FieldShape, fieldDescription, shapeOf } from './shape.ts';
import type { SharedGroup } from './shared.ts';
import { getOrCreate, sharedFieldTypesOf } from './shared-types.ts';
import { type CustomValue, readValue } from './value.ts';

/** Fields of one object that a site adds to its documents. */
export interface CustomFieldsOptions<Parent> {
  /** What nested types are named after: `PostMeta` gives `PostMetaLocation`. */
  readonly typeName: string;
  readonly schemas: Iterable<readonly [string, JsonSchema]>;
  /** Names of fields that the type has anyhow. */
  readonly reservedNames?: ReadonlySet<string>;
  /** Those of them that other types have, too. */
  readonly shared?: SharedGroup;
  /** Values that mean more than their schema says. */
  readonly kinds: readonly ValueKind[];
  /** REST paths of a key; none inside of what another field has read. */
  reads(key: string): readonly string[];
  read(parent: Parent, key: string): unknown;
}

type ParentFields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** A field a key, of the type that its schema says. */
export function customFields<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { typeName, schemas, reservedNames, shared, kinds, reads, read }: CustomFieldsOptions<Parent>,
): FieldMap {
  const rows = [...schemas];
  const names = nameFields(
    rows.map(([key]) => key),
    reservedNames,
  );
  return Object.fromEntries(
    rows.map(([key, schema]): [string, Field] => {
      const name = names.get(key) ?? key;
      const shape = shapeOf(schema, kinds);
      const typeAfter = (owner: string) =>
        outputTypeOf(t, graph, { shape, name: owner + upperFirst(name), kinds });
      const type = shared?.has(key)
        ? getOrCreate(sharedFieldTypesOf(graph), `${shared.typeName}.${key}`, () =>
            typeAfter(shared.typeName),
          )
        : typeAfter(typeName);
      return [
        name,
        t.field({
          type,
          nullable: true,
          description: fieldDescription(schema, `The site's field \`${key}\`.`),
          reads: reads(key),
          sameDocument: shape.kind === 'special' && shape.special.readsDocument === true,
          resolve: (parent, _args, context, info) =>
            readValue(read(parent, key), {
              shape,
              key,
              readSpecial: (kind, value) => kind.read(value, { key, parent, context, info }),
            }),
        }),
      ];
    }),
  );
}

/** A type whose values Pothos doesn't check: what stands in a document is only known when it comes. */
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
    description: 'An object that the site adds to its documents.',
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
    description: `One of several objects, told apart by \`${shape.key}\`.`,
    types: [...types.values()],
    resolveType: ({ option }) => types.get(option ?? '')?.name,
  });
}
