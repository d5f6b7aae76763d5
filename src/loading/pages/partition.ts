import type { Site } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { type Document, integer, integers } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import type { Plan, RequestBudget } from '../../wordpress/request-budget.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { capabilitiesOf, orderParameters } from '../base/capabilities.ts';
import { type Collection, reversed, type Slice } from '../base/collection.ts';
import { type Entity, isExpensive } from '../base/entity.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { settle, WaveLoader } from '../base/wave-loader.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import { spending } from '../rest/spending.ts';
import {
  assemble,
  cursorsOf,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
} from './page.ts';
import { readPage } from './read-page.ts';
import { readSlice } from './slice.ts';
import { areInOrder, areTied, dateOf, haveValues, valuePath, withTiesInOrder } from './sort.ts';

/** A REST parameter that splits a collection by a key of its documents: `post`, `author`, `categories`. */
export interface Partition {
  readonly parameter: string;
  /** Whether the parameter accepts one key only. To read parts together, the gateway then omits it and reads all parts. */
  readonly single?: boolean;
  /** REST path of the key or keys in a document: `post`, `categories`. */
  readonly path: string;
}

/** A page to read from each part of a collection. */
export interface PartitionedPage extends ProjectedCollection {
  readonly partition: Partition;
  readonly window: Window;
  readonly needs: PageDemand;
}

/** The sources of a {@link PartitionLoader}. */
export interface PartitionSource {
  readonly rest: Rest;
  /** The loader of the collection's documents. */
  readonly entities: EntityLoader;
  readonly site: Site;
  /** The budget of the operation. */
  readonly budget: RequestBudget;
}

/** The documents of one part that its page shows. */
interface Part {
  readonly documents: readonly Document[];
  /** The number of documents of the part that were read. */
  readonly count: number;
  /** Whether the part may have more documents than its page shows. */
  readonly more: boolean;
}

/** The parts that were read together, and the number of documents of all of them. It is null if it is unknown. */
interface Together {
  readonly parts: ReadonlyMap<number, Part>;
  readonly total: number | null;
}

const noParts: ReadonlyMap<number, Part> = new Map();

/**
 * Reads one page from each of many parts of a collection: the comments of each of ten posts, three posts of each category.
 * REST has no limit per part, so one request asks for the first hundred documents of all parts together. While such
 * requests complete some pages, the next one asks for the other parts. Then the gateway reads either all documents of the
 * parts that are left or each of them alone, whichever needs fewer requests. One more wave reads the expensive fields (`content`), only for documents of the pages.
 */
export class PartitionLoader {
  readonly #rest: Rest;
  readonly #entities: EntityLoader;
  readonly #site: Site;
  readonly #budget: RequestBudget;
  readonly #page: PartitionedPage;
  readonly #waves: WaveLoader<number, Page>;

  constructor({ rest, entities, site, budget }: PartitionSource, page: PartitionedPage) {
    this.#rest = rest;
    this.#entities = entities;
    this.#site = site;
    this.#budget = budget;
    this.#page = page;
    this.#waves = new WaveLoader({
      of: `${page.collection.resource.name} of each parent`,
      read: (keys) => this.#read(keys),
    });
  }

  /** Returns the page of the part with this key. */
  load(key: number): Promise<Page> {
    return this.#waves.load(key);
  }

  async #read(keys: readonly number[]): Promise<(key: number) => Page | Error> {
    const { window } = this.#page;
    const isFirst = window.after === null && window.before === null && !window.skip;
    const { parts, total } = isFirst ? await this.#readInRounds(keys) : { parts: noParts, total: null };
    const others = keys.filter((key) => !parts.has(key));
    const pages = new Map<number, Page | Error>(await this.#pagesOf(parts));
    const reading = this.#budget.plan(this.#planFor(others.length, total), async (budget) => {
      const rest = spending(this.#rest, budget);
      await Promise.all(others.map(async (key) => pages.set(key, await settle(this.#readAlone(key, rest)))));
    });
    const refusal = await settle(reading);
    if (refusal) for (const key of others) pages.set(key, refusal);
    return (key) => pages.get(key) ?? new Error(`No page was read for part ${key}`);
  }

  /**
   * Reads parts together, in rounds: if an answer completes some pages, the next round asks for the others only. One part
   * with many documents so hides the others for one request only.
   */
  async #readInRounds(keys: readonly number[]): Promise<Together> {
    const parts = new Map<number, Part>();
    let total: number | null = null;
    for (let round = 1; round <= limits.maxPartRounds; round++) {
      const left = keys.filter((key) => !parts.has(key));
      const before = parts.size;
      const isLast = round === limits.maxPartRounds;
      const groups = chunks(left, chunkSize).filter(({ length }) => length > 1);
      const answers = await Promise.all(groups.map((group) => this.#readTogether(group, isLast)));
      for (const answer of answers) for (const [key, part] of answer.parts) parts.set(key, part);
      const totals = answers.map((answer) => answer.total);
      if (groups.length > 0)
        total = totals.includes(null) ? null : totals.reduce<number>((sum, each) => sum + (each ?? 0), 0);
      if (parts.size === before) break;
    }
    return { parts, total };
  }

  /**
   * Returns the requests that are needed to read each of `count` parts alone.
   *
   * @param total - the documents of all these parts, null if it is unknown
   */
  #planFor(count: number, total: number | null): Plan {
    const { collection, partition, window } = this.#page;
    const { maxSize } = capabilitiesOf(collection.resource);
    const most = Math.max(1, Math.ceil(window.limit / maxSize));
    const requests = Math.min(count * most, count + Math.floor((total ?? Infinity) / maxSize));
    const each = requests < count * most ? `up to ${most}` : `${most}`;
    return {
      requests,
      because: `${each} for the ${collection.resource.plural} of each of ${count} parents (parameter \`${partition.parameter}\`)`,
      advice:
        'Ask for fewer parents (`first`), for the first page of the inner list (no `after`, `before`), or read the inner list by itself with `where`.',
    };
  }

  #readAlone(key: number, rest: Rest): Promise<Page> {
    const { paths, window, needs } = this.#page;
    const source = { rest, entities: this.#entities };
    return readPage(
      source,
      { collection: this.#limitedTo([key], this.#page.collection), paths },
      { window, needs },
    );
  }

  /**
   * Reads parts together. Returns those whose pages this completes. Returns none if the route cannot be read like this.
   *
   * @param isLast - whether no other round follows, so that it reads the whole collection if that is cheaper
   */
  async #readTogether(keys: readonly number[], isLast: boolean): Promise<Together> {
    const { paths, partition } = this.#page;
    const directed = this.#directed();
    const together = partition.single ? directed : this.#limitedTo(keys, directed);
    if (orderParameters(together) === null || !capabilitiesOf(together.resource).takes(partition.parameter)) {
      return { parts: noParts, total: null };
    }
    const sortPath = valuePath(directed.ordering);
    const hasCheapPaths = this.#hasCheapPaths();
    const slicePaths = union(['id', partition.path], sortPath ? [sortPath] : [], hasCheapPaths ? paths : []);
    let slice = await readSlice(this.#rest, together, { offset: 0, count: chunkSize, paths: slicePaths });
    const { total } = slice;
    if (!isUsable(slice, directed) || (partition.single && !slice.isEnd))
      return { parts: noParts, total: null };
    const incomplete = keys.filter((key) => !this.#containsPage(slice, key, directed));
    const furtherPages = Math.ceil(total / chunkSize) - 1;
    const hasProgress = incomplete.length < keys.length && !isLast;
    if (incomplete.length > 0 && furtherPages > 0 && (!hasProgress || furtherPages === 1)) {
      const { left } = this.#budget;
      const alone = this.#planFor(incomplete.length, total).requests;
      if (furtherPages <= incomplete.length || (alone > left && furtherPages <= left)) {
        slice = await readSlice(this.#rest, together, { offset: 0, count: total, paths: slicePaths });
        if (!isUsable(slice, directed)) return { parts: noParts, total };
      }
    }
    if (hasCheapPaths) this.#entities.remember(slice.documents, slicePaths);
    const complete = keys.filter((key) => this.#containsPage(slice, key, directed));
    const { limit } = this.#page.window;
    const parts = complete.map((key): [number, Part] => {
      const documents = withTiesInOrder(this.#partOf(key, slice.documents), directed.ordering);
      const more = documents.length > limit || !slice.isEnd;
      return [key, { documents: documents.slice(0, limit), count: documents.length, more }];
    });
    return { parts: new Map(parts), total };
  }

  /** Returns the pages of parts that were read together. One wave loads the expensive fields of all. */
  #pagesOf(parts: ReadonlyMap<number, Part>): Promise<readonly [number, Page][]> {
    const { window, needs } = this.#page;
    const directed = this.#directed();
    const { keyset } = directed.ordering;
    const scope = cursorsOf(directed);
    return Promise.all(
      [...parts].map(async ([key, { documents, count, more }]): Promise<[number, Page]> => {
        const entities = this.#hasCheapPaths()
          ? documents.map((document): Entity => ({ resource: directed.resource, document }))
          : await this.#loadSelected(documents);
        const documentById = new Map(documents.map((document) => [document.id, document]));
        const rows = entities.map((entity, index): Row => {
          const value = keyset ? dateOf(documentById.get(entity.document.id), keyset.path) : null;
          const position = keyset || window.backward ? null : index;
          return { entity, cursor: { scope, value, id: entity.document.id, position } };
        });
        if (window.backward) rows.reverse();
        return [key, { ...assemble({ rows, more }, window), total: needs.total ? count : null }];
      }),
    );
  }

  /** Returns the collection in the order in which the page is read. */
  #directed(): Collection {
    const { collection, window } = this.#page;
    return window.backward ? reversed(collection) : collection;
  }

  #hasCheapPaths(): boolean {
    return !isExpensive(this.#page.paths, this.#site);
  }

  /** Loads the REST paths that the selection reads of these documents. */
  async #loadSelected(documents: readonly Document[]): Promise<readonly Entity[]> {
    const ids = documents.map(({ id }) => id);
    return this.#entities.loadMany(ids, this.#page.paths);
  }

  /**
   * Whether the slice certainly contains the whole page of a part. Unless the collection ends, documents count only if they
   * precede those that are tied with the last one of the first answer: other ties may be in the next answer.
   */
  #containsPage(slice: Slice, key: number, { ordering }: Collection): boolean {
    if (slice.isEnd) return true;
    const { needs, window } = this.#page;
    if (needs.total || !ordering.keyset || !haveValues(slice.documents, ordering)) return false;
    const last = slice.documents[(slice.seams[0] ?? slice.documents.length) - 1];
    const untied = slice.documents.slice(
      0,
      slice.documents.findIndex((document) => areTied(document, last, ordering)),
    );
    return this.#partOf(key, untied).length > window.limit;
  }

  #partOf(key: number, documents: readonly Document[]): readonly Document[] {
    const { path } = this.#page.partition;
    return documents.filter(
      (document) => integer(document, path) === key || integers(document, path).includes(key),
    );
  }

  #limitedTo(keys: readonly number[], collection: Collection): Collection {
    return {
      ...collection,
      filter: { ...collection.filter, [this.#page.partition.parameter]: keys },
    };
  }
}

/** Whether no document was lost between the answers and, if documents have sort values, the answers were in order. */
function isUsable({ documents, isReliable, hasDuplicates }: Slice, { ordering }: Collection): boolean {
  return (
    isReliable && !hasDuplicates && (!haveValues(documents, ordering) || areInOrder(documents, ordering))
  );
}
