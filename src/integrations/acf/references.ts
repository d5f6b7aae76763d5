import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { loadOfAnyType } from '../../schema/find/any-type.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { type Graph, oncePerGraph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import { type GraphRow, toEdge } from '../../schema/kit/graph/page.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { resourcesOf } from '../../site/site.ts';
import type { Document } from '../../wordpress/document.ts';
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

/** The ids in a field, and the document whose links name their types; null inside of groups and rows, for which ACF adds no links. */
export interface ReferencesOf extends References {
  readonly document: Document | null;
}

/** `AcfReferences` of a graph, made when the first field needs it. */
export const referencesOf = oncePerGraph(referencesType);

/** `AcfMediaItems` of a graph, made when the first field needs it. */
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

interface Asking {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

function loadMedia(ids: readonly ReferenceId[], { loaders, info }: Asking): Promise<readonly Entity[]> {
  const media = resourceNamed(loaders.site, 'attachment');
  const { paths } = projectionOf(info, media.typeName);
  return loaders.entities(media).loadMany(
    ids.map(({ id }) => id),
    paths,
  );
}

const idsDescription = "WordPress' own identifiers of what the field refers to.";

function galleryType(graph: Graph) {
  return graph.builder.objectRef<References>('AcfMediaItems').implement({
    description: 'Media items that an ACF gallery holds.',
    fields: (t) => ({
      databaseIds: t.intList({ description: idsDescription, resolve: ({ ids }) => ids.map(({ id }) => id) }),
      nodes: t.field({
        type: [graph.typeNamed('MediaItem')],
        nullable: false,
        description: 'The media items that visitors see, in order.',
        resolve: ({ ids }, _args, { loaders }, info) => loadMedia(ids, { loaders, info }),
      }),
    }),
  });
}

/** What a client may say that ids are of, a field each. */
const kinds: readonly (readonly [string, string, ReferenceKind, string])[] = [
  ['contentNodes', 'ContentNode', 'content', 'content'],
  ['termNodes', 'TermNode', 'term', 'terms'],
  ['users', 'User', 'user', 'users'],
];

function referencesType(graph: Graph) {
  return graph.builder.objectRef<ReferencesOf>('AcfReferences').implement({
    description:
      "What an ACF field refers to. WordPress' REST API gives ids; ACF's links say what they are of, except inside of groups, rows and layouts.",
    fields: (t) => ({
      databaseIds: t.intList({ description: idsDescription, resolve: ({ ids }) => ids.map(({ id }) => id) }),
      nodes: t.field({
        type: [graph.typeNamed('Node')],
        nullable: { list: true, items: false },
        reads: linkPaths,
        description:
          "What visitors see of it, in order. Null with an error where neither the value nor ACF's links tell what the ids are of: ask `contentNodes`, `termNodes` or `users` there.",
        resolve: ({ ids, document }, _args, { loaders }, info) => {
          const links = linksOf(document);
          const kind = kindOf(ids, links);
          if (ids.length === 0) return [];
          if (kind === null || kind === 'many') {
            throw new InputError(
              `WordPress doesn't say whether the ids ${ids.map(({ id }) => id).join(', ')} are of content, of terms or of users. ` +
                'Ask `contentNodes`, `termNodes` or `users` instead of `nodes`.',
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
            description: `What visitors see of it, in order, for a field that refers to ${words}.`,
            resolve: async ({ ids, document }, _args, { loaders }, info) => {
              const links = linksOf(document);
              const told = kindOf(ids, links);
              const isOther = told !== null && told !== 'many' && told !== kind;
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

/** The documents of ids of one kind; a link or the value itself says of which type, else all types are asked. */
async function load(
  kind: ReferenceKind,
  { ids, links }: { ids: readonly ReferenceId[]; links: readonly ReferenceLink[] },
  { loaders, info }: Asking,
): Promise<readonly Entity[]> {
  const resources = resourcesOf(loaders.site, kind);
  const found = ids.map(({ id, type }) => {
    const link = links.find((each) => each.id === id && each.kind === kind);
    const resource =
      resources.find(({ name }) => name === type) ??
      resources.find(({ restBase }) => restBase === link?.restBase) ??
      (resources.length === 1 ? resources[0] : undefined);
    return resource
      ? loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths)
      : loadOfAnyType(kind, id, { loaders, info });
  });
  return (await Promise.all(found)).filter((entity) => entity !== null);
}
