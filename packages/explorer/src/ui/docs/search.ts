import { type GraphQLSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { Place } from './places.ts';

/** All names of each schema. */
const indexes = new WeakMap<GraphQLSchema, readonly (Place & { readonly name: string })[]>();

/** Most results that are shown. */
const most = 60;

/** Returns the types and fields whose names contain a text. Fields of the root types come first, then whole names. */
export function searchSchema(schema: GraphQLSchema, text: string): readonly Place[] {
  const [wanted = '', inField] = text.trim().toLowerCase().split('.');
  if (wanted === '') return [];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].map(
    (type) => type?.name,
  );
  const rank = ({ type, field, name }: Place & { readonly name: string }): number => {
    if (inField !== undefined) {
      return type.toLowerCase().startsWith(wanted) && field !== null && name.startsWith(inField) ? 1 : 0;
    }
    if (!name.includes(wanted)) return 0;
    const isRoot = field !== null && roots.includes(type);
    return (
      1 +
      (name === wanted ? 8 : 0) +
      (name.startsWith(wanted) ? 4 : 0) +
      (isRoot ? 6 : field === null ? 2 : 0)
    );
  };
  return indexOf(schema)
    .map((place) => ({ place, rank: rank(place) }))
    .filter((row) => row.rank > 0)
    .sort((a, b) => b.rank - a.rank || a.place.name.length - b.place.name.length)
    .slice(0, most)
    .map(({ place: { type, field } }) => ({ type, field }));
}

function indexOf(schema: GraphQLSchema): readonly (Place & { readonly name: string })[] {
  const known = indexes.get(schema);
  if (known) return known;
  const index = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
      const fields = hasFields ? Object.keys(type.getFields()) : [];
      return [
        { type: type.name, field: null, name: type.name.toLowerCase() },
        ...fields.map((field) => ({ type: type.name, field, name: field.toLowerCase() })),
      ];
    });
  indexes.set(schema, index);
  return index;
}
