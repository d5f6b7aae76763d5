import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from '../../src/packages/graphql.ts';

/** A source of choices: whole numbers, one after the other. After the last one, zeros. */
function choicesFrom(numbers: readonly number[]) {
  let next = 0;
  const number = () => numbers[next++] ?? 0;
  return { number, of: <T>(items: readonly T[]): T | undefined => items[number() % items.length] };
}

type Choices = ReturnType<typeof choicesFrom>;

/** Levels of a document. */
const depth = 4;

const words = [
  '',
  'a',
  '1',
  '-1',
  'hello-world',
  'cG9zdDox',
  'YXJyYXljb25uZWN0aW9uOjE=',
  '/',
  '//x',
  '%',
  '\u0000',
  '💥',
  '../..',
  '<b>',
  "' OR 1=1",
  '9'.repeat(30),
];
const numbers = [0, 1, 2, 5, -1, 100, 101, 2147483647, -2147483648];

/**
 * Returns a valid document that asks for some fields of the schema, with arguments of the right types and of any value.
 *
 * @param seed - the choices: equal numbers give equal documents
 */
export function documentOf(schema: GraphQLSchema, seed: readonly number[]): string {
  const choices = choicesFrom(seed);
  return selection(schema, schema.getQueryType() ?? undefined, choices, depth) ?? '{ __typename }';
}

function selection(
  schema: GraphQLSchema,
  type: GraphQLOutputType | undefined,
  choices: Choices,
  levels: number,
): string | null {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named))
    return named && 'getTypes' in named ? '{ __typename }' : '';
  if (levels === 0) return '{ __typename }';
  const fields = Object.values(named.getFields());
  const count = 1 + (choices.number() % 3);
  const parts = Array.from({ length: count }, (_, index) => {
    const field = choices.of(fields);
    if (!field) return '__typename';
    const below = selection(schema, field.type, choices, levels - 1);
    return `a${index}: ${field.name}${argumentsOf(field.args, choices)} ${below}`;
  });
  return `{ ${parts.join(' ')} }`;
}

function argumentsOf(args: readonly GraphQLArgument[], choices: Choices): string {
  const given = args.filter(({ type }) => isNonNullType(type) || choices.number() % 3 === 0);
  if (given.length === 0) return '';
  return `(${given.map(({ name, type }) => `${name}: ${literalOf(type, choices, 3)}`).join(', ')})`;
}

function literalOf(type: GraphQLInputType, choices: Choices, levels: number): string {
  if (isNonNullType(type)) return literalOf(type.ofType, choices, levels);
  if (isListType(type)) {
    const count = choices.number() % 3;
    return `[${Array.from({ length: count }, () => literalOf(type.ofType, choices, levels)).join(', ')}]`;
  }
  if (isEnumType(type)) return choices.of(type.getValues())?.name ?? 'null';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isNonNullType(field.type) || (levels > 0 && choices.number() % 4 === 0),
    );
    return `{ ${fields.map((field) => `${field.name}: ${literalOf(field.type, choices, levels - 1)}`).join(', ')} }`;
  }
  if (type.name === 'Int') return String(choices.of(numbers) ?? 0);
  if (type.name === 'Float') return String(choices.number() / 7);
  if (type.name === 'Boolean') return choices.number() % 2 === 0 ? 'true' : 'false';
  return JSON.stringify(choices.of(words) ?? '');
}
