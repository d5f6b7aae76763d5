import type { Entity } from '../../loading/base/entity.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { Resource } from '../../site/site.ts';
import { integer } from '../../wordpress/document.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import type { Context } from '../kit/base/context.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/**
 * Keys under which plugins have the id of an object of WordPress, or the object itself, as WordPress' own documents have it. `page`
 * alone is a number of a page, and `comment` alone a text.
 */
const references: readonly { readonly keys: RegExp; readonly resource: string }[] = [
  { keys: /^(author|user|creator)(_id)?$/, resource: 'user' },
  {
    keys: /^(featured_media|featured_image|image|media|attachment|thumbnail)(_id)?$/,
    resource: 'attachment',
  },
  { keys: /^comment_id$/, resource: 'comment' },
];

/** Keys of content of any type. */
const contentKeys = /^(post|post_id)$/;

/** Options of {@link nodeFields}. */
export interface NodeFieldsOptions<Parent> {
  /** The properties that may hold ids, by key. */
  readonly properties: readonly (readonly [string, JsonSchema])[];
  /** The schemas that properties refer to. @default none */
  readonly definitions?: ReadonlyMap<string, JsonSchema>;
  /** The names of the other fields, by key. */
  readonly names: ReadonlyMap<string, string>;
  /** Further names that the type uses. @default none */
  readonly reservedNames?: ReadonlySet<string> | undefined;
  /** Returns the REST paths to read for a key. */
  reads(key: string): readonly string[];
  /** Returns the value of a key. */
  read(parent: Parent, key: string): unknown;
}

/** Returns a field for each property that names an object of WordPress: `author_id` and `author` give `authorNode`. */
export function nodeFields<Parent extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  graph: Graph,
  {
    properties,
    definitions = new Map(),
    names,
    reservedNames = new Set(),
    reads,
    read,
  }: NodeFieldsOptions<Parent>,
): FieldMap {
  const taken = new Set([...reservedNames, ...names.values()]);
  const fields = properties.flatMap(([key, schema]) => {
    const named = definitions.get(schema.ref ?? '') ?? schema;
    const name = `${(names.get(key) ?? key).replace(/Id$/, '')}Node`;
    const resource = resourceOf(graph, key);
    if (!resource || !holdsId(named) || taken.has(name)) return [];
    taken.add(name);
    return [
      [
        name,
        t.field({
          type: graph.typeNamed(resource === 'content' ? 'ContentNode' : resource.typeName),
          nullable: true,
          description: `The object of WordPress that \`${key}\` names. Null if the client may not read it.`,
          reads: reads(key),
          resolve: (parent, _args, context, info) => {
            const id = integer(read(parent, key));
            return id === null || id <= 0 ? null : nodeOf(resource, id, { context, info });
          },
        }),
      ] as const,
    ];
  });
  return Object.fromEntries(fields);
}

/** Returns the resource that a key names: by the table, or as the id of a type or taxonomy of the site (`book_id`). */
function resourceOf({ site }: Graph, key: string): Resource | 'content' | null {
  if (contentKeys.test(key)) return 'content';
  const name = references.find(({ keys }) => keys.test(key))?.resource ?? /^(.+)_id$/.exec(key)?.[1] ?? '';
  return site.resources.get(name) ?? null;
}

/** Whether values are whole numbers, texts that were ones in all examples, or objects whose id is one. */
function holdsId({ types, looksLikeId = false, properties: { id } }: JsonSchema): boolean {
  if (looksLikeId) return true;
  const isNumber = (of: JsonSchema) => of.types.length === 1 && of.types[0] === 'integer';
  return types[0] === 'integer' ? types.length === 1 : id !== undefined && isNumber(id);
}

/** Loads an object of WordPress, for the selection of a field. */
export function nodeOf(
  resource: Resource | 'content',
  id: number,
  { context: { loaders }, info }: { readonly context: Context; readonly info: GraphQLResolveInfo },
): Promise<Entity | null> {
  if (resource === 'content') return loadOfAnyType('content', id, { loaders, info });
  return loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
}
