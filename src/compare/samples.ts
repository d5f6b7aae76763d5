import {
  Kind,
  type NamedTypeNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { FoundDocument } from './documents.ts';
import type { Side } from './side.ts';
import { isRecord } from './values.ts';

/** What a site has one of: fields of the first post, page, category … by the field of the graph that looks it up. */
export type Samples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const lists: Readonly<Record<string, string>> = {
  post: 'posts(first: 1) { nodes { id databaseId slug uri title } }',
  page: 'pages(first: 1) { nodes { id databaseId slug uri title } }',
  mediaItem: 'mediaItems(first: 1) { nodes { id databaseId slug uri title sourceUrl } }',
  category:
    'categories(first: 1, where: { orderby: COUNT, order: DESC }) { nodes { id databaseId slug uri name } }',
  tag: 'tags(first: 1, where: { orderby: COUNT, order: DESC }) { nodes { id databaseId slug uri name } }',
  user: 'users(first: 1) { nodes { id databaseId slug uri name } }',
  comment: 'comments(first: 1) { nodes { id databaseId } }',
};

/** Reads one of each from WPGraphQL; nothing where it refuses. */
export async function readSamples(wpgraphql: Side): Promise<Samples> {
  const selections = Object.entries(lists).map(([name, list]) => `${name}: ${list}`);
  const { answer } = await wpgraphql.ask(`{ ${selections.join(' ')} }`);
  const samples: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const [name, value] of Object.entries(answer.data ?? {})) {
    const nodes = isRecord(value) ? value['nodes'] : null;
    const first: unknown = Array.isArray(nodes) ? nodes[0] : null;
    if (isRecord(first)) samples[name] = first;
  }
  return samples;
}

/** Which sample a field looks up, and by what where its argument doesn't say. */
const lookups: readonly (readonly [field: RegExp, sample: string])[] = [
  [/^(page|pageBy)$/, 'page'],
  [/^mediaItem/, 'mediaItem'],
  [/^(category|categories|termNode|terms)$/, 'category'],
  [/^tags?$/, 'tag'],
  [/^(user|users)$/, 'user'],
  [/^comments?$/, 'comment'],
  [/./, 'post'],
];

/** Arguments of which each means one thing: the sample it is of, and its field. */
const meanings: Readonly<Record<string, readonly [sample: string, field: string]>> = {
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
  search: ['category', 'name'],
};

/** Arguments that say by themselves which field of the sample is meant. */
const ownFields: Readonly<Record<string, string>> = {
  slug: 'slug',
  name: 'slug',
  uri: 'uri',
  in: 'databaseId',
  sourceUrl: 'sourceUrl',
};

const fieldsByIdType: Readonly<Record<string, string>> = {
  ID: 'id',
  DATABASE_ID: 'databaseId',
  SLUG: 'slug',
  URI: 'uri',
  NAME: 'name',
  SOURCE_URL: 'sourceUrl',
};

/** A value for a variable, by what the document uses it for; undefined where the site has none that fits. */
export function sampleValue(
  samples: Samples,
  document: FoundDocument,
  variable: VariableDefinitionNode,
): unknown {
  const type = namedType(variable.type);
  const value = valueFor(samples, document, variable, type);
  if (value === undefined || value === null) return undefined;
  const fitting = type === 'String' || type === 'ID' ? String(value) : value;
  if (type === 'Int' && typeof fitting !== 'number') return undefined;
  return isList(variable.type) ? [fitting] : fitting;
}

function valueFor(
  samples: Samples,
  document: FoundDocument,
  variable: VariableDefinitionNode,
  type: string,
): unknown {
  const name = variable.variable.name.value;
  if (type === 'Boolean') return false;
  if (type.endsWith('IdType')) return 'ID';
  for (const { field, argument, idType } of usesOf(document, name)) {
    if (argument === 'first' || argument === 'last') return 10;
    const [sample, own] = meanings[argument] ?? [
      lookups.find(([pattern]) => pattern.test(field))?.[1] ?? 'post',
    ];
    const key = own ?? ownFields[argument] ?? (argument === 'id' ? (fieldsByIdType[idType] ?? 'id') : null);
    if (key !== null && !(field === 'node' && key !== 'id')) return samples[sample]?.[key];
  }
  return undefined;
}

interface Use {
  readonly field: string;
  /** The argument, or the key of `where`. */
  readonly argument: string;
  /** `ID` where none is said. */
  readonly idType: string;
}

/** Where a document uses a variable. */
function usesOf({ document, operation }: FoundDocument, name: string): readonly Use[] {
  const uses: Use[] = [];
  const isIt = (value: ValueNode): boolean =>
    (value.kind === Kind.VARIABLE && value.name.value === name) ||
    (value.kind === Kind.LIST && value.values.some(isIt));
  const written = (value: ValueNode | undefined): string => {
    if (value?.kind === Kind.ENUM) return value.value;
    if (value?.kind !== Kind.VARIABLE) return 'ID';
    const found = operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === value.name.value,
    );
    return found?.defaultValue?.kind === Kind.ENUM ? found.defaultValue.value : 'ID';
  };
  visit(document, {
    Field({ name: { value: field }, arguments: given = [] }) {
      const idType = written(given.find((argument) => argument.name.value === 'idType')?.value);
      for (const argument of given) {
        if (isIt(argument.value)) uses.push({ field, argument: argument.name.value, idType });
        visit(argument.value, {
          ObjectField(inner) {
            if (isIt(inner.value)) uses.push({ field, argument: inner.name.value, idType });
          },
        });
      }
    },
  });
  return uses;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? (type satisfies NamedTypeNode).name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}
