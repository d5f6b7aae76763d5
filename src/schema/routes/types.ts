import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import { pascal, upperFirst, withoutAccents, wordsOf } from '../../site/words.ts';
import { valueAt } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { nodeFields } from '../custom/id-nodes.ts';
import { settled } from '../custom/misfits.ts';
import { type FieldShape, fieldDescription, shapeOf } from '../custom/shape.ts';
import { readValue } from '../custom/value.ts';
import type { FieldMap, ImplementableObjectRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { ValueKind } from '../kit/graph/field-groups.ts';
import type { Graph } from '../kit/graph/graph.ts';
import type { NamedNamespace } from './names.ts';
import { hasId, idOf, type RouteValue, routeValue, withIds } from './values.ts';

/** An output type whose values TypeScript can't check, because the site's schema decides their types. */
export type Output = ObjectRef<Types, unknown>;

/** The type of the values of a route. */
export interface RouteType {
  readonly type: Output;
  readonly shape: FieldShape;
  /** The name of the object type. Null if the values are no objects. */
  readonly name: string | null;
}

/** Makes the types of one namespace. Equal schemas of equal titles have one type. */
export interface RouteTypes {
  /** @param otherwise - the name of the type if neither a title nor a `$ref` names it */
  typeOf(schema: JsonSchema, names: { readonly title: string | null; readonly otherwise: string }): RouteType;
  /** Adds the fields of types that refer to one another. Call it after the last `typeOf`. */
  complete(): void;
}

type ObjectFields = PothosSchemaTypes.ObjectFieldBuilder<Types, RouteValue>;

const jsonShape = { kind: 'scalar', scalar: 'JSON' } as const;

/** The path that stands for all fields of an answer. `_fields` cannot name keys with spaces, dots or commas. */
export const wholePath = '*';

/** Creates {@link RouteTypes}. */
export function createRouteTypes(graph: Graph, { namespace, prefix }: NamedNamespace): RouteTypes {
  let left: number = limits.maxRouteTypes;
  const definitions = new Map(Object.entries(namespace.definitions));
  const byDefinition = new Map<string, ObjectRef<Types, RouteValue>>();
  const waiting: (() => unknown)[] = [];
  const byTitle = new Map<string, { readonly type: ObjectRef<Types, RouteValue>; readonly name: string }>();

  const definitionType = (name: string, schema: JsonSchema) => {
    const known = byDefinition.get(name);
    if (known) return known;
    const ref = graph.builder.objectRef<RouteValue>(typeName(name.split(' ').at(-1) ?? name));
    byDefinition.set(name, ref);
    // Its fields come later: a chain of schemas can be longer than the call stack.
    waiting.push(() => implement(ref, schema.properties, schema.description));
    return ref;
  };
  /** A schema that a `$ref` names. Its type can contain itself. */
  const kinds: readonly ValueKind[] = [...definitions].map(([name, schema]) => {
    const shape: FieldShape = { kind: 'object', properties: schema.properties };
    return {
      matches: ({ ref }) => ref === name,
      outputType: () => definitionType(name, schema) as unknown as Output,
      input: { type: 'JSON', isList: false },
      read: (value, { key }) =>
        withIds(readValue(value, { shape, key, readSpecial: () => null }), shape, key),
    };
  });
  const typeName = (words: string) => graph.typeNames.claim(prefixed(prefix, words));

  const outputOf = (t: ObjectFields, shape: FieldShape, name: string): Output => {
    switch (shape.kind) {
      case 'scalar':
        return shape.scalar as unknown as Output;
      case 'list':
        return t.listRef(outputOf(t, shape.of, name), { nullable: true }) as unknown as Output;
      case 'object':
        return objectType(graph.typeNames.claim(name), shape.properties) as unknown as Output;
      case 'union':
        return unionType(shape, name);
      case 'special':
        return shape.special.outputType(graph);
    }
  };
  const unionType = (shape: FieldShape & { kind: 'union' }, name: string): Output => {
    const names = nameFields(shape.options.keys());
    const types = new Map(
      [...shape.options].map(([option, properties]) => [
        option,
        objectType(graph.typeNames.claim(name + upperFirst(names.get(option) ?? option)), properties),
      ]),
    );
    return graph.builder.unionType(graph.typeNames.claim(name), {
      description: `One of several object types. \`${shape.key}\` identifies the type.`,
      types: [...types.values()],
      resolveType: ({ option }) => types.get(option ?? '')?.name,
    }) as unknown as Output;
  };
  const objectType = (name: string, properties: JsonSchema['properties'], description = '') =>
    implement(graph.builder.objectRef<RouteValue>(name), properties, description);
  const implement = (
    ref: ImplementableObjectRef<Types, RouteValue>,
    properties: JsonSchema['properties'],
    description: string,
  ): ObjectRef<Types, RouteValue> =>
    ref.implement({
      description: description || `An object of ${namespace.name}.`,
      fields: (t) => fieldsOf(t, ref.name, properties),
    });
  const fieldsOf = (t: ObjectFields, owner: string, all: JsonSchema['properties']): FieldMap => {
    const properties = Object.entries(all).slice(0, limits.maxRouteProperties);
    const names = nameFields(properties.map(([key]) => key));
    const fields: FieldMap = Object.fromEntries(
      properties.map(([key, schema]) => {
        const name = names.get(key) ?? key;
        const reads = [/[\s.,]|^$/.test(key) ? wholePath : key];
        const description = fieldDescription(schema, `The field \`${key}\` of the REST API.`);
        if (key === 'id' && hasId(all)) {
          const resolve = (parent: RouteValue) => idOf(parent) ?? '';
          return [
            name,
            t.id({ nullable: false, description: `${description} As WordPress has it.`, reads, resolve }),
          ];
        }
        const shape = bounded(shapeOf(schema, kinds));
        return [
          name,
          t.field({
            type: outputOf(t, shape, owner + upperFirst(name)),
            nullable: true,
            description,
            reads,
            resolve: (parent, _args, context, info) =>
              settled(routeValue(valueAt(parent.value, key), shape, { key, parent, context, info }), {
                context,
                info,
                source: 'route',
              }),
          }),
        ];
      }),
    );
    return {
      ...fields,
      ...nodeFields(t, graph, {
        properties,
        definitions,
        names,
        reads: (key) => [key],
        read: ({ value }, key) => valueAt(value, key),
      }),
    };
  };
  /** Returns the shape, or JSON if the namespace has reached its limit of types. */
  const bounded = (shape: FieldShape): FieldShape => {
    if (shape.kind === 'list') return { kind: 'list', of: bounded(shape.of) };
    const needed = shape.kind === 'union' ? shape.options.size + 1 : shape.kind === 'object' ? 1 : 0;
    left -= needed;
    return needed > 0 && left < 0 ? jsonShape : shape;
  };

  return {
    complete() {
      for (let next = waiting.shift(); next; next = waiting.shift()) next();
    },
    typeOf(schema, { title, otherwise }) {
      const definition = schema.ref === undefined ? undefined : definitions.get(schema.ref);
      if (schema.ref !== undefined && definition) {
        const ref = definitionType(schema.ref, definition);
        return {
          type: ref as unknown as Output,
          shape: { kind: 'object', properties: definition.properties },
          name: ref.name,
        };
      }
      const shape = bounded(shapeOf(schema, kinds));
      if (shape.kind === 'object') {
        const key = `${title ?? otherwise} ${JSON.stringify(schema.properties)}`;
        const name =
          byTitle.get(key)?.name ?? (title === null ? graph.typeNames.claim(otherwise) : typeName(title));
        const type = byTitle.get(key)?.type ?? objectType(name, shape.properties, schema.description);
        byTitle.set(key, { type, name });
        return { type: type as unknown as Output, shape, name };
      }
      if (shape.kind === 'union') return { type: unionType(shape, otherwise), shape, name: null };
      const scalar = shape.kind === 'scalar' ? shape : jsonShape;
      return { type: scalar.scalar as unknown as Output, shape: scalar, name: null };
    },
  };
}

/** Returns the name of a type: the words, after the name of the namespace unless that is their first word. */
function prefixed(prefix: string, words: string): string {
  const name = pascal(wordsOf(withoutAccents(words)));
  return name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length)) ? name : prefix + name;
}
