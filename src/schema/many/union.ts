import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from '../../packages/graphql.ts';
import { completeInterfaces } from './interfaces.ts';
import {
  type Joined,
  type JoinedInput,
  type JoinedType,
  type JoinedTypes,
  kindOf,
  type SiteSchema,
} from './joined.ts';
import { fieldsOf, reachableTypes } from './reachable.ts';
import { optional, type Shape, shapeOf, textOf, weaker } from './shapes.ts';
import { dropUnusable } from './usable.ts';

/**
 * Joins the types that the queries of several sites reach. Where sites differ, the graph has what any of them has. Where they
 * contradict each other, it has what the first one has.
 *
 * @param sites - in the order in which they take precedence
 */
export function joinTypes(sites: readonly SiteSchema[]): JoinedTypes {
  const joined = new Map<string, JoinedType>();
  const reached = sites.map(({ name, schema }) => [name, reachableTypes(schema)] as const);
  // Finds the kinds of all types first, because a field conflicts if its type is of another kind at its site.
  for (const [site, types] of reached) {
    for (const type of types.values()) {
      const known = joined.get(type.name) ?? emptyType(type);
      joined.set(type.name, known);
      if (known.kind === kindOf(type)) known.own.set(site, type);
    }
  }
  for (const type of joined.values())
    for (const [site, own] of type.own) addParts(type, { site, own, joined });
  dropUnusable(joined);
  for (const type of joined.values()) weakenMissing(type);
  completeInterfaces(joined);
  return joined;
}

function emptyType(first: GraphQLNamedType): JoinedType {
  return {
    ...{ name: first.name, kind: kindOf(first), first, own: new Map() },
    ...{
      interfaces: new Set(),
      fields: new Map(),
      inputs: new Map(),
      members: new Set(),
      dropped: new Set(),
    },
  };
}

/** A type of one site, among those of all. */
interface Own {
  readonly site: string;
  readonly own: GraphQLNamedType;
  readonly joined: JoinedTypes;
}

function addParts(type: JoinedType, { site, own, joined }: Own): void {
  const of = { site, joined };
  if (isObjectType(own) || isInterfaceType(own)) {
    for (const { name } of own.getInterfaces()) type.interfaces.add(name);
    for (const field of fieldsOf(own)) {
      const { name, description, deprecationReason } = field;
      const known = askable(type.fields.get(name)) ?? {
        ...withoutSites(shapeOf(field.type), type.fields.get(name)),
        ...{ description, deprecationReason, args: new Map() },
      };
      type.fields.set(name, known);
      if (!addTo(known, shapeOf(field.type), { ...of, what: `${type.name}.${name}` })) continue;
      for (const argument of field.args)
        addInput(known.args, argument, { ...of, what: `${type.name}.${name}(${argument.name}:)` });
    }
  }
  if (isInputObjectType(own))
    for (const input of Object.values(own.getFields()))
      addInput(type.inputs, input, { ...of, what: `${type.name}.${input.name}` });
  if (isUnionType(own)) for (const { name } of own.getTypes()) type.members.add(name);
}

/** Where a part of a type comes from. */
interface Origin {
  readonly site: string;
  readonly joined: JoinedTypes;
  /** The coordinate of the part, for errors. */
  readonly what: string;
}

function addInput(
  inputs: Map<string, JoinedInput>,
  input: GraphQLArgument | GraphQLInputField,
  origin: Origin,
): void {
  const shape = shapeOf(input.type);
  const known = askable(inputs.get(input.name)) ?? {
    ...withoutSites(shape, inputs.get(input.name)),
    first: input,
  };
  inputs.set(input.name, known);
  addTo(known, shape, origin);
}

/** Returns what earlier sites have. Returns undefined if none of them can be asked for it. */
function askable<Known extends Joined>(known: Known | undefined): Known | undefined {
  return known && known.sites.size > 0 ? known : undefined;
}

/** @param before - the same part of earlier sites, none of which can be asked for it. Its conflicts stay */
function withoutSites(shape: Shape, before: Joined | undefined): Joined {
  return { shape, sites: new Set(), conflicts: before?.conflicts ?? new Map() };
}

/** Adds what one site has. Returns false if it contradicts what the sites before have. */
function addTo(known: Joined, shape: Shape, { site, joined, what }: Origin): boolean {
  const both = weaker(known.shape, shape);
  const [before] = known.sites;
  const type = joined.get(shape.name);
  const isSameKind = type?.own.has(site) === true;
  if (both && isSameKind) {
    known.shape = both;
    known.sites.add(site);
    return true;
  }
  const reason = isSameKind
    ? `\`${what}\` is ${textOf(known.shape)} at ${before}, and ${textOf(shape)} at ${site}`
    : `\`${shape.name}\` is ${type?.kind} at ${[...(type?.own.keys() ?? [])][0]}, and of another kind at ${site}`;
  known.conflicts.set(site, reason);
  return false;
}

/** Makes a field nullable, and an input optional, if a site that has the type around it lacks it. */
function weakenMissing({ own, fields, inputs }: JoinedType): void {
  for (const field of fields.values()) {
    if (field.sites.size < own.size) field.shape = optional(field.shape);
    for (const argument of field.args.values())
      if (argument.sites.size < field.sites.size) argument.shape = optional(argument.shape);
  }
  for (const input of inputs.values()) if (input.sites.size < own.size) input.shape = optional(input.shape);
}
