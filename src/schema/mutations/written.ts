import type { Entity } from '../../loading/base/entity.ts';
import { union } from '../../loading/base/entity.ts';
import type { Resource } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import { flag, isDocument } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Write } from '../../wordpress/rest.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import type { Mutating, Outcome } from './mutation.ts';

/**
 * Writes, and forgets what this request has read so far: whatever is read after it is fresh. Also after an error, since
 * WordPress may have got half of the way.
 */
export async function write({ context }: Mutating, what: Write): Promise<unknown> {
  try {
    return await context.loaders.rest.write(what);
  } finally {
    context.loaders = context.loaders.reset();
  }
}

/** Creates or changes a document; WordPress answers with what the payload reads of it, so that this takes one request. */
export async function written(
  mutating: Mutating,
  resource: Resource,
  { more = [], ...what }: Omit<Write, 'method'> & { more?: readonly string[] },
): Promise<Entity> {
  const { paths } = projectionOf(mutating.info, resource.typeName);
  const answer = await write(mutating, {
    ...what,
    method: 'POST',
    query: { ...what.query, _fields: [...union(['id'], paths, more)] },
  });
  if (!isDocument(answer)) throw noDocument(`POST ${what.route}`);
  return { resource, document: answer };
}

/** How something is deleted. */
export interface Deletion {
  readonly resource: Resource;
  readonly id: number;
  /** Whether it is gone for good, and not moved to the trash. */
  readonly force: boolean;
  readonly query?: Query;
  /** WordPress' codes of refusals of the trash upon which it is deleted for good, beside that there is none. */
  readonly forcedBy?: readonly string[];
  /** Keys of what the trash changes that the payload shows, which is as it was before in all else. */
  readonly changed?: readonly string[];
}

/**
 * Deletes a document, or moves it to the trash. The payload shows it as it was before, as WPGraphQL's does. Where there
 * is no trash it is deleted for good, as WordPress itself does.
 */
export async function deleted(mutating: Mutating, deletion: Deletion): Promise<Outcome> {
  if (deletion.force) return deletedForGood(mutating, deletion);
  try {
    return await movedToTrash(mutating, deletion);
  } catch (error) {
    const code = error instanceof WordPressError ? error.details.restCode : undefined;
    if (code === undefined || ![noTrash, ...(deletion.forcedBy ?? [])].includes(code)) throw error;
    return deletedForGood(mutating, deletion);
  }
}

const noTrash = 'rest_trash_not_supported';

async function deletedForGood(mutating: Mutating, { resource, id, query }: Deletion): Promise<Outcome> {
  const route = `${resource.route}/${id}`;
  const answer = await write(mutating, { method: 'DELETE', route, query: { ...query, force: true } });
  const previous = valueAt(answer, 'previous');
  if (flag(answer, 'deleted') !== true || !isDocument(previous)) throw noDocument(`DELETE ${route}`);
  return { id, node: { resource, document: previous, edited: previous } };
}

async function movedToTrash(mutating: Mutating, { resource, id, changed = [] }: Deletion): Promise<Outcome> {
  const { paths } = projectionOf(mutating.info, resource.typeName);
  // The trash gives it another slug.
  const before = paths.size > 1 ? await mutating.context.loaders.entities(resource).load(id, paths) : null;
  const { document } = await trashed(mutating, resource, id);
  const after = Object.fromEntries(changed.map((key) => [key, document[key]]));
  return {
    id,
    node: { resource, document: { ...document, ...before?.document, ...after }, edited: document },
  };
}

/**
 * Moves a document to the trash, whose address and slug it gets. WordPress answers deletions as to editors, and with
 * nothing left out: what isn't in this answer can't be read any more.
 */
export async function trashed(mutating: Mutating, resource: Resource, id: number): Promise<Entity> {
  const route = `${resource.route}/${id}`;
  const document = await write(mutating, { method: 'DELETE', route });
  if (!isDocument(document)) throw noDocument(`DELETE ${route}`);
  return { resource, document, edited: document };
}

function noDocument(request: string): WordPressError {
  return new WordPressError('uncertain', `${request} answered something other than what was to be changed.`, {
    request,
  });
}
