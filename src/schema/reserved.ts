import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from '../packages/graphql.ts';
import type { ReservedNames } from '../site/names.ts';
import type { Integration } from './integration/contract.ts';

const nothing: ReadonlySet<string> = new Set();

/*
 * Types of stock resources. The types of any other resource of the same kind have the same fields, so these fields
 * conflict with the name of a resource.
 */
const content = /^(ContentNode|NodeWith\w+|Hierarchical(Content)?Node|Previewable|Post|Page)$/;
const terms = /^(TermNode|Hierarchical(Term)?Node|Category|Tag)$/;

/** Types that get a field named after a resource: by its plural, for each kind, or by its singular. */
const namingTypes = {
  content: new RegExp(`^User$|${terms.source}`),
  term: new RegExp(`${content.source}|^(Create|Update)(Post|Page)Input$`),
  singulars: /^(Create|Update|Delete)(Post|Category)Payload$/,
};

/**
 * Returns the names in the graph of a stock WordPress that no other resource may have.
 *
 * @param custom - names of types of fields that a site adds, which are not reserved
 */
export function namesIn(schema: GraphQLSchema, custom: ReadonlySet<string>): ReservedNames {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !custom.has(name));
  const fieldsOf = (pattern: RegExp) =>
    new Set(types.filter(({ name }) => pattern.test(name)).flatMap(fieldNames));
  return {
    types: new Set(types.map(({ name }) => name)),
    roots: fieldsOf(/^Root(Query|Mutation)$/),
    plurals: {
      content: fieldsOf(namingTypes.content),
      term: fieldsOf(namingTypes.term),
      user: nothing,
      comment: nothing,
    },
    singulars: fieldsOf(namingTypes.singulars),
  };
}

/** Returns reserved names with those that integrations add to some sites only. */
export function withAdded(names: ReservedNames, integrations: readonly Integration[]): ReservedNames {
  const added = integrations.map(({ reserved = {} }) => reserved);
  const fields = added.flatMap((each) => each.fields ?? []);
  const { content: contentPlurals, term: termPlurals, ...plurals } = names.plurals;
  return {
    types: new Set([...names.types, ...added.flatMap((each) => each.types ?? [])]),
    roots: new Set([...names.roots, ...added.flatMap((each) => each.rootFields ?? [])]),
    plurals: {
      ...plurals,
      content: new Set([...contentPlurals, ...fields]),
      term: new Set([...termPlurals, ...fields]),
    },
    singulars: names.singulars,
  };
}

/** Reserved names as a table in the package: names with spaces between them. */
export interface NamesTable {
  readonly types: string;
  readonly roots: string;
  readonly plurals: { readonly content: string; readonly term: string };
  readonly singulars: string;
}

/** Returns the names in a table. */
export function namesFrom({ types, roots, plurals, singulars }: NamesTable): ReservedNames {
  const named = (names: string) => new Set(names.split(/\s+/).filter((name) => name !== ''));
  return {
    types: named(types),
    roots: named(roots),
    plurals: { content: named(plurals.content), term: named(plurals.term), user: nothing, comment: nothing },
    singulars: named(singulars),
  };
}

/** Returns the table of names: what {@link namesFrom} reads. */
export function namesTable({ types, roots, plurals, singulars }: ReservedNames): NamesTable {
  const text = (names: ReadonlySet<string>) => [...names].sort().join(' ');
  return {
    types: text(types),
    roots: text(roots),
    plurals: { content: text(plurals.content), term: text(plurals.term) },
    singulars: text(singulars),
  };
}

function fieldNames(type: GraphQLNamedType): readonly string[] {
  const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  return hasFields ? Object.keys(type.getFields()) : [];
}
