import { type GraphQLNamedType, isEnumType } from 'graphql';

/** The TypeScript types of scalars, in answers. */
const scalars: Readonly<Record<string, string>> = {
  String: 'string',
  ID: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Upload: 'File',
};

/** Returns the TypeScript type of a scalar or an enum. */
export function leafType(type: GraphQLNamedType): string {
  if (!isEnumType(type)) return scalars[type.name] ?? 'unknown';
  const values = type.getValues().map(({ name }) => `'${name}'`);
  return values.length > 6 ? values.map((value) => `\n  | ${value}`).join('') : values.join(' | ');
}
