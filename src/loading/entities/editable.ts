import type { Resource } from '../../site/site.ts';
import type { Paths } from '../../wordpress/paths.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Entity } from '../base/entity.ts';
import { nullIfForbidden } from '../base/refusals.ts';
import { EntityLoader } from './entity-loader.ts';

/**
 * Loads documents in WordPress' `edit` context, which has raw texts, e-mail addresses and roles. They are read
 * separately, because a list in that context leaves out all documents that the client may not edit.
 */
export class EditableLoader {
  readonly #viewer: Viewer | null;
  readonly #entities: EntityLoader;

  /** @param viewer - for users: they may edit themselves, though not list others for editing */
  constructor(resource: Resource, { rest, viewer }: { rest: Rest; viewer: Viewer | null }) {
    this.#viewer = viewer;
    this.#entities = new EntityLoader(resource, rest, { query: { context: 'edit', ...anyStatus(resource) } });
  }

  /** Returns the document with these paths. Returns null if the client may not edit it. */
  async load(id: number, paths: Paths): Promise<Entity | null> {
    const found = await nullIfForbidden(this.#entities.load(id, paths));
    if (found || !this.#viewer) return found;
    const own = await nullIfForbidden(this.#viewer.loadEditable(paths));
    return own?.document.id === id ? own : null;
  }
}

/**
 * Returns the parameters that find documents of every status. Without them WordPress finds only published content and
 * approved comments, and no pingbacks.
 */
export function anyStatus({ kind, traits }: Resource): Query {
  if (kind === 'content' && !traits.has('files')) return { status: 'any' };
  return kind === 'comment' ? { status: 'all', type: 'all' } : {};
}
