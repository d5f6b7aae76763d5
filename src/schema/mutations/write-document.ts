import type { Entity } from '../../loading/base/entity.ts';
import type { Resource } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import { flag, isDocument } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { union } from '../../wordpress/paths.ts';
import type { Query, Write } from '../../wordpress/rest.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import type { MutationRun, Outcome } from './mutation.ts';

/**
 * Sends a write to WordPress and returns the answer. Afterwards it resets the loaders, so that later fields of the document
 * read fresh data. It resets them after an error too, because WordPress may have written part of the data.
 *
 * @example
 * // In a mutation of an integration:
 * run: (mutating) => write(mutating, { method: 'POST', route: '/likes/v1/likes', body: { post: 7 } })
 */
export async function write({ context }: MutationRun, request: Write): Promise<unknown> {
  try {
    return await context.loaders.rest.write(request);
  } finally {
    context.loaders = context.loaders.reset();
  }
}

/**
 * Creates or changes a document and returns it. WordPress answers with the fields that the payload reads, so no second
 * request is needed.
 *
 * @param moreFields - further REST fields to return
 */
export async function saveDocument(
  mutating: MutationRun,
  resource: Resource,
  { moreFields = [], ...request }: Omit<Write, 'method'> & { moreFields?: readonly string[] },
): Promise<Entity> {
  const { paths } = projectionOf(mutating.info, resource.typeName);
  const answer = await write(mutating, {
    ...request,
    method: 'POST',
    query: { ...request.query, _fields: [...union(['id'], paths, moreFields)] },
  });
  if (!isDocument(answer)) throw missingDocument(`POST ${request.route}`);
  return { resource, document: answer };
}

/** A document to delete, and the options of its deletion. */
export interface Deletion {
  readonly resource: Resource;
  readonly id: number;
  /** Whether to delete the document permanently instead of moving it to the trash. */
  readonly force: boolean;
  readonly query?: Query;
  /** Error codes of WordPress after which a failed move to the trash becomes a permanent deletion. */
  readonly forcedBy?: readonly string[];
  /** REST fields that the payload returns with their new values. All others have the values from before the deletion. */
  readonly changed?: readonly string[];
}

/**
 * Deletes a document or moves it to the trash. Returns the document as it was before, as WPGraphQL does. Deletes it
 * permanently if the site has no trash for it.
 */
export async function deleteDocument(mutating: MutationRun, deletion: Deletion): Promise<Outcome> {
  if (deletion.force) return deletePermanently(mutating, deletion);
  try {
    return await moveToTrash(mutating, deletion);
  } catch (error) {
    const code = error instanceof WordPressError ? error.details.restCode : undefined;
    if (code === undefined || ![noTrash, ...(deletion.forcedBy ?? [])].includes(code)) throw error;
    return deletePermanently(mutating, deletion);
  }
}

const noTrash = 'rest_trash_not_supported';

async function deletePermanently(mutating: MutationRun, { resource, id, query }: Deletion): Promise<Outcome> {
  const route = `${resource.route}/${id}`;
  const answer = await write(mutating, { method: 'DELETE', route, query: { ...query, force: true } });
  const previous = valueAt(answer, 'previous');
  if (flag(answer, 'deleted') !== true || !isDocument(previous)) throw missingDocument(`DELETE ${route}`);
  return { id, node: { resource, document: previous, edited: previous } };
}

async function moveToTrash(
  mutating: MutationRun,
  { resource, id, changed = [] }: Deletion,
): Promise<Outcome> {
  const { paths } = projectionOf(mutating.info, resource.typeName);
  // WordPress changes the slug of a document in the trash, so the gateway reads the document first.
  const before = paths.size > 1 ? await mutating.context.loaders.entities(resource).load(id, paths) : null;
  const { document } = await trashDocument(mutating, resource, id);
  const after = Object.fromEntries(changed.map((key) => [key, document[key]]));
  return {
    id,
    node: { resource, document: { ...document, ...before?.document, ...after }, edited: document },
  };
}

/**
 * Moves a document to the trash and returns it with its new URL and slug. WordPress answers with the whole document in the
 * `edit` context. No other route returns it afterwards.
 */
export async function trashDocument(mutating: MutationRun, resource: Resource, id: number): Promise<Entity> {
  const route = `${resource.route}/${id}`;
  const document = await write(mutating, { method: 'DELETE', route });
  if (!isDocument(document)) throw missingDocument(`DELETE ${route}`);
  return { resource, document, edited: document };
}

function missingDocument(request: string): WordPressError {
  return new WordPressError('uncertain', `${request} did not answer with the changed document.`, {
    request,
  });
}
