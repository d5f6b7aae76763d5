import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A group in the list of all types. */
interface Kind {
  readonly label: string;
  readonly includes: (type: GraphQLNamedType, schema: GraphQLSchema) => boolean;
  /** How much a page counts in the search, where 1 is a page of the documentation. */
  readonly weight: number;
  /** Whether the list of the group is closed at first. */
  readonly isClosed?: boolean;
}

/** The groups, in the order of the list. A type belongs to the first that includes it. */
const table: readonly Kind[] = [
  {
    label: 'Where operations begin',
    includes: (type, schema) =>
      [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type as never),
    weight: 4,
  },
  { label: 'Objects', includes: (type) => isObjectType(type) && !isPart(type.name), weight: 1.5 },
  { label: 'Interfaces', includes: (type) => isInterfaceType(type) && !isPart(type.name), weight: 1 },
  { label: 'Unions', includes: isUnionType, weight: 1 },
  { label: 'Enums', includes: isEnumType, weight: 0.8 },
  {
    label: 'Filters and orders',
    includes: (type) => isInputObjectType(type) && !isOfMutation(type),
    weight: 0.8,
  },
  { label: 'Inputs of mutations', includes: isOfMutation, weight: 0.6, isClosed: true },
  {
    label: 'Payloads of mutations',
    includes: ({ name }) => name.endsWith('Payload'),
    weight: 0.4,
    isClosed: true,
  },
  { label: 'Connections', includes: ({ name }) => name.endsWith('Connection'), weight: 0.2, isClosed: true },
  { label: 'Edges', includes: ({ name }) => name.endsWith('Edge'), weight: 0.1, isClosed: true },
  {
    label: 'Pages of connections',
    includes: ({ name }) => name.endsWith('PageInfo'),
    weight: 0.1,
    isClosed: true,
  },
  { label: 'Scalars', includes: () => true, weight: 0.8 },
];

/** The labels of all groups, in order, with what the pages need. */
export const kinds: readonly Pick<Kind, 'label' | 'weight' | 'isClosed'>[] = table;

/** The label of a type's group. */
export function kindOf(type: GraphQLNamedType, schema: GraphQLSchema): string {
  return table.find(({ includes }) => includes(type, schema))?.label ?? '';
}

function isPart(name: string): boolean {
  return /.(Connection|Edge|PageInfo|Payload)$/.test(name);
}

function isOfMutation(type: GraphQLNamedType): boolean {
  return isInputObjectType(type) && type.name.endsWith('Input') && !/Orderby|Query|Where/i.test(type.name);
}
