import type { Resource } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { type Document, isDocument, list } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { covers, type Paths, union } from '../../wordpress/paths.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Collection } from '../base/collection.ts';
import type { Cursor } from '../base/cursors.ts';
import type { Entity } from '../base/entity.ts';
import { chunks, groupBy } from '../base/lists.ts';
import { nullIfFailed } from '../base/refusals.ts';
import type { EntityLoader } from '../entities/entity-loader.ts';
import { resourceOfResult } from '../entities/owners.ts';
import {
  assemble,
  cursorsOf,
  type Page,
  type PageDemand,
  type ProjectedCollection,
  type Row,
  type Window,
} from './page.ts';
import { PublishedSearch } from './published-search.ts';
import { dateOf } from './sort.ts';

/** Loaders and facts needed to read a page of many resources. */
export interface NewestSource {
  readonly rest: Rest;
  readonly entitiesOf: (collection: Collection) => EntityLoader;
  /** The resources to which content of an id may belong. */
  readonly ownersOf: (id: number) => Promise<readonly Resource[]>;
  /** Names of types of content that one search covers. */
  readonly searchable: ReadonlySet<string>;
}

/** Ids read on each side of the page, because a search returns documents of one second in any order. */
const slack = 8;

/** Fields of content in the `embed` context. */
const embedded: Paths = new Set([
  ...['id', 'author', 'date', 'excerpt', 'featured_media', 'link', 'slug', 'title', 'type'],
]);

/**
 * Reads a page of the newest content of many types with a few requests, instead of one for each type. A search without
 * words returns the ids of published content by date (`WP_REST_Post_Search_Handler` uses the order of `WP_Query`). The
 * gateway reads the dates of these documents to check the order and to sort ties. Returns null if the search doesn't
 * find the cursor, is in another order, or fails.
 */
export async function readNewest(
  source: NewestSource,
  collections: readonly ProjectedCollection[],
  { window, needs }: { window: Window; needs: PageDemand },
): Promise<Page | null> {
  const byName = new Map(collections.map((each) => [each.collection.resource.name, each]));
  const search = new PublishedSearch(source.rest, [...byName.keys()], source.searchable);
  const anchor = window.backward ? window.before : window.after;
  try {
    const total = await search.total();
    const place = await placeOf(search, { anchor, window, total });
    const around =
      place && (await readAround({ ...source, search, byName }, { ...place, anchor, window, total }));
    if (!around || (needs.total && !search.isExact)) return null;
    const { rows, more, failures } = around;
    return { ...assemble({ rows, more }, window), total: needs.total ? total : null, failures };
  } catch (error) {
    // If the search fails, the routes of the types may still work.
    return nullIfFailed(error);
  }
}

/** Whether a search can read this collection: all published content of a type, newest first. */
export function isSearched(
  { resource, filter, ordering, documentFilter }: Collection,
  { searchable }: NewestSource,
): boolean {
  const isNewestFirst = ordering.direction === 'desc' && ordering.ties === 'desc';
  const isPlain = !documentFilter && Object.keys(filter).length === 0;
  return searchable.has(resource.name) && isPlain && isNewestFirst && ordering.keyset?.path === 'date';
}

/** A range of search results. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Around extends Stretch {
  readonly anchor: Cursor | null;
  readonly window: Window;
  readonly total: number;
}

/** The range of search results around the page; null if the search doesn't find the cursor. */
async function placeOf(
  search: PublishedSearch,
  { anchor, window: { backward, limit }, total }: Pick<Around, 'anchor' | 'window' | 'total'>,
): Promise<Stretch | null> {
  const size = limit + 1 + slack;
  const index = anchor ? await search.find(anchor.id, total) : backward ? total : -1;
  if (index === null) return null;
  return backward
    ? { start: Math.max(0, index - size), end: Math.min(total, anchor ? index + 1 + slack : total) }
    : { start: anchor ? Math.max(0, index - slack) : 0, end: Math.min(total, index + 1 + size) };
}

interface Reading extends NewestSource {
  readonly search: PublishedSearch;
  readonly byName: ReadonlyMap<string, ProjectedCollection>;
}

/** How many results the range grows by. */
const step = 40;

/** Reads the rows of the page; null if they can't be determined. */
async function readAround(
  reading: Reading,
  around: Around,
): Promise<{ failures: readonly WordPressError[]; rows: readonly Row[]; more: boolean } | null> {
  const {
    anchor,
    window: { backward, limit },
    total,
  } = around;
  let { start, end } = around;
  for (let tries = 0; tries < limits.maxNewestTries; tries++) {
    const { rows, failures } = await readRows(reading, await reading.search.slice(start, end));
    if (!isInOrder(rows)) return null;
    const from = anchor && rowOf(anchor, rows);
    if (anchor && !from) return null;
    const sorted = [...rows].sort(compare);
    const beyond = from
      ? sorted.filter((row) => (backward ? compare(row, from) : compare(from, row)) < 0)
      : sorted;
    const kept = backward ? beyond.slice(Math.max(0, beyond.length - limit)) : beyond.slice(0, limit);
    const [first, last] = [rows[0], rows.at(-1)];
    const [newest, oldest] = [kept[0] ?? from, kept.at(-1) ?? from];
    const isFull = kept.length === limit || limit === 0;
    const isUpperSure = start === 0 || (isLater(first, backward ? newest : from) && (!backward || isFull));
    const isLowerSure = end >= total || (isLater(backward ? from : oldest, last) && (backward || isFull));
    if (isUpperSure && isLowerSure) {
      return {
        rows: kept,
        failures,
        more: beyond.length > kept.length || (backward ? start > 0 : end < total),
      };
    }
    if (!isUpperSure) start = Math.max(0, start - step);
    if (!isLowerSure) end = Math.min(total, end + step);
  }
  return null;
}

/** Whether one row is of a later second than another. */
function isLater(one: Row | null | undefined, other: Row | null | undefined): boolean {
  return Boolean(one && other && secondOf(one) > secondOf(other));
}

function isInOrder(rows: readonly Row[]): boolean {
  return rows.every((row, index) => {
    const before = rows[index - 1];
    return secondOf(row) !== '' && (!before || secondOf(before) >= secondOf(row));
  });
}

function secondOf({ cursor }: Row): string {
  return cursor.value ?? '';
}

function compare(one: Row, other: Row): number {
  const [a, b] = [secondOf(one), secondOf(other)];
  return a === b ? other.cursor.id - one.cursor.id : a < b ? 1 : -1;
}

/** The row of a cursor, with the cursor's date if it has one. */
function rowOf(anchor: Cursor, rows: readonly Row[]): Row | undefined {
  const known = rows.find(({ cursor }) => cursor.id === anchor.id);
  return known && anchor.value !== null ? { ...known, cursor: anchor } : known;
}

/** Reads the documents that a search found, in its order, and collects the errors of types that fail. */
async function readRows(
  { rest, entitiesOf, byName }: Reading,
  found: readonly Document[],
): Promise<{ rows: readonly Row[]; failures: readonly WordPressError[] }> {
  const resources = new Map([...byName].map(([name, { collection }]) => [name, collection.resource]));
  const owned = found.flatMap((document) => {
    const owner = byName.get(resourceOfResult(resources, document)?.name ?? '');
    return owner ? [{ id: document.id, owner }] : [];
  });
  const groups = groupBy(owned, ({ owner }) => owner);
  await readEmbedded(rest, groups, entitiesOf);
  const failures: WordPressError[] = [];
  const read = await Promise.all(
    [...groups].map(async ([{ collection, paths }, group]): Promise<readonly Entity[]> => {
      const wanted = union(paths, ['id', 'date']);
      try {
        return await entitiesOf(collection).loadMany(
          group.map(({ id }) => id),
          wanted,
        );
      } catch (error) {
        if (!(error instanceof WordPressError)) throw error;
        failures.push(error);
        return [];
      }
    }),
  );
  const byId = new Map(read.flat().map((entity) => [entity.document.id, entity]));
  const rows = owned.flatMap(({ id, owner }): Row[] => {
    const entity = byId.get(id);
    const value = entity ? dateOf(entity.document, 'date') : null;
    return entity
      ? [{ entity, cursor: { scope: cursorsOf(owner.collection), value, id, position: null } }]
      : [];
  });
  return { rows, failures };
}

/** Up to this number of types, the gateway reads each type from its own route. */
const fewTypes = 3;

/** Reads documents of several types with one search, if the `embed` context has all fields that the selection reads. */
async function readEmbedded(
  rest: Rest,
  groups: ReadonlyMap<ProjectedCollection, readonly { readonly id: number }[]>,
  entitiesOf: NewestSource['entitiesOf'],
): Promise<void> {
  const fitting = [...groups].filter(([{ paths }]) => covers(embedded, union(paths, ['id', 'date'])));
  if (fitting.length <= fewTypes) return;
  const owners = new Map(fitting.flatMap(([owner, group]) => group.map(({ id }) => [id, owner] as const)));
  await Promise.all(
    chunks([...owners.keys()], limits.maxEmbedded).map(async (ids) => {
      const query = { type: 'post', include: ids, per_page: ids.length, _embed: 'self' };
      try {
        const { documents } = await rest.list('/wp/v2/search', { ...query, _fields: ['id', '_links'] });
        for (const document of documents) {
          const owner = owners.get(document.id);
          const [own] = list(document, '_embedded', 'self');
          if (owner && isDocument(own)) entitiesOf(owner.collection).remember([own], embedded);
        }
      } catch (error) {
        // WordPress may have failed at one document: the gateway reads each type from its own route instead.
        nullIfFailed(error);
      }
    }),
  );
}
