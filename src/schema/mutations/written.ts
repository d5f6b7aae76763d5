import type { Entity } from '../../loading/entity.ts';
import { union } from '../../loading/entity.ts';
import type { Resource } from '../../site/site.ts';
import type { Query } from '../../wordpress/client.ts';
import { flag, isDocument, valueAt } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Write } from '../../wordpress/writes.ts';
import { projectionOf } from '../reads/projection.ts';
import type { Mutating, Outcome } from './mutation.ts';

/**
 * Writes, and forgets what this request has read so far: whatever is read after it is fresh. Also after an error, since
 * WordPress may have got half of the way.
 */
export async function write({ context }: Mutating, what: Write): Promise<unknown> {
  try {
    return await context.loaders.rest.write(what);
  } finally {
    context.loaders = context.loaders.anew();
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
  /** What is changed of the document that the payload shows, which is as it was before. */
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Deletes a document, or moves it to the trash. The payload shows it as it was before, as WPGraphQL's does. */
export async function deleted(
  mutating: Mutating,
  { resource, id, force, query, after }: Deletion,
): Promise<Outcome> {
  const { loaders } = mutating.context;
  const { paths } = projectionOf(mutating.info, resource.typeName);
  const route = `${resource.route}/${id}`;
  if (!force) {
    // The trash gives it another slug and address.
    const before = paths.size > 1 ? await loaders.entities(resource).load(id, paths) : null;
    const answer = await write(mutating, {
      method: 'DELETE',
      route,
      query: { ...query, _fields: [...paths] },
    });
    const document = before?.document ?? answer;
    if (!isDocument(document)) throw noDocument(`DELETE ${route}`);
    return { id, node: { resource, document: { ...document, ...after } } };
  }
  // The document is prepared by its own paths, and then the whole answer is cut down by those of the answer.
  const fields = ['deleted', ...[...paths].flatMap((path) => [path, `previous.${path}`])];
  const answer = await write(mutating, {
    method: 'DELETE',
    route,
    query: { ...query, force: true, _fields: fields },
  });
  const previous = valueAt(answer, 'previous');
  if (flag(answer, 'deleted') !== true || !isDocument(previous)) throw noDocument(`DELETE ${route}`);
  return { id, node: { resource, document: previous } };
}

function noDocument(request: string): WordPressError {
  return new WordPressError('uncertain', `${request} answered something other than what was to be changed.`, {
    request,
  });
}
