import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { Resource } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';
import { isRecord } from '../../values/json.ts';
import { customFieldGroupsOf } from '../custom/groups.ts';
import { type FieldShape, fieldDescription, shapeOf } from '../custom/shape.ts';
import type { SharedGroup } from '../custom/shared.ts';
import { getOrCreate, sharedFieldsOf } from '../custom/shared-types.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import { type Graph, type InputTypeRef, oncePerGraph } from '../kit/graph/graph.ts';
import { type InputField, inputField } from '../kit/graph/input-fields.ts';
import { type InputRow, row } from './rows.ts';

/** What a field that a site adds takes. */
interface Taken {
  readonly type: string | InputTypeRef;
  readonly isList: boolean;
  /** What WordPress is sent for it. */
  readonly value: (value: unknown) => unknown;
}

const as = (type: string | InputTypeRef, isList = false): Taken => ({
  type,
  isList,
  value: (value) => value,
});

/** Returns rows for `meta` and the groups of plugins, typed as the site's JSON schemas say. Call it once for all mutations of a resource. */
export function customRows(graph: Graph, resource: Resource): readonly InputRow[] {
  return customFieldGroupsOf(graph).flatMap(({ key, label, kinds }) => {
    const properties = resource.customFields.get(key)?.properties ?? {};
    if (Object.keys(properties).length === 0) return [];
    const shared = sharedFieldsOf(graph);
    const { name, isShared } = shared.objectName(resource, key);
    const make = () => objectOf(graph, { name, properties, kinds, shared: shared.of(resource, key) });
    const { type, value } = isShared
      ? getOrCreate(takenBefore(graph), `${name} ${JSON.stringify(properties)}`, make)
      : make();
    return [
      row(key, type, key, `Its ${label}; those left out stay as they are (beyond WPGraphQL).`, { value }),
    ];
  });
}

interface Named {
  readonly name: string;
  readonly kinds: readonly ValueKind[];
  /** Those of its fields that other types have, too. */
  readonly shared?: SharedGroup;
}

/** What shared fields of a graph take, as far as it is made. */
const takenBefore = oncePerGraph(() => new Map<string, Taken>());

function objectOf(
  graph: Graph,
  { name, properties, kinds, shared }: Named & { properties: JsonSchema['properties'] },
): Taken {
  const names = nameFields(Object.keys(properties));
  const taken = Object.entries(properties).map(([key, schema]) => {
    const field = names.get(key) ?? key;
    const shape = shapeOf(schema, kinds);
    const takenAfter = (owner: string) => takenOf(graph, shape, { name: owner + upperFirst(field), kinds });
    const takes = shared?.has(key)
      ? getOrCreate(takenBefore(graph), `${shared.typeName}.${key}`, () => takenAfter(shared.typeName))
      : takenAfter(name);
    return { key, field, schema, takes };
  });
  const ref = graph.builder.inputRef<object>(graph.typeNames.claim(`${name}Input`)).implement({
    description: 'Values of fields that the site adds to its documents.',
    fields: (t) =>
      Object.fromEntries(
        taken.map(({ key, field, schema, takes }): [string, InputField] => [
          field,
          inputField(t, graph, {
            ...takes,
            description: fieldDescription(schema, `The site's field \`${key}\`.`),
          }),
        ]),
      ),
  });
  return {
    ...as(ref),
    value: (value) =>
      isRecord(value)
        ? Object.fromEntries(
            taken.flatMap(({ key, field, takes }) =>
              Object.hasOwn(value, field) ? [[key, takes.value(value[field])]] : [],
            ),
          )
        : value,
  };
}

function takenOf(graph: Graph, shape: FieldShape, named: Named): Taken {
  switch (shape.kind) {
    case 'scalar':
      return as(shape.readScalar);
    case 'object':
      return objectOf(graph, { ...named, properties: shape.properties });
    case 'list': {
      const item = takenOf(graph, shape.of, named);
      if (item.isList) return as('JSON');
      const value = (values: unknown) => (Array.isArray(values) ? values.map(item.value) : values);
      return { type: item.type, isList: true, value };
    }
    case 'special':
      return as(shape.special.input.type, shape.special.input.isList);
    case 'union':
      return as('JSON');
  }
}
