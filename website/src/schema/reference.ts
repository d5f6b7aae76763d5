import {
  buildSchema,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { readText } from '../source/repository.ts';
import { kindOf } from './kinds.ts';

/** An argument, or a field of an input. */
export interface Argument {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly defaultValue: string | null;
  readonly isBeyond: boolean;
}

/** A field of a type, or a value of an enum. */
export interface Member {
  readonly name: string;
  /** As in SDL: `[String!]`. Null for a value of an enum. */
  readonly type: string | null;
  readonly description: string;
  readonly deprecation: string | null;
  readonly defaultValue: string | null;
  readonly arguments: readonly Argument[];
  readonly isBeyond: boolean;
}

/** What a page of the reference shows. */
export interface TypePage {
  readonly name: string;
  /** The word of SDL: `type`, `interface`, `union`, `enum`, `input`, `scalar`. */
  readonly keyword: string;
  /** The group of the list of all types. */
  readonly kind: string;
  readonly description: string;
  /** Whether WPGraphQL lacks it. */
  readonly isBeyond: boolean;
  readonly members: readonly Member[];
  readonly interfaces: readonly string[];
  /** Types that implement an interface, or belong to a union. */
  readonly possibleTypes: readonly string[];
  /** Fields that return it or take it: `Post.author`. */
  readonly usedBy: readonly string[];
}

/** The name of a type in a text such as `[String!]`, with what is before and after it. */
export function splitType(type: string): { before: string; name: string; after: string } {
  const [, before = '', name = '', after = ''] = /^(\[*)(\w+)(.*)$/.exec(type) ?? [];
  return { before, name, after };
}

const schema = buildSchema(readText('schema/schema.graphql'));
/** WPGraphQL's types, with their members by name: `posts`, and `posts(first)` for an argument. */
const wpgraphql = JSON.parse(readText('docs/wpgraphql-2.20.json')) as Readonly<
  Record<string, { readonly members: Readonly<Record<string, string>> }>
>;

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const users = usersOf(types);

/** All types of a WordPress without plugins, by name, in the order of their names. */
export const pages: ReadonlyMap<string, TypePage> = new Map(
  types.map((type) => [type.name, pageOf(type)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
);

function pageOf(type: GraphQLNamedType): TypePage {
  return {
    name: type.name,
    keyword: keywordOf(type),
    kind: kindOf(type, schema),
    description: described(type),
    isBeyond: !(type.name in wpgraphql),
    members: membersOf(type),
    interfaces: isObjectType(type) || isInterfaceType(type) ? namesOf(type.getInterfaces()) : [],
    possibleTypes: isInterfaceType(type) || isUnionType(type) ? namesOf(schema.getPossibleTypes(type)) : [],
    usedBy: [...(users.get(type.name) ?? [])].sort(),
  };
}

function membersOf(type: GraphQLNamedType): readonly Member[] {
  if (isEnumType(type))
    return type.getValues().map((value) => memberOf(type.name, { ...value, type: null, arguments: [] }));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) =>
      memberOf(type.name, { ...field, type: String(field.type), arguments: [] }),
    );
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).map((field) =>
    memberOf(type.name, {
      ...field,
      type: String(field.type),
      arguments: field.args.map((argument) => ({
        name: argument.name,
        type: String(argument.type),
        description: described(argument),
        defaultValue: written(argument.defaultValue),
        isBeyond: isBeyond(type.name, `${field.name}(${argument.name})`),
      })),
    }),
  );
}

interface Declared {
  readonly name: string;
  readonly type: string | null;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
  readonly defaultValue?: unknown;
  readonly arguments: readonly Argument[];
}

function memberOf(owner: string, declared: Declared): Member {
  return {
    name: declared.name,
    type: declared.type,
    description: described(declared),
    deprecation: declared.deprecationReason ?? null,
    defaultValue: written(declared.defaultValue),
    // Of a type that WPGraphQL lacks, the type itself says so.
    isBeyond: owner in wpgraphql && isBeyond(owner, declared.name),
    arguments: declared.arguments,
  };
}

function isBeyond(owner: string, member: string): boolean {
  const known = wpgraphql[owner]?.members;
  const field = member.replace(/\(.*/, '');
  // Of a field that WPGraphQL lacks, the field itself says so.
  if (!known || (field !== member && !(field in known))) return false;
  return !(member in known);
}

/** The description without "(beyond WPGraphQL)", which the page says in another way. */
function described({ description }: { readonly description?: string | null | undefined }): string {
  return (description ?? '').replace(/ ?\(beyond WPGraphQL\)/, '');
}

function written(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function keywordOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return 'type';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  if (isEnumType(type)) return 'enum';
  return isInputObjectType(type) ? 'input' : 'scalar';
}

function namesOf(list: readonly GraphQLNamedType[]): readonly string[] {
  return list.map(({ name }) => name).sort();
}

/** Fields by the types that they return or take. */
function usersOf(all: readonly GraphQLNamedType[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (used: string, user: string) => found.set(used, (found.get(used) ?? new Set()).add(user));
  for (const owner of all) {
    if (!isObjectType(owner) && !isInterfaceType(owner) && !isInputObjectType(owner)) continue;
    for (const field of Object.values(owner.getFields())) {
      const place = `${owner.name}.${field.name}`;
      add(getNamedType(field.type).name, place);
      if ('args' in field) for (const argument of field.args) add(getNamedType(argument.type).name, place);
    }
  }
  return found;
}
