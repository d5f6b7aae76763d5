import { isFrontPage, isPostsPage } from '../../../site/front-page.ts';
import { uriOf } from '../../../site/permalinks.ts';
import { text } from '../../../wordpress/document.ts';
import { type GlobalIdType, toGlobalId } from '../base/global-id.ts';
import type { FieldMap } from '../base/pothos.ts';
import { decodedUrl } from '../base/text.ts';
import type { EntityFields, Field, Graph } from '../graph/graph.ts';

/** Returns the fields `id` and `databaseId`. */
export function identityFields(t: EntityFields, type: GlobalIdType): { id: Field; databaseId: Field } {
  return {
    id: t.id({
      nullable: false,
      description: 'The globally unique identifier.',
      resolve: ({ document }) => toGlobalId(type, document.id),
    }),
    databaseId: t.int({
      nullable: false,
      description: "WordPress' identifier, a number.",
      resolve: ({ document }) => document.id,
    }),
  };
}

/** Returns a deprecated alias of `databaseId`, such as `postId` or `menuId`. */
export function deprecatedIdField(t: EntityFields, deprecationReason: string): Field {
  return t.int({
    description: "WordPress' identifier, a number.",
    deprecationReason,
    resolve: ({ document }) => document.id,
  });
}

/** Returns the fields `link` and `uri` of content and comments. Both are decoded. */
export function addressFields(t: EntityFields, graph: Graph): { link: Field; uri: Field } {
  return {
    link: t.string({
      description: "The URL of this node's page.",
      reads: ['link'],
      resolve: ({ document }) => decodedUrl(text(document, 'link')),
    }),
    uri: uriField(t, graph, decodedUrl),
  };
}

/**
 * Returns the field `uri`.
 *
 * @param decode - decodes the link. @default no change, as WPGraphQL does for terms and users
 */
export function uriField(
  t: EntityFields,
  { site }: Graph,
  decode: (link: string | null) => string | null = (link) => link,
): Field {
  return t.string({
    description: "The path of this node's page, without the site's URL: `/2026/05/hello/`.",
    reads: ['link'],
    resolve: (entity) => {
      const link = decode(text(entity.document, 'link'));
      // In WPGraphQL, the URI of the posts page belongs to the archive of posts, and the page itself has none.
      if (link === null || isPostsPage(site, entity)) return null;
      // A plugin may change the front page's link, for example to another language. Its URI is still `/`.
      return !entity.revisionOf && isFrontPage(site, entity) ? '/' : uriOf(site, link);
    },
  });
}

/** Returns the fields of `UniformResourceIdentifiable` about a node's kind. */
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
      // The REST index of older WordPress versions does not name the front page. Its link identifies it.
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
