import type { Entity } from '../../loading/base/entity.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import { withoutPrivateColumns } from '../../site/private-columns.ts';
import type { Resource } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { addFieldsTo, fieldNamesOf, type Graph } from '../kit/graph/graph.ts';
import { customFields } from './fields.ts';
import { type CustomFieldGroup, customFieldGroupsOf } from './groups.ts';
import { shapeOf } from './shape.ts';
import { getOrCreate, sharedFieldsOf, sharedObjectTypesOf } from './shared-types.ts';

type EntityObjectFields = PothosSchemaTypes.ObjectFieldBuilder<Types, Entity>;

/**
 * Adds the custom fields of a site to the schema. `meta` and the groups of plugins become objects with typed fields, plus
 * a JSON field (`metaValue`) for keys without a JSON schema. Every other key that a plugin registers becomes a field of
 * its own. Call this after all other fields are defined: a custom field must not take the name of another field.
 */
export function implementCustomFields(graph: Graph): void {
  const groups = customFieldGroupsOf(graph);
  const keys = new Set(groups.map(({ key }) => key));
  for (const resource of graph.site.resources.values()) {
    addFieldsTo(graph, resource, (t) =>
      Object.fromEntries(
        groups
          .filter((group) => group.isIn(resource))
          .flatMap((group) => Object.entries(groupFields(t, graph, { resource, group }))),
      ),
    );
    addFieldsTo(graph, resource, (t) =>
      customFields<Entity>(t, graph, {
        typeName: resource.typeName,
        schemas: [...resource.customFields].filter(([key]) => !keys.has(key) && !graph.hiddenFields.has(key)),
        reservedNames: fieldNamesOf(graph, resource.typeName),
        shared: sharedFieldsOf(graph).of(resource, null),
        kinds: [],
        reads: (key) => [key],
        read: ({ document }, key) => valueAt(document, key),
      }),
    );
  }
}

function isGiven(key: string | null | undefined): key is string {
  return typeof key === 'string';
}

/** A group of custom fields on one resource. */
interface ResourceGroup {
  readonly resource: Resource;
  readonly group: CustomFieldGroup;
}

/** Returns the field for the object with typed fields, and the JSON field for all keys. */
function groupFields(t: EntityObjectFields, graph: Graph, { resource, group }: ResourceGroup): FieldMap {
  const { key: name, label } = group;
  const schema = resource.customFields.get(name);
  const shape = schema ? shapeOf(schema, []) : null;
  const reads = (key: string) => [pathOfKey(resource, name, key)];
  return {
    ...(schema && shape?.kind === 'object'
      ? { [name]: objectField(t, graph, { resource, group, schema, reads }) }
      : {}),
    [`${name}Value`]: t.field({
      type: 'JSON',
      description: `The ${label} as JSON, without private columns of WordPress (beyond WPGraphQL).`,
      args: {
        key: t.arg.string({ description: 'The key of one field in WordPress. Default: all fields.' }),
      },
      reads: ({ key }) => (isGiven(key) ? reads(key) : [name]),
      resolve: ({ document }, { key }) =>
        withoutPrivateColumns((isGiven(key) ? valueAt(document, name, key) : document[name]) ?? null),
    }),
  };
}

function objectField(
  t: EntityObjectFields,
  graph: Graph,
  {
    resource,
    group: { key: name, label, kinds },
    schema,
    reads,
  }: ResourceGroup & { schema: JsonSchema; reads: (key: string) => readonly string[] },
) {
  const { name: baseName, isShared } = sharedFieldsOf(graph).objectName(resource, name);
  const createType = () => {
    const typeName = graph.typeNames.claim(baseName);
    return graph.builder.objectRef<Entity>(typeName).implement({
      description: `The ${label} of ${isShared ? 'all types that have the same fields' : resource.label}.`,
      fields: (fields) =>
        customFields<Entity>(fields, graph, {
          typeName,
          schemas: Object.entries(schema.properties),
          shared: sharedFieldsOf(graph).of(resource, name),
          kinds,
          reads,
          read: ({ document }, key) => valueAt(document, name, key),
        }),
    });
  };
  const type = isShared
    ? getOrCreate(sharedObjectTypesOf(graph), `${baseName} ${JSON.stringify(schema.properties)}`, createType)
    : createType();
  return t.field({
    type,
    nullable: false,
    sameDocument: true,
    description: `The ${label} (beyond WPGraphQL).`,
    resolve: (entity) => entity,
  });
}

/**
 * Returns the REST path to read for one key of a group. Returns the path of the whole group if `_fields` cannot name the key,
 * and for `meta` of terms, users and comments, which WordPress leaves out if `_fields` names only a part of it.
 */
function pathOfKey({ kind }: Resource, group: string, key: string): string {
  const isWhole = (group === 'meta' && kind !== 'content') || /[\s.,]|^$/.test(key);
  return isWhole ? group : `${group}.${key}`;
}
