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
import { type InputRow, row } from './input-rows.ts';

/** The input type of a custom field, and the conversion of its values. */
interface InputSlot {
  readonly type: string | InputTypeRef;
  readonly isList: boolean;
  /** Returns the value to send to WordPress. */
  readonly value: (value: unknown) => unknown;
}

/** Returns a slot that sends the value unchanged. */
const unchanged = (type: string | InputTypeRef, isList = false): InputSlot => ({
  type,
  isList,
  value: (value) => value,
});

/**
 * Returns the input rows for `meta` and the field groups of plugins, with types from the site's JSON schemas. Call it once
 * for all mutations of a resource, because it adds input types to the schema.
 */
export function customRows(graph: Graph, resource: Resource): readonly InputRow[] {
  return customFieldGroupsOf(graph).flatMap(({ key, label, kinds }) => {
    const properties = resource.customFields.get(key)?.properties ?? {};
    if (Object.keys(properties).length === 0) return [];
    const shared = sharedFieldsOf(graph);
    const { name, isShared } = shared.objectName(resource, key);
    const createSlot = () => objectOf(graph, { name, properties, kinds, shared: shared.of(resource, key) });
    const { type, value } = isShared
      ? getOrCreate(sharedSlots(graph), `${name} ${JSON.stringify(properties)}`, createSlot)
      : createSlot();
    return [
      row(
        key,
        type,
        key,
        `The ${label} (beyond WPGraphQL). Fields that the input leaves out keep their values.`,
        { value },
      ),
    ];
  });
}

/** The name of a new input type, its kinds of values and its shared fields. */
interface SlotContext {
  /** The name of the input type, without its suffix: `PostMeta` for `PostMetaInput`. */
  readonly name: string;
  readonly kinds: readonly ValueKind[];
  /** The fields that this type shares with other types. */
  readonly shared?: SharedGroup;
}

const jsonShape = { kind: 'scalar', scalar: 'JSON' } as const;

/** The slots that several types of a graph share: objects by name and schema, fields by type and key. */
const sharedSlots = oncePerGraph(() => new Map<string, InputSlot>());

/** Returns the slot of an object, and adds its input type to the graph. */
function objectOf(
  graph: Graph,
  { name, properties, kinds, shared }: SlotContext & { properties: JsonSchema['properties'] },
): InputSlot {
  const names = nameFields(Object.keys(properties));
  const slots = Object.entries(properties).map(([key, schema]) => {
    const field = names.get(key) ?? key;
    // WordPress takes what the plugin takes, of which examples show a part.
    const shape = schema.isExample ? jsonShape : shapeOf(schema, kinds);
    const slotNamedAfter = (owner: string) =>
      slotOf(graph, shape, { name: owner + upperFirst(field), kinds });
    const slot = shared?.has(key)
      ? getOrCreate(sharedSlots(graph), `${shared.typeName}.${key}`, () => slotNamedAfter(shared.typeName))
      : slotNamedAfter(name);
    return { key, field, schema, slot };
  });
  const ref = graph.builder.inputRef<object>(graph.typeNames.claim(`${name}Input`)).implement({
    description: 'Values of fields that the site adds to its documents.',
    fields: (t) =>
      Object.fromEntries(
        slots.map(({ key, field, schema, slot }): [string, InputField] => [
          field,
          inputField(t, graph, {
            ...slot,
            description: fieldDescription(schema, `The site's field \`${key}\`.`),
          }),
        ]),
      ),
  });
  return {
    ...unchanged(ref),
    value: (value) =>
      isRecord(value)
        ? Object.fromEntries(
            slots.flatMap(({ key, field, slot }) =>
              Object.hasOwn(value, field) ? [[key, slot.value(value[field])]] : [],
            ),
          )
        : value,
  };
}

function slotOf(graph: Graph, shape: FieldShape, context: SlotContext): InputSlot {
  switch (shape.kind) {
    case 'scalar':
      return unchanged(shape.scalar);
    case 'object':
      return objectOf(graph, { ...context, properties: shape.properties });
    case 'list': {
      const item = slotOf(graph, shape.of, context);
      if (item.isList) return unchanged('JSON');
      const value = (values: unknown) => (Array.isArray(values) ? values.map(item.value) : values);
      return { type: item.type, isList: true, value };
    }
    case 'special':
      return unchanged(shape.special.input.type, shape.special.input.isList);
    case 'union':
      // GraphQL has no unions of input types.
      return unchanged('JSON');
  }
}
