import { union } from '../../loading/base/entity.ts';
import type { Resource } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { flag, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { submitComment } from './comment-form.ts';
import { customRows } from './custom-inputs.ts';
import { addDeletion } from './deletion.ts';
import { addMutation, type Mutating, nodeField, type Outcome, type PayloadFields } from './mutation.ts';
import { databaseIdOf, dateRow, type InputRow, idInput, idRow, parametersOf, row, textRow } from './rows.ts';
import { written } from './written.ts';

const rows: readonly InputRow[] = [
  row('commentOn', 'Int', 'post', 'Database id of the content that it is on.'),
  textRow('content', 'content', 'What it says.'),
  row('author', 'String', 'author_name', "The writer's name; that of who signed in unless said."),
  row('authorEmail', 'String', 'author_email', "The writer's e-mail address."),
  row('authorUrl', 'String', 'author_url', "The address of the writer's site."),
  dateRow('date', 'date', "When it was written, in the site's time zone; now unless said. For moderators."),
  idRow('parent', 'parent', 'The comment that it replies to'),
  row('type', 'String', 'type', "Its type; WordPress' REST API takes `comment` alone."),
];

const approved = { deprecated: 'Deprecated in favor of the status field' };

const statusRows: readonly InputRow[] = [
  row('approved', 'String', 'status', 'Its status, `1` for shown and `0` for held. For moderators.', {
    ...approved,
    value: (value) => statuses[String(value)] ?? value,
  }),
  row('status', 'CommentStatusEnum', 'status', 'Its status. For moderators.', {
    value: (value) => String(value).toLowerCase(),
  }),
];

/** WordPress' own words for statuses, in REST's. */
const statuses: Readonly<Record<string, string>> = { '1': 'approve', '0': 'hold' };

const decided: Availability = {
  to: 'nobody',
  otherwise: 'no difference',
  because: "the site's rules decide, as in WPGraphQL.",
};

const newStatusRows: readonly InputRow[] = [
  row('approved', 'String', null, '', { ...approved, availability: decided }),
  row('status', 'CommentStatusEnum', null, '', { availability: decided }),
];

/** `createComment`, `updateComment`, `deleteComment`, `restoreComment`. */
export function addCommentMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'comment');
  const all = [...rows, ...customRows(graph, resource)];
  const changes = [...all, ...statusRows];
  const changed = (t: PayloadFields) => ({
    comment: nodeField(
      t,
      graph,
      resource,
      'It, as it is now; null where it waits for approval and you may not see it.',
    ),
    success: t.boolean({
      description: "Whether it was done, also where the comment isn't shown.",
      resolve: ({ success }) => success ?? null,
    }),
  });
  addMutation(graph, {
    name: 'createComment',
    description:
      "Comments on some content. Visitors comment as by the site's own form where its REST API takes no comments of theirs.",
    rows: [...all, ...newStatusRows],
    payload: changed,
    run: (mutating) => create(mutating, resource, parametersOf(all, mutating.input)),
  });
  addMutation(graph, {
    name: 'updateComment',
    description: "Changes a comment; what isn't given stays as it is.",
    rows: [idInput, ...changes],
    payload: changed,
    run: async (mutating) => {
      const route = `${resource.route}/${databaseIdOf(mutating.input['id'], 'id')}`;
      const body = parametersOf(changes, mutating.input);
      return { node: await written(mutating, resource, { route, body }), success: true };
    },
  });
  addDeletion(graph, resource, {
    description: 'Moves a comment to the trash, or deletes it for good: also what is in the trash already.',
    forcedBy: ['rest_already_trashed'],
  });
  addMutation(graph, {
    name: 'restoreComment',
    description: 'Takes a comment out of the trash.',
    rows: [idInput],
    payload: (t) => ({
      restoredId: t.id({
        description: 'The global id of what was restored.',
        resolve: ({ id }) => (id ? toGlobalId('comment', id) : null),
      }),
      comment: nodeField(t, graph, resource, 'It, as it is now.'),
    }),
    run: async (mutating) => {
      const id = databaseIdOf(mutating.input['id'], 'id');
      const route = `${resource.route}/${id}`;
      return { id, node: await written(mutating, resource, { route, body: { status: 'untrash' } }) };
    },
  });
}

async function create(
  mutating: Mutating,
  resource: Resource,
  body: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { isSignedIn } = mutating.context.loaders;
  try {
    const signed = { ...(await authorOf(mutating, body)), ...body };
    const node = await written(mutating, resource, {
      route: resource.route,
      body: signed,
      more: ['status'],
    });
    // WordPress tells whoever sent it; WPGraphQL shows visitors what is approved.
    const isShown = isSignedIn || text(node.document, 'status') === 'approved';
    return { node: isShown ? node : null, success: true };
  } catch (error) {
    const isClosed =
      error instanceof WordPressError && error.details.restCode === 'rest_comment_login_required';
    if (!isClosed || isSignedIn) throw error;
    const id = await submitComment(mutating, body);
    const { paths } = projectionOf(mutating.info, resource.typeName);
    const node = await mutating.context.loaders.entities(resource).load(id, union(paths, ['id']));
    return { node, success: true };
  }
}

/**
 * The user whose comment it is. Given a name or an address, WordPress takes a comment of somebody who signed in for a
 * stranger's; as in WPGraphQL, only moderators write in the name of others, by their e-mail addresses.
 */
async function authorOf(
  { context }: Mutating,
  body: Readonly<Record<string, unknown>>,
): Promise<{ author?: number }> {
  if (!['author_name', 'author_email', 'author_url'].some((parameter) => parameter in body)) return {};
  const viewer = await context.loaders.viewer.loadEditable(new Set(['id', 'email', 'capabilities']));
  if (!viewer) return {};
  const { document } = viewer;
  const email = body['author_email'];
  const isOwn = email === undefined || email === text(document, 'email');
  return isOwn || flag(document, 'capabilities', 'moderate_comments') !== true ? { author: document.id } : {};
}
