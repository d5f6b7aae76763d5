import { uriOf } from '../site/permalinks.ts';
import type { Resource, Site } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import { text } from '../wordpress/document.ts';
import type { CollectionPage, Query, Rest } from '../wordpress/rest.ts';
import { digestOf, type Known, knownOf, type Rank, type Reading } from './known.ts';

/** How the feed reads the collections of one kind of resource. */
interface Way {
  /** The `orderby` with which the first document is the one that was changed or created last. */
  readonly newest: string;
  /** The `orderby` of a sweep. */
  readonly order: string;
  /** The field by which `order` sorts. */
  readonly rank: string;
  /** Fields to compare. A resource may lack some of them. */
  readonly fields: readonly string[];
  /** The field with the id of the post that a comment belongs to. Null for other documents. */
  readonly parent: string | null;
  /** Each poll reads the whole collection if it has at most so many documents, because they have no date of change. */
  readonly wholeUpTo: number;
}

const termOrUser: Way = {
  newest: 'id',
  order: 'id',
  rank: 'id',
  fields: ['name', 'slug', 'link', 'description', 'parent', 'count', 'url', 'avatar_urls'],
  parent: null,
  wholeUpTo: 300,
};

const ways: Readonly<Record<Resource['kind'], Way>> = {
  content: {
    newest: 'modified',
    order: 'date',
    rank: 'date_gmt',
    fields: [
      ...['modified_gmt', 'date_gmt', 'slug', 'link', 'parent', 'author', 'featured_media', 'sticky'],
      ...['menu_order', 'comment_status', 'template', 'format', 'post', 'alt_text', 'source_url'],
    ],
    parent: null,
    wholeUpTo: 0,
  },
  comment: {
    newest: 'date_gmt',
    order: 'date_gmt',
    rank: 'date_gmt',
    fields: ['date_gmt', 'link', 'post', 'parent', 'author_name', 'author_url', 'content.rendered'],
    parent: 'post',
    wholeUpTo: 0,
  },
  term: termOrUser,
  user: termOrUser,
};

/** The field with the time of the last change of content. */
const modified = 'modified_gmt';

/** The size of a collection when WordPress answered. */
interface Size {
  /** The number of documents. Null if WordPress does not send it. */
  readonly total: number | null;
  /** WordPress' time of the answer, in milliseconds since 1970. Null if it is unknown. */
  readonly at: number | null;
}

/** The newest document of a collection, and its size. */
export interface Head extends Size {
  /** Null if the collection is empty. `stamp` is null if documents have no date of change. */
  readonly newest: Dated | null;
  /**
   * Ids and dates of the documents whose date of change is in the future. WordPress lists them before the newest one. If
   * somebody publishes a scheduled post early, its dates stay in the future.
   */
  readonly ahead: readonly string[];
}

/** A document with the date of its last change. */
interface Dated {
  readonly id: number;
  readonly stamp: string | null;
}

/** A reading of many documents, with the size of the collection. */
export interface Sweep extends Reading, Size {}

/** Reads one collection for the feed. Its methods throw `WordPressError`. */
export interface FedCollection {
  readonly resource: Resource;
  /** Each poll reads the whole collection if it has at most so many documents. */
  readonly wholeUpTo: number;
  /** Whether its documents have a date of change, and WordPress can list them in that order. */
  readonly hasModified: boolean;
  /** Whether WordPress can list the documents that changed after a time. */
  readonly hasModifiedAfter: boolean;
  /**
   * Reads the document that was changed or created last.
   *
   * @param ahead - the number of documents whose date of change was in the future at the last poll
   */
  head(ahead: number): Promise<Head>;
  /** Reads the newest hundred documents, or the whole collection if it has at most `wholeUpTo` documents. */
  sweep(): Promise<Sweep>;
  /** Reads the documents that changed in this second or later. Returns null if they do not fit into one answer. */
  since(stamp: string): Promise<ReadonlyMap<number, Known> | null>;
  /** Reads all ids of a collection of up to {@link mostIds} documents. */
  ids(total: number): Promise<ReadonlySet<number>>;
  /** Reads documents whole, except for expensive fields, and returns a digest of each. */
  digests(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

/** Milliseconds by which the clocks of WordPress and its web server may differ. */
const clockTolerance = 2000;

/**
 * Returns the newest document of a list that begins with the document that was changed last, and those whose dates are in the
 * future.
 */
export function headOf(dated: readonly Dated[], at: number | null): Pick<Head, 'newest' | 'ahead'> {
  const isAhead = ({ stamp }: Dated) =>
    stamp !== null && at !== null && Date.parse(`${stamp}Z`) > at + clockTolerance;
  const ahead = dated.filter(isAhead);
  return {
    newest: dated.find((each) => !isAhead(each)) ?? null,
    ahead: ahead.map(({ id, stamp }) => `${id} ${stamp}`),
  };
}

/** The largest collection of which the feed compares all ids, to find out which documents were deleted. */
export const mostIds = 1000;

/** Returns a reader of a resource's collection. */
export function fedCollection(resource: Resource, { rest, site }: { rest: Rest; site: Site }): FedCollection {
  const way = ways[resource.kind];
  const { route, properties, parameters, overlaps, linked } = resource;
  const { minimum, maximum } = parameters.get('per_page') ?? {};
  const least = minimum ?? 1;
  const size = Math.max(least, Math.min(100, maximum ?? 100));
  const orders = parameters.get('orderby')?.values ?? [];
  const hasModified =
    way.newest === 'modified' && (orders.length === 0 || orders.includes('modified')) && has(modified);
  const newest = hasModified || way.newest !== 'modified' ? way.newest : way.order;
  const terms = linked.flatMap((name) => site.resources.get(name)?.restBase ?? []);
  const fields = [
    'id',
    ...way.fields.filter((path) => has(path.split('.')[0] ?? '')),
    ...(resource.kind === 'content' ? terms.filter(has) : []),
  ];
  const remembering = {
    rank: way.rank,
    stamp: hasModified ? modified : null,
    parent: way.parent,
    // The page of a comment is that of its post.
    pathOf: (link: string) => uriOf(site, link.replace(/#.*$/, '')),
  };

  function has(field: string): boolean {
    return properties.has(field) && !overlaps.fields.has(field);
  }
  const read = (query: Query): Promise<CollectionPage> => rest.list(route, query);
  const knownIn = (documents: readonly Document[]): [number, Known][] =>
    documents.map((document) => [document.id, knownOf(document, remembering)]);

  return {
    resource,
    wholeUpTo: way.wholeUpTo,
    hasModified,
    hasModifiedAfter: hasModified && parameters.has('modified_after'),
    async head(ahead) {
      const _fields = hasModified ? ['id', modified] : ['id'];
      for (let wanted = ahead + 1; ; wanted *= 2) {
        const per_page = Math.min(size, Math.max(least, wanted));
        const query = { orderby: newest, order: 'desc', per_page, _fields };
        const { documents, total, at = null } = await read(query);
        const dated = documents.map((each) => ({
          id: each.id,
          stamp: hasModified ? text(each, modified) : null,
        }));
        const head = headOf(dated, at);
        if (head.newest || documents.length < per_page || per_page === size) return { ...head, total, at };
      }
    },
    async sweep() {
      const query = { orderby: way.order, order: 'desc', per_page: size, _fields: fields };
      const { documents, total, at = null } = await read(query);
      const known = new Map(knownIn(documents));
      let pages = 1;
      if (total !== null && total <= way.wholeUpTo) {
        for (; pages * size < total; pages++)
          for (const [id, each] of knownIn((await read({ ...query, page: pages + 1 })).documents))
            known.set(id, each);
      }
      const isWhole = total === null ? documents.length < size : pages * size >= total;
      const oldest: Rank = [...known.values()].at(-1)?.rank ?? '';
      return { documents: known, reach: isWhole ? null : oldest, total, at };
    },
    async since(stamp) {
      // `modified_after` excludes its own second, in which a further change may have been made.
      const time = new Date(Date.parse(`${stamp}Z`) - 1000).toISOString();
      const query = { modified_after: time, orderby: newest, order: 'desc', per_page: size, _fields: fields };
      const { documents } = await read(query);
      return documents.length < size ? new Map(knownIn(documents)) : null;
    },
    async ids(total) {
      const ids = new Set<number>();
      for (let page = 1; (page - 1) * size < total; page++) {
        const query = { orderby: 'id', order: 'asc', per_page: size, page, _fields: ['id'] };
        for (const { id } of (await read(query)).documents) ids.add(id);
      }
      return ids;
    },
    async digests(ids) {
      const skipped = new Set(['id', '_links', ...site.expensiveFields]);
      const _fields = ['id', ...[...properties].filter((key) => has(key) && !skipped.has(key))];
      const { documents } = await read({ include: ids.slice(0, size), per_page: size, _fields });
      return new Map(documents.map((document) => [document.id, digestOf(document)]));
    },
  };
}
