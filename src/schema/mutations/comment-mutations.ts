import type { Resource } from '../../site/site.ts';
import type { Availability } from '../../values/availability.ts';
import { flag, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { union } from '../../wordpress/paths.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { submitComment } from './comment-form.ts';
import { customRows } from './custom-inputs.ts';
import { addDeletion } from './deletion.ts';
import {
  databaseIdOf,
  dateRow,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  row,
  textRow,
} from './input-rows.ts';
import { addMutation, type MutationRun, nodeField, type Outcome, type PayloadFields } from './mutation.ts';
import { saveDocument } from './write-document.ts';

const rows: readonly InputRow[] = [
  row('commentOn', 'Int', 'post', 'Database id of the commented content.'),
  textRow('content', 'content', 'Text of the comment.'),
  row('author', 'String', 'author_name', "Name of the author. Default: the signed-in user's name."),
  row('authorEmail', 'String', 'author_email', 'E-mail address of the author.'),
  row('authorUrl', 'String', 'author_url', "URL of the author's site."),
  dateRow('date', 'date', "Date in the site's time zone. Default: now. For moderators."),
  idRow('parent', 'parent', 'The comment to reply to'),
  row('type', 'String', 'type', "Type. WordPress' REST API accepts only `comment`."),
];

const deprecatedInput = { deprecated: 'Deprecated in favor of the status field' };

const statusRows: readonly InputRow[] = [
  row('approved', 'String', 'status', 'Status: `1` for approved, `0` for held. For moderators.', {
    ...deprecatedInput,
    value: (value) => statuses[String(value)] ?? value,
  }),
  row('status', 'CommentStatusEnum', 'status', 'Status. For moderators.', {
    value: (value) => String(value).toLowerCase(),
  }),
];

/** The REST statuses for WordPress' older values. */
const statuses: Readonly<Record<string, string>> = { '1': 'approve', '0': 'hold' };

const decidedBySite: Availability = {
  to: 'nobody',
  otherwise: 'no difference',
  because: "the site's rules decide, as in WPGraphQL.",
};

const newStatusRows: readonly InputRow[] = [
  row('approved', 'String', null, '', { ...deprecatedInput, availability: decidedBySite }),
  row('status', 'CommentStatusEnum', null, '', { availability: decidedBySite }),
];

/** Adds `createComment`, `updateComment`, `deleteComment` and `restoreComment`. */
export function addCommentMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'comment');
  const inputRows = [...rows, ...customRows(graph, resource)];
  const changes = [...inputRows, ...statusRows];
  const payload = (t: PayloadFields) => ({
    comment: nodeField(
      t,
      graph,
      resource,
      'The comment. Null if it waits for approval and the client may not see it.',
    ),
    success: t.boolean({
      description: 'Whether WordPress saved the comment. True even if the client may not see it yet.',
      resolve: ({ success }) => success ?? null,
    }),
  });
  addMutation(graph, {
    name: 'createComment',
    description:
      "Adds a comment to content. If the REST API accepts none from visitors, the gateway submits the site's comment form.",
    rows: [...inputRows, ...newStatusRows],
    payload,
    run: (mutating) => create(mutating, resource, parametersOf(inputRows, mutating.input)),
  });
  addMutation(graph, {
    name: 'updateComment',
    description: 'Changes a comment; fields that the input leaves out keep their values.',
    rows: [idInput, ...changes],
    payload,
    run: async (mutating) => {
      const route = `${resource.route}/${databaseIdOf(mutating.input['id'], 'id')}`;
      const body = parametersOf(changes, mutating.input);
      return { node: await saveDocument(mutating, resource, { route, body }), success: true };
    },
  });
  addDeletion(graph, resource, {
    description:
      'Moves a comment to the trash or deletes it permanently. A comment in the trash is deleted permanently.',
    forcedBy: ['rest_already_trashed'],
  });
  addMutation(graph, {
    name: 'restoreComment',
    description: 'Restores a comment from the trash.',
    rows: [idInput],
    payload: (t) => ({
      restoredId: t.id({
        description: 'Global id of the restored comment.',
        resolve: ({ id }) => (id ? toGlobalId('comment', id) : null),
      }),
      comment: nodeField(t, graph, resource, 'The changed document.'),
    }),
    run: async (mutating) => {
      const id = databaseIdOf(mutating.input['id'], 'id');
      const route = `${resource.route}/${id}`;
      return { id, node: await saveDocument(mutating, resource, { route, body: { status: 'untrash' } }) };
    },
  });
}

async function create(
  mutating: MutationRun,
  resource: Resource,
  body: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { isSignedIn } = mutating.context.loaders;
  try {
    const withAuthor = { ...(await authorOf(mutating, body)), ...body };
    const node = await saveDocument(mutating, resource, {
      route: resource.route,
      body: withAuthor,
      moreFields: ['status'],
    });
    // WordPress returns the comment to its author at once. WPGraphQL returns it to visitors only if it is approved.
    const isVisible = isSignedIn || text(node.document, 'status') === 'approved';
    return { node: isVisible ? node : null, success: true };
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
 * Returns the REST parameter `author` for the comment of a signed-in user. If the input has a name or an e-mail address,
 * WordPress would save the comment as a visitor's. Only a moderator may comment for another person, by that person's e-mail
 * address, as in WPGraphQL. Then, or if the parameter is not needed, returns an empty object.
 */
async function authorOf(
  { context }: MutationRun,
  body: Readonly<Record<string, unknown>>,
): Promise<{ author?: number }> {
  if (!['author_name', 'author_email', 'author_url'].some((parameter) => parameter in body)) return {};
  const viewer = await context.loaders.viewer.loadEditable(new Set(['id', 'email', 'capabilities']));
  if (!viewer) return {};
  const { document } = viewer;
  const email = body['author_email'];
  const isForViewer = email === undefined || email === text(document, 'email');
  return isForViewer || flag(document, 'capabilities', 'moderate_comments') !== true
    ? { author: document.id }
    : {};
}
