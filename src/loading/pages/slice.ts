import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { CollectionPage, Query, Rest } from '../../wordpress/rest.ts';
import {
  type Capabilities,
  capabilitiesOf,
  orderParameters,
  type Places,
  standingParameters,
} from '../base/capabilities.ts';
import type { Collection, Slice } from '../base/collection.ts';
import { type Paths, union } from '../base/entity.ts';
import { nextSpans, type Span, spansFrom } from './spans.ts';
import { unreadable, unreadablyLarge } from './unreadable.ts';

/** Ranks that are read at most for one slice. */
export const mostRanks = 20_000;

interface Wanted {
  readonly offset: number;
  readonly count: number;
  readonly paths: Paths;
}

/**
 * At least `count` documents from rank `offset` on, fewer only where the collection ends. The first answer tells how
 * many documents there are and how many of them the route gives for one request; the others are fetched in parallel.
 * Ranks whose documents WordPress counts but does not show (comments of protected posts) are made up for by reading on.
 * In a route that has `page` only, the slice may begin before `offset`: see {@link Slice.start}.
 *
 * @throws WordPressError where the route can't be read on: it has neither `offset` nor `page`, or ignores them
 */
export async function readSlice(rest: Rest, collection: Collection, wanted: Wanted): Promise<Slice> {
  const { places, takes } = capabilitiesOf(collection.resource);
  const ways: readonly Places[] = places === 'offset' && takes('page') ? ['offset', 'page'] : [places];
  for (const way of ways) {
    const slice = await new Gathering(rest, collection, { ...wanted, places: way }).read();
    if (slice !== 'repeats') return slice;
  }
  throw unreadable(
    collection,
    `It answers the same documents whatever ${ways.join(' or ')} it is asked for.`,
  );
}

/** Documents of one slice as answer after answer comes in. */
class Gathering {
  readonly #rest: Rest;
  readonly #collection: Collection;
  readonly #wanted: Wanted & { readonly places: Places };
  readonly #capabilities: Capabilities;
  readonly #documents = new Map<number, Document>();
  readonly #answers = new Set<string>();
  readonly #seams: number[] = [];
  /** Documents of the whole collection as the site counts; null where it doesn't say, or what it says can't be. */
  #total: number | null = null;
  #next: number;
  #size: number;
  #isSound = true;
  #overlaps = false;
  #isEnd = false;

  constructor(rest: Rest, collection: Collection, wanted: Wanted & { readonly places: Places }) {
    this.#rest = rest;
    this.#collection = collection;
    this.#wanted = wanted;
    this.#capabilities = capabilitiesOf(collection.resource);
    this.#next = wanted.offset;
    this.#size = this.#capabilities.most;
  }

  async read(): Promise<Slice | 'repeats'> {
    const { offset, count, places } = this.#wanted;
    const { least, most } = this.#capabilities;
    const [first, ...others] = spansFrom({ offset, count, places, least, most });
    if (!first) return this.#slice(offset, 0);
    const start = first.from;
    const needed = offset - start + count;
    this.#size = first.size;
    let spans: readonly Span[] = [first];
    for (let round = 0; ; round += 1) {
      const answers = await Promise.all(spans.map((span) => this.#ask(span)));
      for (const [index, answer] of answers.entries()) {
        const span = spans[index];
        if (span && !this.#take(span, answer)) return 'repeats';
      }
      if (this.#isEnd || this.#documents.size >= needed) break;
      if (this.#next - start > mostRanks) {
        throw unreadablyLarge(this.#collection, mostRanks);
      }
      if (places === null) throw unreadable(this.#collection, 'It takes neither `offset` nor `page`.');
      // Where all ranks are known the rest comes at once; what must be looked for, in ever more requests at a time.
      const known = this.#total === null ? 0 : Math.min(start + needed, this.#total) - this.#next;
      const isPlanned = round === 0 && this.#size === first.size && known > 0 && others.length > 0;
      spans = isPlanned
        ? others.filter(({ from }) => from < (this.#total ?? Infinity))
        : nextSpans({
            // A page begins at a multiple of its size.
            from: places === 'page' ? Math.floor(this.#next / this.#size) * this.#size : this.#next,
            size: this.#size,
            requests: Math.max(Math.ceil(known / this.#size), 2 ** Math.min(round, 4)),
            total: this.#total,
          });
    }
    return this.#slice(start, needed);
  }

  #slice(start: number, needed: number): Slice {
    const found = [...this.#documents.values()];
    const isEnd = this.#isEnd && found.length <= needed;
    return {
      documents: found.slice(0, needed),
      seams: this.#seams.filter((seam) => seam < needed),
      // Of a collection that was read to its end, WordPress may have counted documents that it does not show.
      total: this.#isEnd && start === 0 ? found.length : (this.#total ?? Infinity),
      start,
      isEnd,
      overlaps: this.#overlaps,
      isSound: this.#isSound,
    };
  }

  /** Takes in an answer; false where the route gave the documents of another place once more. */
  #take(span: Span, { documents, total, pages = null, seams = [] }: CollectionPage): boolean {
    const key = documents.map(({ id }) => id).join();
    const isRepeated = this.#answers.has(key) || this.#startsWith(documents);
    if (isRepeated && (documents.length > 1 || (documents.length === 1 && span.size === 1))) return false;
    this.#answers.add(key);
    const fresh = new Map(documents.map((document) => [document.id, document]));
    const expected = total === null || total === 0 ? span.size : Math.min(span.size, total);
    if (documents.length > expected) this.#isSound = false;
    const before = this.#documents.size;
    if (before > 0) this.#seams.push(before);
    this.#seams.push(...seams.map((seam) => before + seam));
    for (const [id, document] of fresh) {
      if (this.#documents.has(id)) this.#overlaps = true;
      else this.#documents.set(id, document);
    }
    const told = total !== null && total >= placeAfter(span, fresh) ? total : null;
    if (documents.length > 0 || this.#total === null) this.#total = told;
    const size = sizeOf({ documents, pages, total: told }, span);
    this.#size = Math.min(this.#size, Math.max(size, this.#capabilities.least));
    this.#next = span.from + size;
    const isNews = this.#documents.size > before;
    this.#isEnd =
      told === null ? !isNews : this.#next >= told || (span.from === 0 && this.#documents.size >= told);
    return true;
  }

  /** Whether documents are the first ones of the slice once more: a route that ignores its place begins there again. */
  #startsWith(documents: readonly Document[]): boolean {
    const known = [...this.#documents.keys()];
    return documents.length <= known.length && documents.every(({ id }, index) => id === known[index]);
  }

  async #ask({ from, size }: Span): Promise<CollectionPage> {
    const { resource, filter, ordering } = this.#collection;
    const query: Query = {
      ...standingParameters(resource),
      ...filter,
      ...orderParameters({ resource, ordering }),
      per_page: size,
      ...this.#placeOf(from, size),
      _fields: [...union(['id'], this.#wanted.paths)],
    };
    try {
      return await this.#rest.list(resource.route, query);
    } catch (error) {
      if (from > 0 && error instanceof WordPressError && isBeyondEnd(error))
        return { documents: [], total: null };
      throw error;
    }
  }

  #placeOf(from: number, size: number): Query {
    if (from === 0) return {};
    return this.#wanted.places === 'page' ? { page: from / size + 1 } : { offset: from };
  }
}

/** The fewest documents that there must be for an answer to be true. */
function placeAfter({ from, size }: Span, found: ReadonlyMap<number, Document>): number {
  return found.size === 0 ? 0 : from + Math.min(found.size, size);
}

/**
 * How many ranks an answer covers. A short one may come from a site that gives fewer documents for one request than it
 * was asked for, or from one that hides some of those that it counts; its number of pages often tells. Where it doesn't,
 * the first is assumed: reading on from there, the worst is that documents come twice.
 */
function sizeOf({ documents, pages, total }: CollectionPage, { from, size }: Span): number {
  const { length } = documents;
  const isRest = total !== null && (from + length >= total || (from + size >= total && pages === 1));
  if (length === 0 || length >= size || isRest) return size;
  if (!pages || !total) return length;
  const isCapped = Math.ceil(total / length) === pages || Math.ceil(total / size) !== pages;
  return isCapped ? Math.max(length, Math.ceil(total / pages)) : size;
}

/** Whether WordPress says that there is no such page: there are fewer documents. */
function isBeyondEnd({ details }: WordPressError): boolean {
  return /_invalid_page_number$/.test(details.restCode ?? '');
}
