import type { Site } from '../../site/site.ts';
import { type Document, integer, integers } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';
import type { Plan, RequestBudget } from '../../wordpress/request-budget.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { capabilitiesOf, orderParameters } from '../base/capabilities.ts';
import { type Collection, reversed, type Slice } from '../base/collection.ts';
import { type Entity, isExpensive } from '../base/entity.ts';
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

/**
 * Reads one page from each of many parts of a collection: the comments of each of ten posts, three posts of each category.
 * REST has no limit per part, so one request asks for the first hundred documents of all parts together. If that doesn't
 * complete every page, the gateway reads either the rest of the collection or each incomplete part alone, whichever needs
 * fewer requests. One more wave reads the expensive fields (`content`), only for documents of the pages.
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
    const readGroup = async (group: readonly number[]) => {
      for (const [key, page] of await this.#readTogether(group)) pages.set(key, page);
    };
    const groups = isFirst ? chunks(keys, chunkSize).filter(({ length }) => length > 1) : [];
    await Promise.all(groups.map(readGroup));
    const others = keys.filter((key) => !pages.has(key));
    await this.#budget.plan(this.#planFor(others.length), async (budget) => {
      const rest = spending(this.#rest, budget);
      await Promise.all(others.map(async (key) => pages.set(key, await this.#readAlone(key, rest))));
    });
    return (key) => pages.get(key) ?? new Error(`No page was read for part ${key}`);
  }

  /** Returns the requests that are needed to read each of `count` parts alone. */
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

  #readAlone(key: number, rest: Rest): Promise<Page> {
    const { paths, window, needs } = this.#page;
    const source = { rest, entities: this.#entities };
    return readPage(
      source,
      { collection: this.#limitedTo([key], this.#page.collection), paths },
      { window, needs },
    );
  }

  /** Reads the parts together. Returns the pages that this completes. Returns no pages if the route cannot be read like this. */
  async #readTogether(keys: readonly number[]): Promise<ReadonlyMap<number, Page>> {
    const { collection, paths, partition, window, needs } = this.#page;
    const directed = window.backward ? reversed(collection) : collection;
    const together = partition.single ? directed : this.#limitedTo(keys, directed);
    if (orderParameters(together) === null || !capabilitiesOf(together.resource).takes(partition.parameter)) {
      return new Map();
    }
    const { keyset } = directed.ordering;
    const hasCheapPaths = !isExpensive(paths, this.#site);
    const sortPath = valuePath(directed.ordering);
    const slicePaths = union(['id', partition.path], sortPath ? [sortPath] : [], hasCheapPaths ? paths : []);
    let slice = await readSlice(this.#rest, together, { offset: 0, count: chunkSize, paths: slicePaths });
    if (!isUsable(slice, directed) || (partition.single && !slice.isEnd)) return new Map();
    const incomplete = keys.filter((key) => !this.#containsPage(slice, key, directed));
    const furtherPages = Math.ceil(slice.total / chunkSize) - 1;
    if (incomplete.length > 0 && furtherPages > 0 && furtherPages <= incomplete.length) {
      slice = await readSlice(this.#rest, together, { offset: 0, count: slice.total, paths: slicePaths });
      if (!isUsable(slice, directed)) return new Map();
    }
    if (hasCheapPaths) this.#entities.remember(slice.documents, slicePaths);
    const complete = keys.filter((key) => this.#containsPage(slice, key, directed));
    const pages = await Promise.all(
      complete.map(async (key): Promise<[number, Page]> => {
        const part = withTiesInOrder(this.#partOf(key, slice.documents), directed.ordering);
        const pageDocuments = part.slice(0, window.limit);
        const entities = hasCheapPaths
          ? pageDocuments.map((document): Entity => ({ resource: directed.resource, document }))
          : await this.#loadSelected(pageDocuments);
        const scope = cursorsOf(directed);
        const documentById = new Map(pageDocuments.map((document) => [document.id, document]));
        const rows = entities.map((entity, index): Row => {
          const value = keyset ? dateOf(documentById.get(entity.document.id), keyset.path) : null;
          const position = keyset || window.backward ? null : index;
          return { entity, cursor: { scope, value, id: entity.document.id, position } };
        });
        if (window.backward) rows.reverse();
        const more = part.length > pageDocuments.length || !slice.isEnd;
        return [key, { ...assemble({ rows, more }, window), total: needs.total ? part.length : null }];
      }),
    );
    return new Map(pages);
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
