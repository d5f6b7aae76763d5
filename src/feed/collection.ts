import { uriOf } from '../site/permalinks.ts';
import type { Resource, Site } from '../site/site.ts';
import type { Document } from '../wordpress/document.ts';
import { text } from '../wordpress/document.ts';
import type { CollectionPage, Query, Rest } from '../wordpress/rest.ts';
import { digestOf, type Known, knownOf, type Rank, type Reading } from './known.ts';

/** How the feed reads the collections of one kind of resource. */
interface Way {
  /** Order in which the first document is the one that changed or came last. */
  readonly newest: string;
  /** Order in which the feed reads many documents, and its field. */
  readonly order: string;
  readonly rank: string;
  /** Fields to compare. A resource has some of them. */
  readonly fields: readonly string[];
  /** Field with the id of the document that it belongs to. */
  readonly parent: string | null;
  /** Documents up to which each poll reads the whole collection, since its documents have no date of their last change. */
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

/** Field with the time of the last change of content. */
const modified = 'modified_gmt';

/** The first document of a collection, and its size. */
export interface Head {
  readonly newest: { readonly id: number; readonly stamp: string | null } | null;
  readonly total: number | null;
  readonly at: number | null;
}

/** A reading with the size of the collection. */
export interface Sweep extends Reading {
  readonly total: number | null;
  readonly at: number | null;
}

/** Reads one collection for the feed. Its methods throw `WordPressError`. */
export interface FedCollection {
  readonly resource: Resource;
  /** Documents up to which each poll reads the whole collection. */
  readonly wholeUpTo: number;
  /** Whether its documents have the time of their last change, and can be listed in that order. */
  readonly hasModified: boolean;
  /** Whether one list has all documents that changed after a time. */
  readonly hasModifiedAfter: boolean;
  /** Reads the document that changed or came last. */
  head(): Promise<Head>;
  /** Reads the newest hundred documents, or the whole collection if it is small. */
  sweep(): Promise<Sweep>;
  /** Reads the documents that changed in this second or later. Null if they are too many for one request. */
  since(stamp: string): Promise<ReadonlyMap<number, Known> | null>;
  /** Reads all ids of a collection of up to {@link mostIds} documents. */
  ids(total: number): Promise<ReadonlySet<number>>;
  /** Returns a digest of each whole document. */
  digests(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

/** Documents up to which the feed compares all ids to find out which document was deleted. */
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
    // A comment is a part of the page of its post.
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
    async head() {
      const _fields = hasModified ? ['id', modified] : ['id'];
      const {
        documents,
        total,
        at = null,
      } = await read({ orderby: newest, order: 'desc', per_page: least, _fields });
      const [first] = documents;
      return {
        newest: first ? { id: first.id, stamp: hasModified ? text(first, modified) : null } : null,
        total,
        at,
      };
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
      // The parameter leaves out the second itself, in which there may have been a further change.
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
      const dear = new Set(['_links', ...site.expensiveFields]);
      const _fields = ['id', ...[...properties].filter((key) => has(key) && !dear.has(key) && key !== 'id')];
      const { documents } = await read({ include: ids.slice(0, size), per_page: size, _fields });
      return new Map(documents.map((document) => [document.id, digestOf(document)]));
    },
  };
}
