import type { Site } from '../../site/site.ts';
import { type Document, integer, integers } from '../../wordpress/document.ts';
import type { Plan, RequestBudget } from '../../wordpress/request-budget.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { capabilitiesOf, orderParameters } from '../base/capabilities.ts';
import { type Collection, reversed, type Slice } from '../base/collection.ts';
import { type Entity, isExpensive, union } from '../base/entity.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { WaveLoader } from '../base/wave-loader.ts';
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
  /** Whether the parameter takes one key only. Several parts can then be read together only by reading the whole collection. */
  readonly single?: boolean;
  /** Where a document carries its key or keys: `post`, `categories`. */
  readonly path: string;
}

/** The page to read of each part. */
export interface PartitionedPage extends ProjectedCollection {
  readonly partition: Partition;
  readonly window: Window;
  readonly needs: PageDemand;
}

/** Where parts are read. */
export interface PartitionSource {
  readonly rest: Rest;
  /** Documents of the resource that is read in parts. */
  readonly entities: EntityLoader;
  readonly site: Site;
  /** The budget of the operation. */
  readonly budget: RequestBudget;
}

/**
 * Reads a page of each of many parts of a collection: the comments of each of ten posts, three posts of each category.
 * REST can't limit by part, so one request asks for the first hundred documents of all parts together. If that doesn't
 * complete every page, the gateway reads the remaining pages of the answer or the remaining parts, whichever needs fewer
 * requests. Expensive fields (`content`) are read in one more wave, only for documents of the pages.
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
    this.#waves = new WaveLoader({ read: (keys) => this.#read(keys) });
  }

  /** Returns the page of the part with this key. */
  load(key: number): Promise<Page> {
    return this.#waves.load(key);
  }

  async #read(keys: readonly number[]): Promise<(key: number) => Page | Error> {
    const { window } = this.#page;
    const isFirst = window.after === null && window.before === null;
    const pages = new Map<number, Page>();
    const readTogether = async (part: readonly number[]) => {
      for (const [key, page] of await this.#together(part)) pages.set(key, page);
    };
    const groups = isFirst ? chunks(keys, chunkSize).filter(({ length }) => length > 1) : [];
    await Promise.all(groups.map(readTogether));
    const others = keys.filter((key) => !pages.has(key));
    await this.#budget.plan(this.#planFor(others.length), async (budget) => {
      const rest = spending(this.#rest, budget);
      await Promise.all(others.map(async (key) => pages.set(key, await this.#alone(key, rest))));
    });
    return (key) => pages.get(key) ?? new Error(`No page was read for part ${key}`);
  }

  /** Returns what it takes to read the pages of this many parts one by one. */
  #planFor(count: number): Plan {
    const { collection, partition, window } = this.#page;
    const requests = Math.max(1, Math.ceil(window.limit / capabilitiesOf(collection.resource).maxSize));
    return {
      requests: count * requests,
      because: `${requests} for the ${collection.resource.plural} of each of ${count} parents (parameter \`${partition.parameter}\`)`,
      advice:
        'Ask for fewer parents (`first`), for the first page of the inner list (no `after`, `before`), or read the inner list by itself with `where`.',
    };
  }

  #alone(key: number, rest: Rest): Promise<Page> {
    const { paths, window, needs } = this.#page;
    const source = { rest, entities: this.#entities };
    return readPage(
      source,
      { collection: this.#only([key], this.#page.collection), paths },
      { window, needs },
    );
  }

  /** Returns the pages that can be read with requests for all parts together. */
  async #together(keys: readonly number[]): Promise<ReadonlyMap<number, Page>> {
    const { collection, paths, partition, window, needs } = this.#page;
    const directed = window.backward ? reversed(collection) : collection;
    const source = partition.single ? directed : this.#only(keys, directed);
    if (orderParameters(source) === null || !capabilitiesOf(source.resource).takes(partition.parameter)) {
      return new Map();
    }
    const { keyset } = directed.ordering;
    const isLight = !isExpensive(paths, this.#site);
    const value = valuePath(directed.ordering);
    const own = union(['id', partition.path], value ? [value] : [], isLight ? paths : []);
    let slice = await readSlice(this.#rest, source, { offset: 0, count: chunkSize, paths: own });
    if (!isUsable(slice, directed) || (partition.single && !slice.isEnd)) return new Map();
    const open = keys.filter((key) => !this.#isSettled(key, slice, directed));
    const furtherPages = Math.ceil(slice.total / chunkSize) - 1;
    if (open.length > 0 && furtherPages > 0 && furtherPages <= open.length) {
      slice = await readSlice(this.#rest, source, { offset: 0, count: slice.total, paths: own });
      if (!isUsable(slice, directed)) return new Map();
    }
    if (isLight) this.#entities.remember(slice.documents, own);
    const settled = keys.filter((key) => this.#isSettled(key, slice, directed));
    const pages = await Promise.all(
      settled.map(async (key): Promise<[number, Page]> => {
        const part = withTiesInOrder(this.#partOf(key, slice.documents), directed.ordering);
        const kept = part.slice(0, window.limit);
        const entities = isLight
          ? kept.map((document): Entity => ({ resource: directed.resource, document }))
          : await this.#load(kept);
        const of = cursorsOf(directed);
        const orderedBy = new Map(kept.map((document) => [document.id, document]));
        const rows = entities.map((entity, index): Row => {
          const value = keyset ? dateOf(orderedBy.get(entity.document.id), keyset.path) : null;
          const position = keyset || window.backward ? null : index;
          return { entity, cursor: { scope: of, value, id: entity.document.id, position } };
        });
        if (window.backward) rows.reverse();
        const more = part.length > kept.length || !slice.isEnd;
        return [key, { ...assemble({ rows, more }, window), total: needs.total ? part.length : null }];
      }),
    );
    return new Map(pages);
  }

  /** Loads the fields that the selection reads of documents. */
  async #load(documents: readonly Document[]): Promise<readonly Entity[]> {
    const ids = documents.map(({ id }) => id);
    return this.#entities.loadMany(ids, this.#page.paths);
  }

  /** Whether the slice contains this part's page. Documents tied with the last one of an answer may be missing from it. */
  #isSettled(key: number, slice: Slice, { ordering }: Collection): boolean {
    if (slice.isEnd) return true;
    const { needs, window } = this.#page;
    if (needs.total || !ordering.keyset || !haveValues(slice.documents, ordering)) return false;
    const end = slice.documents[(slice.seams[0] ?? slice.documents.length) - 1];
    const sure = slice.documents.slice(
      0,
      slice.documents.findIndex((document) => areTied(document, end, ordering)),
    );
    return this.#partOf(key, sure).length > window.limit;
  }

  #partOf(key: number, documents: readonly Document[]): readonly Document[] {
    const { path } = this.#page.partition;
    return documents.filter(
      (document) => integer(document, path) === key || integers(document, path).includes(key),
    );
  }

  #only(keys: readonly number[], collection: Collection): Collection {
    return {
      ...collection,
      filter: { ...collection.filter, [this.#page.partition.parameter]: keys },
    };
  }
}

/** Whether the answers were in order and no document was lost between them. */
function isUsable({ documents, isReliable, hasDuplicates }: Slice, { ordering }: Collection): boolean {
  return (
    isReliable && !hasDuplicates && (!haveValues(documents, ordering) || areInOrder(documents, ordering))
  );
}
