// The names and types in a schema, in a form that is easy to compare.
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isUnionType } from 'graphql';

/**
 * Returns the names and types in a schema, without names that match `without`:
 * `{ Post: { kind: 'type', members: { title: 'String', 'title(format)': 'PostObjectFieldFormatEnum' } } }`
 */
export function shapeOf(schema, without = null) {
  const isIncluded = (name) => !without?.test(name);
  const types = Object.values(schema.getTypeMap()).filter(
    ({ name }) => !name.startsWith('__') && isIncluded(name),
  );
  return Object.fromEntries(
    types
      .map((type) => [
        type.name,
        { kind: kindOf(type), members: sorted(membersOf(type).filter(([name]) => isIncluded(name))) },
      ])
      .sort(([a], [b]) => compare(a, b)),
  );
}

function kindOf(type) {
  if (isObjectType(type)) return 'type';
  if (isInterfaceType(type)) return 'interface';
  if (isInputObjectType(type)) return 'input';
  if (isEnumType(type)) return 'enum';
  return isUnionType(type) ? 'union' : 'scalar';
}

function membersOf(type) {
  if (isEnumType(type)) return type.getValues().map(({ name }) => [name, '']);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => [name, '']);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [field.name, String(field.type)]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    [field.name, String(field.type)],
    ...field.args.map((argument) => [`${field.name}(${argument.name})`, String(argument.type)]),
  ]);
}

function sorted(members) {
  return Object.fromEntries(members.sort(([a], [b]) => compare(a, b)));
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
