import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  Kind,
  type VariableDefinitionNode,
} from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';
import type { SampleNode, SampleNodes } from './samples.ts';
import { isListType, typeName, usesOf, type VariableUse } from './uses.ts';

/** The sources of guessed values. */
export interface GuessSources {
  readonly samples: SampleNodes;
  /** The gateway's schema, for the values of enums. null if it is unknown. */
  readonly schema: GraphQLSchema | null;
}

/** A value for a variable. */
export interface Guess {
  readonly value: unknown;
  /** `identity` names a node, `filter` narrows a list, and `choice` does not depend on the site's content. */
  readonly role: 'identity' | 'filter' | 'choice';
}

/** The kind of sample for a field, by the field's name. Other fields get a post. */
const kindsByField: readonly (readonly [field: RegExp, kind: string])[] = [
  [/^(page|pageBy|pages)$/, 'page'],
  [/^mediaItem/, 'mediaItem'],
  [/^(category|categories|termNode|terms)$/, 'category'],
  [/^tags?$/, 'tag'],
  [/^(user|users)$/, 'user'],
  [/^comments?$/, 'comment'],
  [/^menus?$/, 'menu'],
  [/^menuItems?$/, 'menuItem'],
  [/^contentTypes?$/, 'contentType'],
  [/^taxonom(y|ies)$/, 'taxonomy'],
];

/** The kind of sample and its field for arguments that always mean the same, whatever their field. */
const argumentMeanings: Readonly<Record<string, readonly [kind: string, field: string]>> = {
  categoryName: ['category', 'slug'],
  categoryId: ['category', 'databaseId'],
  categoryIn: ['category', 'databaseId'],
  tag: ['tag', 'slug'],
  tagId: ['tag', 'databaseId'],
  tagIn: ['tag', 'databaseId'],
  tagSlugIn: ['tag', 'slug'],
  author: ['user', 'databaseId'],
  authorIn: ['user', 'databaseId'],
  authorName: ['user', 'slug'],
  contentId: ['post', 'databaseId'],
  postId: ['post', 'databaseId'],
  pageId: ['page', 'databaseId'],
  mediaItemId: ['mediaItem', 'databaseId'],
};

/** The field of the sample for an argument, by the argument's name. */
const fieldsByArgument: Readonly<Record<string, string>> = {
  slug: 'slug',
  name: 'slug',
  nameIn: 'slug',
  uri: 'uri',
  in: 'databaseId',
  include: 'databaseId',
  sourceUrl: 'sourceUrl',
  title: 'title',
  databaseId: 'databaseId',
};

/** The field of the sample for the argument `id`, by the value of `idType`. */
const fieldsByIdType: Readonly<Record<string, string>> = {
  ID: 'id',
  DATABASE_ID: 'databaseId',
  SLUG: 'slug',
  URI: 'uri',
  NAME: 'name',
  USERNAME: 'slug',
  SOURCE_URL: 'sourceUrl',
  LOCATION: 'location',
};

/** Position of the number in `2024-05-06`, by argument. */
const dateParts: Readonly<Record<string, number>> = { year: 0, month: 1, day: 2 };

/** Enum values that match something on most sites, by type. Other enums get their first value. */
const enumChoices: Readonly<Record<string, string>> = {
  ContentTypeEnum: 'POST',
  TaxonomyEnum: 'CATEGORY',
  PostStatusEnum: 'PUBLISH',
  OrderEnum: 'ASC',
  MediaItemSizeEnum: 'MEDIUM',
  PostObjectsConnectionOrderbyEnum: 'TITLE',
  TermObjectsConnectionOrderbyEnum: 'NAME',
  ContentNodeIdTypeEnum: 'ID',
};

/** Arguments for cursors. The first page needs none. */
const cursorArguments = new Set(['after', 'before']);

/** Values for `first` and `last`. Small pages make it likely that a document with cursors has a second page. */
const pageSizes = { withCursors: 3, withoutCursors: 10 };

/**
 * Returns a value for a variable, by the way in which the document uses it. Returns undefined if no value fits.
 *
 * @param set - number of the set of values, from 0. Sets use different samples, and different values of booleans.
 */
export function guessValue(
  document: FoundDocument,
  variable: VariableDefinitionNode,
  { samples, schema }: GuessSources,
  set: number,
): Guess | undefined {
  const name = variable.variable.name.value;
  const type = typeName(variable.type);
  const uses = usesOf(document, name);
  const isList = isListType(variable.type);
  const fitType = (guess: Guess | undefined): Guess | undefined => {
    if (guess === undefined || guess.value === undefined || guess.value === null) return undefined;
    const value = type === 'String' || type === 'ID' ? String(guess.value) : guess.value;
    if ((type === 'Int' || type === 'Float') && typeof value !== 'number') return undefined;
    return { ...guess, value: isList ? [value] : value };
  };
  if (uses.some(({ argument }) => cursorArguments.has(argument))) return undefined;
  const isArgument = (name: string) => uses.some(({ argument, isNested }) => !isNested && argument === name);
  if (isArgument('first') || isArgument('last')) {
    // A connection cannot take both `first` and `last`.
    if (!isArgument('first') && !isRequired(variable) && takesFirst(document)) return undefined;
    return {
      value: takesCursor(document) ? pageSizes.withCursors : pageSizes.withoutCursors,
      role: 'choice',
    };
  }
  if (type === 'Boolean') {
    const isDirective = uses.some(({ field }) => field.startsWith('@'));
    return { value: isDirective && set % 2 === 0, role: 'choice' };
  }
  const choice = chooseValue(type, { samples, schema });
  if (choice !== undefined) return fitType({ value: choice, role: 'filter' });
  for (const use of uses) {
    const guess = fitType(guessForUse(use, samples, set));
    if (guess) return guess;
  }
  return uses.length === 0 ? fitType(guessForUse(useByName(name), samples, set)) : undefined;
}

function guessForUse(use: VariableUse, samples: SampleNodes, set: number): Guess | undefined {
  const { field, argument, idType, isNested } = use;
  const role = isNested ? 'filter' : 'identity';
  const sampleOf = (kind: string): SampleNode | undefined => {
    const candidates = samples[kind] ?? [];
    return candidates[set % Math.max(candidates.length, 1)];
  };
  const kind = kindsByField.find(([pattern]) => pattern.test(field))?.[1] ?? customKind(field, samples);
  if (argument === 'search') return { value: longestWord(sampleOf(kind) ?? sampleOf('post')), role };
  const part = dateParts[argument];
  if (part !== undefined) {
    const number = String(sampleOf('post')?.['date'] ?? '').split(/[-T]/)[part];
    return { value: number ? Number(number) : undefined, role };
  }
  const [sampleKind, fixedKey] = argumentMeanings[argument] ?? [kind];
  const idKey = argument === 'id' ? (fieldsByIdType[idType] ?? 'id') : null;
  const key = fixedKey ?? fieldsByArgument[argument] ?? idKey;
  if (key === null) return undefined;
  if (key === 'location') return { value: firstOf(sampleOf('menu')?.['locations']), role };
  return { value: sampleOf(sampleKind)?.[key], role };
}

/** Returns the custom type of a field: `book` for `book`, `bookBy` and `books`. Returns `post` for any other field. */
function customKind(field: string, samples: SampleNodes): string {
  return Object.keys(samples).find((kind) => [kind, `${kind}By`, `${kind}s`].includes(field)) ?? 'post';
}

/** Returns an assumed use for a variable whose use is unknown: as the argument of `post` that has the variable's name. */
function useByName(name: string): VariableUse {
  return { field: 'post', argument: name, idType: 'ID', isNested: false };
}

/** Returns the longest word of a title, for a search. */
function longestWord(sample: SampleNode | undefined): string | undefined {
  const words = String(sample?.['title'] ?? sample?.['name'] ?? '').match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return [...words].sort((a, b) => b.length - a.length)[0];
}

/** Returns a value for an enum or an input object. Returns undefined for any other type. */
function chooseValue(type: string, { samples, schema }: GuessSources): unknown {
  if (type === 'MenuLocationEnum') {
    const locations = (samples['menu'] ?? []).map(({ locations }) => firstOf(locations));
    return locations.find((location) => location !== undefined);
  }
  if (type.endsWith('IdType')) return 'ID';
  const definition = schema?.getType(type);
  if (isInputObjectType(definition)) return {};
  const values = isEnumType(definition) ? definition.getValues().map(({ name }) => name) : [];
  const choice = enumChoices[type];
  return choice !== undefined && (values.length === 0 || values.includes(choice)) ? choice : values[0];
}

/** Returns whether a document has a variable for a cursor. */
function takesCursor(document: FoundDocument): boolean {
  return variablesFor(document, (argument) => cursorArguments.has(argument)).length > 0;
}

function takesFirst(document: FoundDocument): boolean {
  return variablesFor(document, (argument) => argument === 'first').length > 0;
}

/** Returns the names of the variables that a document passes to arguments whose name matches. */
export function variablesFor(
  document: FoundDocument,
  matches: (argument: string) => boolean,
): readonly string[] {
  return (document.operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) =>
      usesOf(document, name).some(({ argument, isNested }) => !isNested && matches(argument)),
    );
}

/** Returns whether a document cannot be sent without a value for the variable. */
export function isRequired({ type, defaultValue }: VariableDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
