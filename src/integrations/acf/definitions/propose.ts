/* Field groups that the schema of WPGraphQL for ACF tells, for sites whose `acf-json` is not at hand. */
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from '../../../packages/graphql.ts';
import { anySchema, type JsonSchema } from '../../../site/json-schema.ts';
import type { Site } from '../../../site/site.ts';
import { fieldNameOf } from './names.ts';
import type { Settings } from './settings.ts';

/** The field groups of a site in ACF's JSON, as the option `acf` takes them. */
export interface ProposedGroups {
  readonly groups: readonly Settings[];
}

/**
 * Returns the field groups that a schema with WPGraphQL for ACF has: each interface `WithAcf…` names a group, and the
 * description of each field its type in ACF. Keys of REST come from the site, or are derived from the name of the field. Returns
 * null if the schema has no group.
 *
 * Settings that no schema shows have ACF's defaults: return formats, new lines, allowed post types.
 */
export function proposedGroups(schema: GraphQLSchema, site: Site): ProposedGroups | null {
  const places = Object.values(schema.getTypeMap()).filter(
    (type) => isInterfaceType(type) && type.name.startsWith('WithAcf'),
  );
  const keys = keysOfSite(site);
  const groups = places.filter(isInterfaceType).flatMap((place) => {
    const types = schema.getPossibleTypes(place).map(({ name }) => name);
    return Object.values(place.getFields()).flatMap((field) => {
      const type = getNamedType(field.type);
      if (!isObjectType(type) || !isGroup(type)) return [];
      const key = `group_${type.name}`;
      const fields = fieldsOf(type.getFields(), { schema, key, keys, outer: [type.name] });
      return [{ key, title: type.name, graphql_field_name: field.name, graphql_types: types, fields }];
    });
  });
  return groups.length > 0 ? { groups } : null;
}

interface Reading {
  readonly schema: GraphQLSchema;
  /** The begin of the keys of the fields, which are unique. */
  readonly key: string;
  /** The JSON schemas of the values beside the field, by the key in REST. */
  readonly keys: Readonly<Record<string, JsonSchema>>;
  /** The types that the field is inside of. A field of one of them is left out, since ACF has no group inside itself. */
  readonly outer: readonly string[];
}

type GraphQLFields = Readonly<Record<string, GraphQLField<unknown, unknown>>>;

function fieldsOf(fields: GraphQLFields, reading: Reading): readonly Settings[] {
  return Object.values(fields)
    .filter(({ name }) => name !== 'fieldGroupName')
    .map((field) => fieldOf(field, reading))
    .filter((settings) => settings !== null);
}

function fieldOf(
  field: GraphQLField<unknown, unknown>,
  { schema, key: parent, keys, outer }: Reading,
): Settings | null {
  const type = typeOf(field);
  if (type === null) return null;
  const name = keyFor(field.name, Object.keys(keys));
  const key = `${parent}_${name}`;
  const inside = keys[name] ?? anySchema;
  const named = getNamedType(field.type);
  if (outer.includes(named.name)) return null;
  const settings: Settings = {
    ...{ key, name, label: field.name, graphql_field_name: field.name, type },
    ...defaults[type],
    ...(named.name === 'AcfContentNodeConnectionEdge' ? { graphql_connection_type: 'one_to_one' } : {}),
  };
  if (type === 'flexible_content' && isInterfaceType(named)) {
    const layouts = schema.getPossibleTypes(named).map((layout) => {
      const own = layout.name.slice(named.name.replace(/_Layout$/, '').length).replace(/Layout$/, '');
      const options = inside.items?.options ?? [];
      const layoutName = keyFor(own, options.flatMap(layoutNameIn));
      const option =
        options.find((each) => layoutNameIn(each).includes(layoutName)) ?? inside.items ?? anySchema;
      const layoutKey = `${key}_${layoutName}`;
      const within = { schema, key: layoutKey, keys: option.properties };
      return {
        ...{ key: layoutKey, name: layoutName, label: own, graphql_field_name: own },
        sub_fields: fieldsOf(layout.getFields(), { ...within, outer: [...outer, named.name, layout.name] }),
      };
    });
    return { ...settings, layouts };
  }
  if (!isObjectType(named) || !isGroup(named)) return settings;
  const { properties } = inside.items ?? inside;
  const within = { schema, key, keys: properties, outer: [...outer, named.name] };
  return { ...settings, sub_fields: fieldsOf(named.getFields(), within) };
}

/** The names of layouts that the JSON schema of a row allows. */
function layoutNameIn({ properties }: JsonSchema): readonly string[] {
  const { constant = null, values = [] } = properties['acf_fc_layout'] ?? {};
  return constant === null ? values : [constant];
}

/** Settings without which a type of field would not have the values that ACF's defaults give. */
const defaults: Readonly<Record<string, Settings>> = {
  time_picker: { return_format: 'g:i a' },
  select: { multiple: 1 },
};

/** Returns the type of a field in ACF: as the description names it, or else one that has such values. Null if there is none. */
function typeOf(field: GraphQLField<unknown, unknown>): string | null {
  const isList = isListType(getNullableType(field.type));
  const type = getNamedType(field.type);
  const described = /^Field of the (?:&quot;|")(\w+)(?:&quot;|") Field Type/.exec(
    field.description ?? '',
  )?.[1];
  if (isInterfaceType(type) && type.name.endsWith('_Layout')) return 'flexible_content';
  if (isObjectType(type) && isGroup(type))
    return described === 'clone' ? null : isList ? 'repeater' : 'group';
  return described ?? typesByValue[isList ? `[${type.name}]` : type.name] ?? null;
}

const typesByValue: Readonly<Record<string, string>> = {
  String: 'text',
  Float: 'number',
  Boolean: 'true_false',
  '[String]': 'checkbox',
  AcfLink: 'link',
  AcfGoogleMap: 'google_map',
  AcfMediaItemConnectionEdge: 'image',
  AcfMediaItemConnection: 'gallery',
  AcfContentNodeConnection: 'relationship',
  AcfContentNodeConnectionEdge: 'post_object',
  AcfTermNodeConnection: 'taxonomy',
  AcfUserConnection: 'user',
};

function isGroup(type: { getInterfaces(): readonly { readonly name: string }[] }): boolean {
  return type.getInterfaces().some(({ name }) => name === 'AcfFieldGroup');
}

/** Returns the key in REST that has a name in the graph. Derives one if no key has the name: `hero_image` for `heroImage`. */
function keyFor(name: string, keys: readonly string[]): string {
  const same = (key: string) => fieldNameOf({ name: key }).toLowerCase() === name.toLowerCase();
  return keys.find(same) ?? name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

function keysOfSite({ resources }: Site): Readonly<Record<string, JsonSchema>> {
  const schemas = [...resources.values()].flatMap(({ customFields }) => customFields.get('acf') ?? []);
  return Object.assign({}, ...schemas.map(({ properties }) => properties));
}
