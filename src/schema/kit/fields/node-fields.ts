import { isFrontPage, isPostsPage } from '../../../site/front-page.ts';
import { uriOf } from '../../../site/permalinks.ts';
import { text } from '../../../wordpress/document.ts';
import { type GlobalIdType, toGlobalId } from '../base/global-id.ts';
import type { FieldMap } from '../base/pothos.ts';
import { decodedUrl } from '../base/text.ts';
import type { EntityFields, Field, Graph } from '../graph/graph.ts';

/** `id` and `databaseId`. */
export function identityFields(t: EntityFields, type: GlobalIdType): { id: Field; databaseId: Field } {
  return {
    id: t.id({
      nullable: false,
      description: 'The globally unique identifier.',
      resolve: ({ document }) => toGlobalId(type, document.id),
    }),
    databaseId: t.int({
      nullable: false,
      description: "WordPress' own identifier.",
      resolve: ({ document }) => document.id,
    }),
  };
}

/** `postId`, `menuId` and the like: `databaseId` under its older name. */
export function deprecatedIdField(t: EntityFields, deprecationReason: string): Field {
  return t.int({
    description: "WordPress' own identifier.",
    deprecationReason,
    resolve: ({ document }) => document.id,
  });
}

/** `link` and `uri` of content and comments, with escapes read. */
export function addressFields(t: EntityFields, graph: Graph): { link: Field; uri: Field } {
  return {
    link: t.string({
      description: 'The address of its page.',
      reads: ['link'],
      resolve: ({ document }) => decodedUrl(text(document, 'link')),
    }),
    uri: uriField(t, graph, decodedUrl),
  };
}

/**
 * `uri`: an address without the site's own.
 *
 * @param shown - what is shown of the address; all of it as it is unless given, as of terms and users
 */
export function uriField(
  t: EntityFields,
  { site }: Graph,
  shown: (link: string | null) => string | null = (link) => link,
): Field {
  return t.string({
    description: "The same without the site's own address: `/2026/05/hello/`.",
    reads: ['link'],
    resolve: (entity) => {
      const link = shown(text(entity.document, 'link'));
      // The page that lists posts has no address of its own: it stands for the archive.
      if (link === null || isPostsPage(site, entity)) return null;
      // A plugin may lead the home page's link elsewhere; the page's address is the home page still.
      return !entity.revisionOf && isFrontPage(site, entity) ? '/' : uriOf(site, link);
    },
  });
}

/** What `UniformResourceIdentifiable` says of a node's kind. */
export function kindFlags(
  t: EntityFields,
  kind: 'content' | 'term' | 'comment' | 'user',
  { site }: Graph,
): FieldMap {
  const isKind = (name: typeof kind, description: string) =>
    t.boolean({ nullable: false, description, resolve: () => kind === name });
  const isContent = kind === 'content';
  return {
    isComment: isKind('comment', 'Whether this is a comment.'),
    isContentNode: isKind('content', 'Whether this is content.'),
    isTermNode: isKind('term', 'Whether this is a term.'),
    isFrontPage: t.boolean({
      nullable: false,
      description: "Whether this is the site's static front page.",
      // The REST index of older versions doesn't say which it is: its link does.
      reads: isContent && !site.front ? ['link'] : [],
      resolve: (entity) => isContent && isFrontPage(site, entity),
    }),
    isPostsPage: t.boolean({
      nullable: false,
      description: 'Whether this is the page that lists posts.',
      resolve: (entity) => isContent && isPostsPage(site, entity),
    }),
  };
}
