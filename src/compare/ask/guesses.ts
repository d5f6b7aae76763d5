import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  Kind,
  type VariableDefinitionNode,
} from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';
import type { Sample, Samples } from './samples.ts';
import { isListType, typeName, type Use, usesOf } from './uses.ts';

/** What values are taken from. */
export interface Source {
  readonly samples: Samples;
  /** The gateway's graph, for the values of enums; null where it doesn't show it. */
  readonly schema: GraphQLSchema | null;
}

/** A value for a variable. */
export interface Guess {
  readonly value: unknown;
  /** `filter` narrows a list and may be left out; `choice` is none of the site's content. */
  readonly role: 'identity' | 'filter' | 'choice';
}

/** Which kind of sample a field looks up. */
const lookups: readonly (readonly [field: RegExp, kind: string])[] = [
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

/** Arguments of which each means one thing: the kind of sample, and its field. */
const meanings: Readonly<Record<string, readonly [kind: string, field: string]>> = {
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

/** Arguments that say by themselves which field of the sample is meant. */
const ownFields: Readonly<Record<string, string>> = {
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

/** Parts of a date by argument. */
const dateParts: Readonly<Record<string, number>> = { year: 0, month: 1, day: 2 };

/** Enum values that find something on most sites, by type; of other enums the first value. */
const choices: Readonly<Record<string, string>> = {
  ContentTypeEnum: 'POST',
  TaxonomyEnum: 'CATEGORY',
  PostStatusEnum: 'PUBLISH',
  OrderEnum: 'ASC',
  MediaItemSizeEnum: 'MEDIUM',
  PostObjectsConnectionOrderbyEnum: 'TITLE',
  TermObjectsConnectionOrderbyEnum: 'NAME',
  ContentNodeIdTypeEnum: 'ID',
};

/** Arguments that are cursors: the first page has none. */
const cursors = new Set(['after', 'before']);

/** Items of a page that is followed by others, and of one that isn't. */
const pageSizes = { followed: 3, alone: 10 };

/**
 * A value for a variable by what the document uses it for; undefined where there is none that fits.
 *
 * @param set - which of several values, from 0: other content, and the other side of a choice
 */
export function guessFor(
  document: FoundDocument,
  variable: VariableDefinitionNode,
  { samples, schema }: Source,
  set: number,
): Guess | undefined {
  const name = variable.variable.name.value;
  const type = typeName(variable.type);
  const uses = usesOf(document, name);
  const isList = isListType(variable.type);
  const fitted = (guess: Guess | undefined): Guess | undefined => {
    if (guess === undefined || guess.value === undefined || guess.value === null) return undefined;
    const value = type === 'String' || type === 'ID' ? String(guess.value) : guess.value;
    if ((type === 'Int' || type === 'Float') && typeof value !== 'number') return undefined;
    return { ...guess, value: isList ? [value] : value };
  };
  if (uses.some(({ argument }) => cursors.has(argument))) return undefined;
  const isSizeOf = (end: string) => uses.some(({ argument, isNested }) => !isNested && argument === end);
  if (isSizeOf('first') || isSizeOf('last')) {
    // A list is taken from one end: `last` beside `first` stays away.
    if (!isSizeOf('first') && !isRequired(variable) && takesFirst(document)) return undefined;
    return { value: isPaged(document) ? pageSizes.followed : pageSizes.alone, role: 'choice' };
  }
  if (type === 'Boolean') {
    const isSwitch = uses.some(({ field }) => field.startsWith('@'));
    return { value: isSwitch && set % 2 === 0, role: 'choice' };
  }
  const choice = choiceOf(type, { samples, schema });
  if (choice !== undefined) return fitted({ value: choice, role: 'filter' });
  for (const use of uses) {
    const guess = fitted(valueFor(use, samples, set));
    if (guess) return guess;
  }
  return uses.length === 0 ? fitted(valueFor(nameAsUse(name), samples, set)) : undefined;
}

function valueFor(use: Use, samples: Samples, set: number): Guess | undefined {
  const { field, argument, idType, isNested } = use;
  const role = isNested ? 'filter' : 'identity';
  const of = (kind: string): Sample | undefined => {
    const found = samples[kind] ?? [];
    return found[set % Math.max(found.length, 1)];
  };
  const kind = lookups.find(([pattern]) => pattern.test(field))?.[1] ?? ownKind(field, samples);
  if (argument === 'search') return { value: wordOf(of(kind) ?? of('post')), role };
  const part = dateParts[argument];
  if (part !== undefined) {
    const date = String(of('post')?.['date'] ?? '').split(/[-T]/)[part];
    return { value: date ? Number(date) : undefined, role };
  }
  const [meant, own] = meanings[argument] ?? [kind];
  const byId = argument === 'id' ? (fieldsByIdType[idType] ?? 'id') : null;
  const key = own ?? ownFields[argument] ?? byId;
  if (key === null) return undefined;
  if (key === 'location') return { value: firstOf(of('menu')?.['locations']), role };
  return { value: of(meant)?.[key], role };
}

/** The kind that a field of a type of the site's own looks up: `book`, `bookBy`, `books`. */
function ownKind(field: string, samples: Samples): string {
  return Object.keys(samples).find((kind) => [kind, `${kind}By`, `${kind}s`].includes(field)) ?? 'post';
}

/** A variable whose use isn't seen goes by its name. */
function nameAsUse(name: string): Use {
  return { field: 'post', argument: name, idType: 'ID', isNested: false };
}

/** A word that a search finds: the longest of a title. */
function wordOf(sample: Sample | undefined): string | undefined {
  const words = String(sample?.['title'] ?? sample?.['name'] ?? '').match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return [...words].sort((a, b) => b.length - a.length)[0];
}

function choiceOf(type: string, { samples, schema }: Source): unknown {
  if (type === 'MenuLocationEnum') {
    const locations = (samples['menu'] ?? []).map(({ locations }) => firstOf(locations));
    return locations.find((location) => location !== undefined);
  }
  if (type.endsWith('IdType')) return 'ID';
  const known = schema?.getType(type);
  if (isInputObjectType(known)) return {};
  const values = isEnumType(known) ? known.getValues().map(({ name }) => name) : [];
  const wanted = choices[type];
  return wanted !== undefined && (values.length === 0 || values.includes(wanted)) ? wanted : values[0];
}

/** Whether a document takes a cursor. */
function isPaged(document: FoundDocument): boolean {
  return variablesFor(document, (argument) => cursors.has(argument)).length > 0;
}

function takesFirst(document: FoundDocument): boolean {
  return variablesFor(document, (argument) => argument === 'first').length > 0;
}

/** Names of the variables that a document gives to arguments. */
export function variablesFor(
  document: FoundDocument,
  isMeant: (argument: string) => boolean,
): readonly string[] {
  return (document.operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) =>
      usesOf(document, name).some(({ argument, isNested }) => !isNested && isMeant(argument)),
    );
}

/** Whether a variable must have a value. */
export function isRequired({ type, defaultValue }: VariableDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}
