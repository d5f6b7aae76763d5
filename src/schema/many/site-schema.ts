import {
  defaultFieldResolver,
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInterfaceType,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
} from '../../packages/graphql.ts';
import { clientsType, fieldConfig } from './clients-types.ts';
import { idTypeOf, toJointId } from './ids.ts';
import type { JoinedField, JoinedInput, JoinedType, JoinedTypes, SiteSchema } from './joined.ts';
import { type Lacks, lackedValue, lacksOf } from './lacks.ts';
import { inputOf, interfaceIn, objectIn, optional, outputOf, shapeOf } from './shapes.ts';

/**
 * Returns the schema with which a site answers its part of a document of the joined graph: the site's own, with what it
 * lacks. A field that it lacks is null, with an error. Its ids name the site.
 */
export function schemaAtSite({ name, schema }: SiteSchema, joined: JoinedTypes): GraphQLSchema {
  const query = schema.getQueryType();
  const types = new Map<string, GraphQLNamedType>();
  const making: Making = { site: name, joined, types, lacks: lacksOf(name, joined) };
  for (const type of joined.values()) {
    const own = type.own.get(name);
    types.set(type.name, own ? madeFrom(own, type, making) : clientsType(type, types));
  }
  types.set('ID', idTypeOf(name));
  const root = types.get(query?.name ?? '');
  if (!isObjectType(root)) throw new Error(`The schema of ${name} has no queries.`);
  // The types of other sites may lack what an interface of this one has. Nothing is ever of these types here.
  return new GraphQLSchema({ query: root, types: [...types.values()], assumeValid: true });
}

interface Making {
  readonly site: string;
  readonly joined: JoinedTypes;
  /** The types of the new schema so far. */
  readonly types: Map<string, GraphQLNamedType>;
  readonly lacks: Lacks;
}

function madeFrom(own: GraphQLNamedType, type: JoinedType, making: Making): GraphQLNamedType {
  const { types, site } = making;
  if (isObjectType(own) || isInterfaceType(own)) {
    const parts = {
      interfaces: () => own.getInterfaces().flatMap(({ name }) => interfaceIn(types, name)),
      fields: () => fieldsOf(own, type, making),
    };
    return isObjectType(own)
      ? new GraphQLObjectType({ ...own.toConfig(), ...parts })
      : new GraphQLInterfaceType({ ...own.toConfig(), ...parts });
  }
  if (isUnionType(own)) {
    const members = () => own.getTypes().flatMap(({ name }) => objectIn(types, name));
    return new GraphQLUnionType({ ...own.toConfig(), types: members });
  }
  if (isInputObjectType(own)) {
    return new GraphQLInputObjectType({
      ...own.toConfig(),
      fields: () => ({
        ...Object.fromEntries(
          Object.entries(own.toConfig().fields)
            .filter(([name]) => type.inputs.get(name)?.sites.has(site))
            .map(([name, config]) => [name, { ...config, type: inputOf(shapeOf(config.type), types) }]),
        ),
        ...lackedInputs(type.inputs, making),
      }),
    });
  }
  return isEnumType(own) ? enumOf(own, type) : own;
}

function fieldsOf(
  own: GraphQLObjectType | GraphQLInterfaceType,
  type: JoinedType,
  making: Making,
): GraphQLFieldConfigMap<unknown, unknown> {
  const configs = own.toConfig().fields;
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
  for (const [name, field] of type.fields) {
    const config = configs[name];
    fields[name] =
      config && field.sites.has(making.site)
        ? ownField(config, field, { ...making, name })
        : lackedField(`${type.name}.${name}`, field, making);
  }
  return fields;
}

function lackedField(
  coordinate: string,
  field: JoinedField,
  { types, lacks }: Making,
): GraphQLFieldConfig<unknown, unknown> {
  return {
    ...fieldConfig(field, types),
    resolve() {
      throw lacks.field(coordinate, field);
    },
  };
}

function ownField(
  config: GraphQLFieldConfig<unknown, unknown>,
  field: JoinedField,
  { types, site, lacks, name }: Making & { readonly name: string },
): GraphQLFieldConfig<unknown, unknown> {
  const args = Object.entries(config.args ?? {}).filter(([argument]) =>
    field.args.get(argument)?.sites.has(site),
  );
  const resolve = checked(config.resolve ?? defaultFieldResolver, field.args, lacks);
  const isId = name === 'id' && getNamedType(config.type).name === 'ID';
  return {
    ...config,
    type: outputOf(shapeOf(config.type), types),
    args: {
      ...Object.fromEntries(
        args.map(([argument, own]) => [argument, { ...own, type: inputOf(shapeOf(own.type), types) }]),
      ),
      ...lackedInputs(field.args, { site, types }),
    },
    resolve: isId ? withSite(resolve, site) : resolve,
  };
}

/** Returns inputs that a site lacks. Without a default, they have a value only if a client sets one. */
function lackedInputs(
  inputs: ReadonlyMap<string, JoinedInput>,
  { site, types }: Pick<Making, 'site' | 'types'>,
): Record<string, { readonly type: GraphQLInputType }> {
  const lacked = [...inputs].filter(([, { sites }]) => !sites.has(site));
  return Object.fromEntries(
    lacked.map(([name, { shape }]) => [name, { type: inputOf(optional(shape), types) }]),
  );
}

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** Makes a resolver refuse arguments that the site lacks. */
function checked(resolve: Resolve, inputs: ReadonlyMap<string, JoinedInput>, lacks: Lacks): Resolve {
  if (!lacks.hasSome(inputs)) return resolve;
  return (parent, args, context, info) => {
    lacks.check(args, inputs);
    return resolve(parent, args, context, info);
  };
}

/** Makes the ids of nodes name the site, whatever their form: caches of clients find nodes by them. */
function withSite(resolve: Resolve, site: string): Resolve {
  const joint = (id: unknown) =>
    typeof id === 'string' || typeof id === 'number' ? toJointId(site, String(id)) : id;
  return (parent, args, context, info) => {
    const id: unknown = resolve(parent, args, context, info);
    return id instanceof Promise ? id.then(joint) : joint(id);
  };
}

/** Returns an enum of a site with the values that only others have. */
function enumOf(own: GraphQLEnumType, { own: all }: JoinedType): GraphQLEnumType {
  const enums = [...all.values()].filter((each) => isEnumType(each));
  const others = new Set(enums.flatMap((each) => each.getValues()).map(({ name }) => name));
  for (const { name } of own.getValues()) others.delete(name);
  const type = new GraphQLEnumType(own.toConfig());
  // The enum of a site may accept more than it lists.
  type.serialize = (value) => own.serialize(value);
  type.parseValue = (value) =>
    typeof value === 'string' && others.has(value) ? lackedValue(value) : own.parseValue(value);
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.ENUM && others.has(node.value)
      ? lackedValue(node.value)
      : own.parseLiteral(node, variables);
  return type;
}
