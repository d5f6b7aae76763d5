import type { KnownDocuments } from '../../cache/known-documents.ts';
import type { Resource } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { type Document, documentOf, merged } from '../../wordpress/document.ts';
import { covers, type Paths, union } from '../../wordpress/paths.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { capabilitiesOf } from '../base/capabilities.ts';
import type { Entity } from '../base/entity.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { nullIfForbidden, nullIfMissing } from '../base/refusals.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** How an {@link EntityLoader} requests documents. */
export interface EntityOptions {
  /** Parameters of every request. */
  readonly query?: Query;
  /**
   * Parameters of a second request for documents that the first one did not return. For clients that may see more than
   * the public.
   */
  readonly hiddenQuery?: Query;
  /**
   * Whether to request missing documents one by one. WordPress shows visitors a pingback alone, but not in a list.
   *
   * @default false
   */
  readonly readsHiddenSingly?: boolean;
  /** The documents in memory. @default none */
  readonly inMemory?: KnownDocuments;
  /** Reads the document that WordPress always shows to this client: the signed-in user. */
  readonly readOwn?: (paths: Paths) => Promise<Entity | null>;
}

interface Known {
  /** Null if WordPress shows no document with this id. */
  readonly document: Document | null;
  readonly paths: Paths;
}

/**
 * Loads documents of one resource by id, for one request of a client: one `include=` a wave with the union of the
 * paths that callers want. A document that is known with all these paths is not asked for again.
 */
export class EntityLoader {
  readonly #resource: Resource;
  readonly #rest: Rest;
  readonly #options: EntityOptions;
  readonly #known = new Map<number, Known>();
  readonly #waves: WaveLoader<number, Entity | null>;

  constructor(resource: Resource, rest: Rest, options: EntityOptions = {}) {
    this.#resource = resource;
    this.#rest = rest;
    this.#options = options;
    this.#waves = new WaveLoader({
      of: resource.name,
      read: (ids, paths) => this.#read(ids, paths),
      always: ['id'],
    });
  }

  /** Returns the document with this id and at least these paths. Returns null if WordPress shows none. */
  load(id: number, paths: Paths): Promise<Entity | null> {
    return this.#waves.load(id, paths);
  }

  /**
   * Returns the document with this id and at least these paths, if it is in memory. Otherwise returns null, and `load` may find
   * it.
   */
  known(id: number, paths: Paths): Entity | null {
    const read = this.#known.get(id);
    const known = read ?? this.#options.inMemory?.(this.#resource, id, paths);
    if (!known?.document) return null;
    if (!read) this.#known.set(id, known);
    else if (!covers(read.paths, paths)) return null;
    return { resource: this.#resource, document: known.document };
  }

  /** Returns the documents with these ids, in their order, if all are in memory. Otherwise returns null. */
  knownMany(ids: readonly number[], paths: Paths): readonly Entity[] | null {
    const entities: Entity[] = [];
    for (const id of ids) {
      const entity = this.known(id, paths);
      if (!entity) return null;
      entities.push(entity);
    }
    return entities;
  }

  /** Returns several documents in the order of their ids, without those that WordPress does not show. */
  async loadMany(ids: readonly number[], paths: Paths): Promise<readonly Entity[]> {
    const entities = await this.#waves.loadMany(ids, paths);
    return entities.filter((entity) => entity !== null);
  }

  /** Stores documents from another request, so that they are not requested again. */
  remember(documents: readonly Document[], paths: Paths): void {
    for (const document of documents) {
      const known = this.#known.get(document.id);
      this.#known.set(document.id, {
        document: known?.document ? merged(known.document, document) : document,
        paths: known?.document ? union(known.paths, paths) : paths,
      });
    }
  }

  async #read(ids: readonly number[], paths: Paths): Promise<(id: number) => Entity | null> {
    const missing = ids.filter((id) => !this.#isKnown(id, paths));
    await Promise.all(chunks(missing, chunkSize).map((chunk) => this.#fetch(chunk, paths)));
    return (id) => {
      const document = this.#known.get(id)?.document;
      return document ? { resource: this.#resource, document } : null;
    };
  }

  #isKnown(id: number, wanted: Paths): boolean {
    const known = this.#known.get(id);
    return known !== undefined && (known.document === null || covers(known.paths, wanted));
  }

  async #fetch(ids: readonly number[], paths: Paths): Promise<void> {
    const isByIds = await this.#ask(ids, paths, this.#options.query ?? {});
    if (!isByIds) {
      const unread = ids.filter((id) => !this.#isKnown(id, paths));
      await this.#askSingly(unread, paths);
    }
    // Documents that are known with some paths only count too: a pingback from a list is not found by its id.
    const unseen = ids.filter((id) => !this.#isKnown(id, paths));
    const { query, hiddenQuery, readOwn, readsHiddenSingly = false } = this.#options;
    if ((hiddenQuery || readsHiddenSingly) && unseen.length > 0) {
      const isListed =
        hiddenQuery && (await nullIfForbidden(this.#ask(unseen, paths, { ...query, ...hiddenQuery })));
      if (!isListed) await this.#askSingly(unseen.slice(0, limits.maxSingleReads), paths);
    }
    if (readOwn && unseen.length > 0) {
      const found = await nullIfForbidden(readOwn(paths));
      if (found) this.remember([found.document], paths);
    }
    for (const id of ids) {
      if (!this.#isKnown(id, paths)) this.#known.set(id, { document: null, paths });
    }
  }

  /**
   * Requests documents one by one. WordPress lets an author read their own draft page, although they can't list
   * drafts.
   */
  async #askSingly(ids: readonly number[], paths: Paths): Promise<void> {
    const { route } = this.#resource;
    const context = this.#options.query?.['context'];
    const query: Query = { ...(context === undefined ? {} : { context }), _fields: [...paths] };
    const answers = await Promise.all(
      ids.map((id) => nullIfMissing(this.#rest.get(`${route}/${id}`, query))),
    );
    this.remember(
      answers.flatMap((answer) => documentOf(answer) ?? []),
      paths,
    );
  }

  /**
   * Requests documents by `include`. Returns false if the route does not accept it, or answers with other documents.
   */
  async #ask(ids: readonly number[], paths: Paths, query: Query): Promise<boolean> {
    if (!capabilitiesOf(this.#resource).takes('include')) return false;
    const { documents } = await this.#rest.list(this.#resource.route, {
      ...query,
      include: ids,
      per_page: ids.length,
      _fields: [...paths],
    });
    this.remember(documents, paths);
    const asked = new Set(ids);
    return documents.every(({ id }) => asked.has(id));
  }
}
