import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  isWrappingType,
  parse,
  type SelectionSetNode,
} from '../packages/graphql.ts';
import { remembered } from '../values/remembered.ts';
import { fragmentsOf, merged, operationsOf } from './document-size.ts';

/** The average length of each list in introspection, by its field. For `ofType`, which can be null: the share that is not. */
type ListLengths = ReadonlyMap<string, number>;

/** Returns the approximate number of fields in the answer to the introspection query that tools send. */
export const standardCost = remembered((schema: GraphQLSchema): number => {
  const [operation] = operationsOf(standardQuery);
  return operation ? introspectionCost(operation.selectionSet, { schema, document: standardQuery }) : 0;
});

const standardQuery = parse(
  getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true }),
);

/** Returns the approximate number of fields in the answer to the `__schema` and `__type` fields of an operation. */
export function introspectionCost(
  set: SelectionSetNode,
  { schema, document }: { schema: GraphQLSchema; document: DocumentNode },
): number {
  const fragments = fragmentsOf(document);
  const lengths = listLengths(schema);
  let cost = 0;
  for (const fields of merged([set], fragments).values()) {
    if (!isIntrospection(fields[0]?.name.value)) continue;
    cost += selectionCost(
      fields.flatMap(({ selectionSet }) => selectionSet ?? []),
      { fragments, lengths },
    );
  }
  return cost;
}

/** Whether a root field reads the schema. */
export function isIntrospection(name: string | undefined): boolean {
  return name === '__schema' || name === '__type';
}

function selectionCost(
  sets: readonly SelectionSetNode[],
  context: { fragments: ReadonlyMap<string, FragmentDefinitionNode>; lengths: ListLengths },
): number {
  let cost = 0;
  for (const fields of merged(sets, context.fragments).values()) {
    const subselections = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
    const length = context.lengths.get(fields[0]?.name.value ?? '') ?? 1;
    cost += 1 + (subselections.length > 0 ? length * selectionCost(subselections, context) : 0);
  }
  return cost;
}

const listLengths = remembered((schema: GraphQLSchema): ListLengths => {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap(fieldsOf);
  const fieldTypes = fields.map(({ type }) => getNamedType(type));
  // A query reaches popular types more often, so the higher average counts: by type, or by field that returns the type.
  const highestAverage = (count: (type: GraphQLNamedType) => number) =>
    Math.max(mean(types.map(count)), mean(fieldTypes.map(count)));
  return new Map([
    ['types', types.length],
    ['directives', schema.getDirectives().length],
    ['ofType', mean(fields.map(({ type }) => (isWrappingType(type) ? 1 : 0)))],
    ['args', mean(fields.map(({ args }) => args.length))],
    ['fields', highestAverage((type) => fieldsOf(type).length)],
    [
      'inputFields',
      highestAverage((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)),
    ],
    ['enumValues', highestAverage((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['interfaces', highestAverage((type) => ('getInterfaces' in type ? type.getInterfaces().length : 0))],
    [
      'possibleTypes',
      highestAverage((type) =>
        isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type).length : 0,
      ),
    ],
  ]);
});

function fieldsOf(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
}
