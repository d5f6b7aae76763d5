import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import { loadOfAnyType } from '../../../schema/find/any-type.ts';
import type { Context } from '../../../schema/kit/base/context.ts';
import { InputError } from '../../../schema/kit/base/errors.ts';
import { type Graph, oncePerGraph, resourceNamed } from '../../../schema/kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../../../schema/kit/graph/page.ts';
import { projectionOf } from '../../../schema/kit/plugins/reads/projection.ts';
import { resourcesOf } from '../../../site/site.ts';
import type { Document } from '../../../wordpress/document.ts';
import {
  kindOf,
  linkPaths,
  type ReferenceId,
  type ReferenceKind,
  type ReferenceLink,
  referenceLinks,
} from './reference-ids.ts';

/** The ids in a field. */
export interface References {
  readonly ids: readonly ReferenceId[];
}

/** The ids in a field, and the document with the links that name their types. */
export interface ReferencesOf extends References {
  /** null inside groups and rows, for which ACF adds no links. */
  readonly document: Document | null;
}

/** Returns the object type `AcfReferences` of a graph. The first call adds it to the schema. */
export const referencesOf = oncePerGraph(referencesType);

/** Returns the object type `AcfMediaItems` of a graph. The first call adds it to the schema. */
export const galleryOf = oncePerGraph(galleryType);

/** Returns the edge to the media item of an id; null if WordPress does not show it. */
export async function mediaEdge(
  id: ReferenceId,
  { loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<GraphRow | null> {
  const [media] = await loadMedia([id], { loaders, info });
  return media ? toEdge(media, media.document.id) : null;
}

interface LoadContext {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

function loadMedia(ids: readonly ReferenceId[], { loaders, info }: LoadContext): Promise<readonly Entity[]> {
  const media = resourceNamed(loaders.site, 'attachment');
  const { paths } = projectionOf(info, media.typeName);
  return loaders.entities(media).loadMany(
    ids.map(({ id }) => id),
    paths,
  );
}

const idsDescription = 'The database ids of the objects that the field refers to.';

function galleryType(graph: Graph) {
  return graph.builder.objectRef<References>('AcfMediaItems').implement({
    description: 'The media items of an ACF gallery.',
    fields: (t) => ({
      databaseIds: t.intList({ description: idsDescription, resolve: ({ ids }) => ids.map(({ id }) => id) }),
      nodes: t.field({
        type: [graph.typeNamed('MediaItem')],
        nullable: false,
        description: 'The media items in the order of the field, without hidden ones.',
        resolve: ({ ids }, _args, { loaders }, info) => loadMedia(ids, { loaders, info }),
      }),
    }),
  });
}

/** The fields with which a client chooses the kind of object. */
const kinds: readonly (readonly [string, string, ReferenceKind, string])[] = [
  ['contentNodes', 'ContentNode', 'content', 'content'],
  ['termNodes', 'TermNode', 'term', 'terms'],
  ['users', 'User', 'user', 'users'],
];

function referencesType(graph: Graph) {
  return graph.builder.objectRef<ReferencesOf>('AcfReferences').implement({
    description:
      "The objects that an ACF field refers to. WordPress' REST API contains their ids. ACF's links name their types, except inside groups, rows and layouts.",
    fields: (t) => ({
      databaseIds: t.intList({ description: idsDescription, resolve: ({ ids }) => ids.map(({ id }) => id) }),
      nodes: t.field({
        type: [graph.typeNamed('Node')],
        nullable: { list: true, items: false },
        reads: linkPaths,
        description:
          "The objects in the order of the field, without hidden ones. Null with an error if neither the value nor ACF's links contain the kind of the ids: use `contentNodes`, `termNodes` or `users` there.",
        resolve: ({ ids, document }, _args, { loaders }, info) => {
          const links = linksOf(document);
          const kind = kindOf(ids, links);
          if (ids.length === 0) return [];
          if (kind === null || kind === 'many') {
            throw new InputError(
              `WordPress' REST API does not show whether the ids ${ids.map(({ id }) => id).join(', ')} belong to content, terms or users. ` +
                'Use `contentNodes`, `termNodes` or `users` instead of `nodes`.',
            );
          }
          return load(kind, { ids, links }, { loaders, info });
        },
      }),
      ...Object.fromEntries(
        kinds.map(([name, target, kind, words]) => [
          name,
          t.field({
            type: [graph.typeNamed(target)],
            nullable: false,
            reads: linkPaths,
            description: `The objects in the order of the field, without hidden ones, if the field refers to ${words}.`,
            resolve: async ({ ids, document }, _args, { loaders }, info) => {
              const links = linksOf(document);
              const actualKind = kindOf(ids, links);
              const isOther = actualKind !== null && actualKind !== 'many' && actualKind !== kind;
              return isOther ? [] : load(kind, { ids, links }, { loaders, info });
            },
          }),
        ]),
      ),
    }),
  });
}

function linksOf(document: Document | null): readonly ReferenceLink[] {
  return document ? referenceLinks(document) : [];
}

/** Loads the objects of one kind. If neither a link nor the value names the type of an id, loads it from all types. */
async function load(
  kind: ReferenceKind,
  { ids, links }: { ids: readonly ReferenceId[]; links: readonly ReferenceLink[] },
  { loaders, info }: LoadContext,
): Promise<readonly Entity[]> {
  const resources = resourcesOf(loaders.site, kind);
  const entities = ids.map(({ id, type }) => {
    const link = links.find((each) => each.id === id && each.kind === kind);
    const resource =
      resources.find(({ name }) => name === type) ??
      resources.find(({ restBase }) => restBase === link?.restBase) ??
      (resources.length === 1 ? resources[0] : undefined);
    return resource
      ? loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths)
      : loadOfAnyType(kind, id, { loaders, info });
  });
  return (await Promise.all(entities)).filter((entity) => entity !== null);
}
