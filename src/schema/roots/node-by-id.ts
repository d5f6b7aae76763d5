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
import { settingsNamed } from '../site/settings-types.ts';
import { formatBySlug } from '../terms/post-format.ts';

interface Asking {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/** How each type of global id leads to its node. */
const nodeTypes: Readonly<
  Record<string, (id: string, asking: Asking) => Promise<GraphNode | null> | GraphNode | null>
> = {
  post: (id, asking) =>
    isSyntheticId(id)
      ? menuItem(Number(id), asking)
      : numbered(id, (number) => loadOfAnyType('content', number, asking)),
  term: async (id, asking) =>
    formatBySlug(id) ??
    (isSyntheticId(id) ? null : await numbered(id, (number) => loadOfAnyType('term', number, asking))) ??
    (await nullIfForbidden(menuOfId(Number(id), asking.loaders))),
  user: (id, asking) => numbered(id, (number) => loadOfAnyType('user', number, asking)),
  comment: (id, asking) => numbered(id, (number) => loadOfAnyType('comment', number, asking)),
  comment_author: (id, asking) => numbered(id, (number) => commentAuthor(number, asking)),
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
 * Any node by its global id; null where there is none that visitors see.
 *
 * @throws InputError for what isn't a global id of this graph
 */
export async function loadNode(globalId: string, asking: Asking): Promise<GraphNode | null> {
  const parsed = parseGlobalId(globalId);
  const load = parsed && Object.hasOwn(nodeTypes, parsed.type) ? nodeTypes[parsed.type] : undefined;
  if (!parsed || !load) {
    throw new InputError(
      `The global ID isn't recognized ID: ${globalId}. Global ids come from the \`id\` field of a node.`,
    );
  }
  return load(parsed.id, asking);
}

function numbered<T>(id: string, load: (number: number) => T): T {
  if (!/^\d{1,15}$/.test(id))
    throw new InputError(`The ID input is invalid: ${JSON.stringify(id)} isn't a database id.`);
  return load(Number(id));
}

function menuItem(id: number, { loaders, info }: Asking): Promise<GraphNode | null> {
  return nullIfForbidden(itemOfId(id, loaders, projectionOf(info, menuItemResource.typeName).paths));
}

async function commentAuthor(id: number, { loaders, info }: Asking): Promise<GraphNode | null> {
  const comments = resourceNamed(loaders.site, 'comment');
  const paths = new Set(['id', 'author', 'author_name', 'author_url', 'author_avatar_urls']);
  const comment = await loaders.entities(comments).load(id, paths);
  if (!comment) return null;
  const author = integer(comment.document, 'author');
  const users = resourceNamed(loaders.site, 'user');
  const user = author ? await loaders.entities(users).load(author, projectionOf(info, 'User').paths) : null;
  return user ?? { typeName: 'CommentAuthor', comment };
}
