import { union } from '../../wordpress/paths.ts';
import { groupBy } from '../base/lists.ts';
import { settle, WaveLoader } from '../base/wave-loader.ts';
import { readMerged } from './merge.ts';
import type { NewestSource } from './newest.ts';
import { type Page, type PageDemand, type ProjectedCollection, type Window, withoutSkipped } from './page.ts';
import { readPage } from './read-page.ts';

/** A request for a page of one collection, or of several merged into one order. */
export interface PageRequest {
  readonly collections: readonly ProjectedCollection[];
  readonly window: Window;
  readonly needs: PageDemand;
}

/** Loads pages of connections. Requests for the same page in one wave are read once, with the fields of all of them. */
export class PageLoader {
  readonly #waves: WaveLoader<PageRequest, Page>;

  constructor(source: NewestSource) {
    this.#waves = new WaveLoader({
      of: 'pages of connections',
      read: async (requests) => {
        const same = groupBy(requests, keyOf);
        const pages = new Map(
          await Promise.all(
            [...same].map(async ([key, group]) => [key, await settle(read(source, group))] as const),
          ),
        );
        return (request) => pages.get(keyOf(request)) ?? new Error('No page was read');
      },
    });
  }

  load(request: PageRequest): Promise<Page> {
    return this.#waves.load(request);
  }
}

async function read(source: NewestSource, requests: readonly PageRequest[]): Promise<Page> {
  const [first] = requests;
  if (!first) throw new Error('A page needs a request');
  const { window } = first;
  const needs = requests.map((request) => request.needs).reduce(both);
  const collections = first.collections.map(({ collection }, index) => ({
    collection,
    paths: union(...requests.map((request) => request.collections[index]?.paths ?? [])),
  }));
  const [only] = collections;
  return only && collections.length === 1
    ? readPage({ rest: source.rest, entities: source.entitiesOf(only.collection) }, only, { window, needs })
    : withoutSkipped(window, (whole) => readMerged(source, collections, { window: whole, needs }));
}

function both(a: PageDemand, b: PageDemand): PageDemand {
  return {
    items: a.items || b.items,
    cursors: a.cursors || b.cursors,
    total: a.total || b.total,
  };
}

function keyOf({ collections, window }: PageRequest): string {
  return JSON.stringify([
    collections.map(({ collection: { resource, filter, ordering, documentFilter } }) => [
      resource.name,
      filter,
      ordering,
      documentFilter?.key,
    ]),
    window,
  ]);
}
