import type { Resource } from '../../site/site.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Entity, Paths } from '../base/entity.ts';
import { nullIfForbidden } from '../base/refusals.ts';
import { EntityLoader } from './entity-loader.ts';

/**
 * Documents in WordPress' `edit` context, which has what editors see: raw texts, e-mail addresses, roles. They are
 * read beside the documents themselves, because in a list of that context WordPress leaves out whatever the asking
 * user may not edit.
 */
export class EditableLoader {
  readonly #viewer: Viewer | null;
  readonly #entities: EntityLoader;

  /** @param viewer - for users: they may edit themselves, though not list others for editing */
  constructor(resource: Resource, { rest, viewer }: { rest: Rest; viewer: Viewer | null }) {
    this.#viewer = viewer;
    this.#entities = new EntityLoader(resource, rest, { query: { context: 'edit', ...anyStatus(resource) } });
  }

  /** The document with these paths; null for whoever may not edit it. */
  async load(id: number, paths: Paths): Promise<Entity | null> {
    const found = await nullIfForbidden(this.#entities.load(id, paths));
    if (found || !this.#viewer) return found;
    const own = await nullIfForbidden(this.#viewer.loadEditable(paths));
    return own?.document.id === id ? own : null;
  }
}

/** The parameters that find documents of every status; without them WordPress finds published content and approved comments, no pingbacks. */
export function anyStatus({ kind, traits }: Resource): Query {
  if (kind === 'content' && !traits.has('files')) return { status: 'any' };
  return kind === 'comment' ? { status: 'all', type: 'all' } : {};
}
