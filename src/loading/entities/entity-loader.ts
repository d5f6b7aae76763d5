import type { Resource } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { type Document, documentOf } from '../../wordpress/document.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import { capabilitiesOf } from '../base/capabilities.ts';
import { covers, type Entity, type Paths, union } from '../base/entity.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { nullIfForbidden, nullIfMissing } from '../base/refusals.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** How documents are asked for. */
export interface EntityOptions {
  /** Parameters of every request. */
  readonly query?: Query;
  /** Asks again for documents that weren't shown, with these parameters; for whoever may see more than the public. */
  readonly hiddenQuery?: Query;
  /** Whether documents that no list has may be shown when they are asked for alone: pingbacks, to visitors. @default false */
  readonly readsHiddenSingly?: boolean;
  /** The one document that is shown to whoever asks, whatever the public sees: users, to themselves. */
  readonly readOwn?: (paths: Paths) => Promise<Entity | null>;
}

interface Known {
  /** Null: WordPress doesn't show a document of this id. */
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
    this.#waves = new WaveLoader({ read: (ids, paths) => this.#read(ids, paths), always: ['id'] });
  }

  /** The document of this id with at least these paths; null where WordPress doesn't show one. */
  load(id: number, paths: Paths): Promise<Entity | null> {
    return this.#waves.load(id, paths);
  }

  /** Several at once, in the order asked for, without those that aren't shown. */
  async loadMany(ids: readonly number[], paths: Paths): Promise<readonly Entity[]> {
    const entities = await this.#waves.loadMany(ids, paths);
    return entities.filter((entity) => entity !== null);
  }

  /** Takes in documents that came another way, so that they aren't asked for again. */
  remember(documents: readonly Document[], paths: Paths): void {
    for (const document of documents) {
      const known = this.#known.get(document.id);
      this.#known.set(document.id, {
        document: known?.document ? merge(known.document, document) : document,
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
    // What is known in part counts too: a pingback out of a list is none of the comments that come by their ids.
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

  /** Whom WordPress lets list nothing but what is public may still read what is their own: an author's draft page. */
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

  /** Asks for documents by `include`; false where the route doesn't take it, or answers with others than these. */
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

/** The first document widened by what the second has; objects inside are widened too (`title.raw` beside `title.rendered`). */
function merge(known: Document, wider: Document): Document {
  return { ...mergeRecords(known, wider), id: known.id };
}

function mergeRecords(known: Readonly<Record<string, unknown>>, wider: Readonly<Record<string, unknown>>) {
  const merged: Record<string, unknown> = { ...known };
  for (const [key, value] of Object.entries(wider)) {
    const before = merged[key];
    merged[key] = isRecord(before) && isRecord(value) ? mergeRecords(before, value) : value;
  }
  return merged;
}
