import type { Entity } from '../../loading/base/entity.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { Resource } from '../../site/site.ts';
import { valueAt } from '../../wordpress/document.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { customFields } from './fields.ts';
import { objectsOf, once, sharedOf } from './made.ts';
import { shapeOf } from './shape.ts';

type EntityObjectFields = PothosSchemaTypes.ObjectFieldBuilder<Types, Entity>;

/**
 * What a site adds to the documents of its resources: `meta` and `acf` as objects of typed fields, `metaValue` and
 * `acfValue` for what no schema names, and a field for whatever else plugins register. To be called after all other
 * fields are defined, since those keep their names.
 */
export function implementCustomFields(graph: Graph): void {
  for (const resource of graph.site.resources.values()) {
    graph.builder.objectFields(graph.objectOf(resource), (t) => groups(t, graph, resource));
    graph.builder.objectFields(graph.objectOf(resource), (t) =>
      customFields<Entity>(t, graph, {
        typeName: resource.typeName,
        schemas: [...resource.customFields].filter(([key]) => key !== 'meta' && key !== 'acf'),
        taken: fieldsOf(graph, resource),
        shared: sharedOf(graph).of(resource, 'document'),
        isAcf: false,
        reads: (key) => [key],
        read: ({ document }, key) => valueAt(document, key),
      }),
    );
  }
}

/** Names of the fields that a resource's type has so far, its interfaces' among them. */
function fieldsOf({ builder }: Graph, { typeName }: Resource): ReadonlySet<string> {
  const { configStore } = builder;
  const { interfaces } = configStore.getTypeConfig(typeName, 'Object');
  const types = [typeName, ...interfaces.map((each) => configStore.getTypeConfig(each).name)];
  return new Set(types.flatMap((name) => [...configStore.getFields(name).keys()]));
}

function groups(t: EntityObjectFields, graph: Graph, resource: Resource): FieldMap {
  return {
    ...(resource.properties.has('meta') ? grouped(t, graph, { resource, key: 'meta' }) : {}),
    ...(resource.customFields.has('acf') ? grouped(t, graph, { resource, key: 'acf' }) : {}),
  };
}

/** How `meta` and `acf` are called in descriptions. */
const descriptions = { meta: 'Its registered meta fields', acf: 'Its ACF fields' };

function isGiven(key: string | null | undefined): key is string {
  return typeof key === 'string';
}

/** An object of typed fields, and one field for all keys. */
function grouped(
  t: EntityObjectFields,
  graph: Graph,
  { resource, key: group }: { resource: Resource; key: 'meta' | 'acf' },
): FieldMap {
  const schema = resource.customFields.get(group);
  const shape = schema ? shapeOf(schema, false) : null;
  const reads = (key: string) => [partOf(resource, group, key)];
  return {
    ...(schema && shape?.kind === 'object'
      ? { [group]: objectField(t, graph, { resource, group, schema, reads }) }
      : {}),
    [`${group}Value`]: t.field({
      type: 'JSON',
      description: `${descriptions[group]} as WordPress gives them (beyond WPGraphQL).`,
      args: {
        key: t.arg.string({ description: "Only this one, by WordPress' own key; all of them without." }),
      },
      reads: ({ key }) => (isGiven(key) ? reads(key) : [group]),
      resolve: ({ document }, { key }) =>
        (isGiven(key) ? valueAt(document, group, key) : document[group]) ?? null,
    }),
  };
}

function objectField(
  t: EntityObjectFields,
  graph: Graph,
  {
    resource,
    group,
    schema,
    reads,
  }: {
    resource: Resource;
    group: 'meta' | 'acf';
    schema: JsonSchema;
    reads: (key: string) => readonly string[];
  },
) {
  const { name, isShared } = sharedOf(graph).objectName(resource, group);
  const make = () => {
    const typeName = graph.typeNames.claim(name);
    return graph.builder.objectRef<Entity>(typeName).implement({
      description: `${descriptions[group]} of ${isShared ? 'all types that have no others' : resource.label}.`,
      fields: (fields) =>
        customFields<Entity>(fields, graph, {
          typeName,
          schemas: Object.entries(schema.properties),
          shared: sharedOf(graph).of(resource, group),
          isAcf: group === 'acf',
          reads,
          read: ({ document }, key) => valueAt(document, group, key),
        }),
    });
  };
  const type = isShared
    ? once(objectsOf(graph), `${name} ${JSON.stringify(schema.properties)}`, make)
    : make();
  return t.field({
    type,
    nullable: false,
    sameDocument: true,
    description: `${descriptions[group]} (beyond WPGraphQL).`,
    resolve: (entity) => entity,
  });
}

/**
 * The path of one key of a group. WordPress gives `meta` of terms, users and comments only when it is asked for
 * whole, and `_fields` can't name every key.
 */
function partOf({ kind }: Resource, group: 'meta' | 'acf', key: string): string {
  const isWhole = (group === 'meta' && kind !== 'content') || /[\s.,]|^$/.test(key);
  return isWhole ? group : `${group}.${key}`;
}
