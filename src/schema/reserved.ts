import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from '../packages/graphql.ts';
import type { ReservedNames } from '../site/names.ts';
import type { Integration } from './integration/contract.ts';

/** A stock resource of each kind whose types show what fields the types of other resources of the kind have. */
const content = /^(ContentNode|NodeWith\w+|Hierarchical(Content)?Node|Previewable|Post|Page)$/;
const terms = /^(TermNode|Hierarchical(Term)?Node|Category|Tag)$/;

/** Types of whose fields one is named after a resource: by many of it, of each kind, or by one of it. */
const named = {
  content: new RegExp(`^User$|${terms.source}`),
  term: new RegExp(`${content.source}|^(Create|Update)(Post|Page)Input$`),
  singulars: /^(Create|Update|Delete)(Post|Category)Payload$/,
};

/**
 * The names of a graph that has no resources but WordPress' own, as far as no other resource may be called so.
 *
 * @param custom - names of types that stand for fields which a site adds
 */
export function namesIn(schema: GraphQLSchema, custom: ReadonlySet<string>): ReservedNames {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !custom.has(name));
  const fieldsOf = (pattern: RegExp) =>
    new Set(types.filter(({ name }) => pattern.test(name)).flatMap(fieldNames));
  const nothing: ReadonlySet<string> = new Set();
  return {
    types: new Set(types.map(({ name }) => name)),
    roots: fieldsOf(/^Root(Query|Mutation)$/),
    plurals: {
      content: fieldsOf(named.content),
      term: fieldsOf(named.term),
      user: nothing,
      comment: nothing,
    },
    singulars: fieldsOf(named.singulars),
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

function fieldNames(type: GraphQLNamedType): readonly string[] {
  const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  return hasFields ? Object.keys(type.getFields()) : [];
}
