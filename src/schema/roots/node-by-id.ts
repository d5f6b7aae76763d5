import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { menuItemResource } from '../../site/menu-resources.ts';
import { taxonomiesOf } from '../../site/post-formats.ts';
import { integer } from '../../wordpress/document.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import type { GraphNode } from '../kit/base/virtual-nodes.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { isSyntheticId, itemOfId, menuOfId } from '../menus/menu.ts';
import { recordNodes } from '../site/block-theme.ts';
import { findPlugin, findTheme } from '../site/extensions.ts';
import { settingsNamed } from '../site/settings-groups.ts';
import { formatBySlug } from '../terms/post-format.ts';

interface LookupContext {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/** Loads the node of a global id, by the type that the id names. */
const loadByType: Readonly<
  Record<string, (id: string, context: LookupContext) => Promise<GraphNode | null> | GraphNode | null>
> = {
  // Items of menus are posts for WordPress.
  post: async (id, context) =>
    (isSyntheticId(id)
      ? null
      : await withDatabaseId(id, (number) => loadOfAnyType('content', number, context))) ??
    (await loadMenuItem(Number(id), context)),
  term: async (id, context) =>
    formatBySlug(id) ??
    (isSyntheticId(id)
      ? null
      : await withDatabaseId(id, (number) => loadOfAnyType('term', number, context))) ??
    (await nullIfForbidden(menuOfId(Number(id), context.loaders))),
  user: (id, context) => withDatabaseId(id, (number) => loadOfAnyType('user', number, context)),
  comment: (id, context) => withDatabaseId(id, (number) => loadOfAnyType('comment', number, context)),
  comment_author: (id, context) => withDatabaseId(id, (number) => loadCommentAuthor(number, context)),
  post_type: (id, { loaders }) => {
    const contentType = loaders.site.resources.get(id);
    return contentType?.kind === 'content' ? { typeName: 'ContentType', contentType } : null;
  },
  taxonomy: (id, { loaders }) => {
    const taxonomy = taxonomiesOf(loaders.site).find(({ name }) => name === id);
    return taxonomy ? { typeName: 'Taxonomy', taxonomy } : null;
  },
  setting_group: settingsNamed,
  theme: (id, { loaders, info }) => findTheme(id, loaders, info),
  plugin: (id, { loaders, info }) => findPlugin(id, loaders, info),
  ...recordNodes,
};

/**
 * Returns the node with a global id. Returns null if the client may see none.
 *
 * @throws InputError if the text is no global id of this graph
 */
export async function loadNode(globalId: string, context: LookupContext): Promise<GraphNode | null> {
  const parsed = parseGlobalId(globalId);
  const load = parsed && Object.hasOwn(loadByType, parsed.type) ? loadByType[parsed.type] : undefined;
  if (!parsed || !load) {
    throw new InputError(
      `The global ID isn't recognized ID: ${globalId}. Global ids come from the \`id\` field of a node.`,
    );
  }
  return load(parsed.id, context);
}

function withDatabaseId<T>(id: string, load: (number: number) => T): T {
  if (!/^\d{1,15}$/.test(id))
    throw new InputError(`The ID input is invalid: ${JSON.stringify(id)} isn't a database id.`);
  return load(Number(id));
}

function loadMenuItem(id: number, { loaders, info }: LookupContext): Promise<GraphNode | null> {
  return nullIfForbidden(itemOfId(id, loaders, projectionOf(info, menuItemResource.typeName).paths));
}

async function loadCommentAuthor(id: number, { loaders, info }: LookupContext): Promise<GraphNode | null> {
  const comments = resourceNamed(loaders.site, 'comment');
  const paths = new Set(['id', 'author', 'author_name', 'author_url', 'author_avatar_urls']);
  const comment = await loaders.entities(comments).load(id, paths);
  if (!comment) return null;
  const author = integer(comment.document, 'author');
  const users = resourceNamed(loaders.site, 'user');
  const user = author ? await loaders.entities(users).load(author, projectionOf(info, 'User').paths) : null;
  return user ?? { typeName: 'CommentAuthor', comment };
}
