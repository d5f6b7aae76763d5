import { limits } from '../../values/limits.ts';
import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { CollectionPage, Query, Rest } from '../../wordpress/rest.ts';
import {
  type Capabilities,
  capabilitiesOf,
  constantParameters,
  orderParameters,
  type Paging,
} from '../base/capabilities.ts';
import type { Collection, Slice } from '../base/collection.ts';
import { type Paths, union } from '../base/entity.ts';
import { hidesByItself, mayHide } from './hidden.ts';
import { nextSpans, type Span, spansFrom } from './spans.ts';
import { unreadable, unreadablyLarge } from './unreadable.ts';

/** Most ranks in a row without a document. With more, the site counts far more documents than it has. */
const maxEmptyRanks = 5000;

interface Wanted {
  readonly offset: number;
  readonly count: number;
  readonly paths: Paths;
}

/**
 * Reads `count` documents from rank `offset` on, or fewer if the collection ends. The first answer states how
 * many documents there are and shows how many the route returns for a request. Then the gateway sends the other requests
 * in parallel. If WordPress leaves out documents that it counts (comments of protected posts), the gateway reads further
 * ranks. If the gateway reads with `page`, the slice may begin before `offset`: see {@link Slice.start}.
 *
 * @throws WordPressError if the route has neither `offset` nor `page`, ignores or rejects them, or counts terms or users
 * that it doesn't return; or if too many ranks, or too many without a new document, would have to be read
 */
export async function readSlice(rest: Rest, collection: Collection, wanted: Wanted): Promise<Slice> {
  const { paging, takes } = capabilitiesOf(collection.resource);
  const ways: readonly Paging[] = paging === 'offset' && takes('page') ? ['offset', 'page'] : [paging];
  let [hollow, refusal]: [Slice | null, WordPressError | null] = [null, null];
  for (const way of ways) {
    const slice = await new Gathering(rest, collection, { ...wanted, paging: way }).read();
    if (slice === 'repeats') continue;
    if (slice instanceof WordPressError) refusal = slice;
    else if (!slice.isHollow) return slice;
    else hollow ??= slice;
  }
  if (hollow && mayHide(collection)) return hollow;
  if (refusal && !hollow) throw refusal;
  const why = hollow
    ? `It counts more than the ${hollow.documents.length} documents that it gives.`
    : `It answers the same documents whatever ${ways.join(' or ')} it is asked for.`;
  throw unreadable(collection, why);
}

/** Collects the documents of one slice from several answers. */
class Gathering {
  readonly #rest: Rest;
  readonly #collection: Collection;
  readonly #wanted: Wanted & { readonly paging: Paging };
  readonly #capabilities: Capabilities;
  readonly #documents = new Map<number, Document>();
  readonly #answers = new Set<string>();
  readonly #seams: number[] = [];
  /** Number of documents that the site states; null if it states none, or one that can't be true. */
  #total: number | null = null;
  #next: number;
  #size: number;
  /** End of the ranks of the last short answer. Up to there, the site either hides documents or returns fewer than asked for. */
  #unsureUntil = 0;
  /** Whether the site is known to hide documents after counting them. */
  #hides = false;
  /** Rank behind the last answer with a new document. */
  #rankAfterLastNew = 0;
  /** Number of answers in a row without a new document. */
  #empties = 0;
  /** Number of documents that the first request asked for. */
  #first = 0;
  /** Whether the site computes its number of pages from the size that it returns, and not from the requested size. */
  #countsPages = false;
  #refusal: WordPressError | null = null;
  #isReliable = true;
  #hasDuplicates = false;
  #isEnd = false;

  constructor(rest: Rest, collection: Collection, wanted: Wanted & { readonly paging: Paging }) {
    this.#rest = rest;
    this.#collection = collection;
    this.#wanted = wanted;
    this.#capabilities = capabilitiesOf(collection.resource);
    this.#next = wanted.offset;
    this.#size = this.#capabilities.maxSize;
  }

  /** Returns the slice. Returns `repeats` if the route ignores `offset` or `page`, and the error if WordPress rejects it. */
  async read(): Promise<Slice | WordPressError | 'repeats'> {
    const { offset, count, paging } = this.#wanted;
    const { minSize, maxSize } = this.#capabilities;
    const [first, ...others] = spansFrom({ offset, count, paging, minSize, maxSize });
    if (!first) return this.#slice(offset, 0);
    const start = first.from;
    const needed = offset - start + count;
    this.#next = start;
    this.#size = first.size;
    this.#first = first.size;
    let spans: readonly Span[] = [first];
    for (let round = 0; ; round += 1) {
      const answers = await Promise.all(spans.map((span) => this.#ask(span)));
      for (const [index, answer] of answers.entries()) {
        const span = spans[index];
        if (this.#refusal) return this.#refusal;
        // The answer before was shorter than expected: read the ranks that it lacks first.
        if (!span || span.from > this.#next) break;
        if (!this.#take(span, answer)) return 'repeats';
      }
      if (this.#isEnd || this.#documents.size >= needed) break;
      if (this.#next - start > limits.maxRanks) throw unreadablyLarge(this.#collection, limits.maxRanks);
      if (this.#next - Math.max(start, this.#rankAfterLastNew) > maxEmptyRanks) {
        throw unreadable(
          this.#collection,
          `It counts ${this.#total} documents, but gives none of ${maxEmptyRanks} in a row.`,
        );
      }
      if (paging === null) throw unreadable(this.#collection, 'It takes neither `offset` nor `page`.');
      // If the remaining ranks are known, read them at once. If not, look for documents with twice as many requests each time.
      const known = this.#total === null ? 0 : Math.min(start + needed, this.#total) - this.#next;
      const isUnsure = this.#next < this.#unsureUntil && !this.#hides;
      const isPlanned =
        round === 0 && this.#size === first.size && !isUnsure && known > 0 && others.length > 0;
      const size = isUnsure ? this.#size : this.#sizeToLookFor();
      spans = isPlanned
        ? others.filter(({ from }) => from < (this.#total ?? Infinity))
        : nextSpans({
            // With `page`, a request begins at a multiple of its size.
            from: paging === 'page' ? Math.floor(this.#next / size) * size : this.#next,
            size,
            requests: isUnsure ? 1 : Math.max(Math.ceil(known / size), 2 ** Math.min(round, 4)),
            total: this.#total,
          });
    }
    return this.#slice(start, needed);
  }

  /** Number of documents to ask for. It grows with each answer without a new document. */
  #sizeToLookFor(): number {
    const { maxSize } = this.#capabilities;
    if (this.#empties === 0) return this.#size;
    return this.#total === null ? maxSize : Math.min(maxSize, this.#size * 4 ** Math.min(this.#empties, 4));
  }

  #slice(start: number, needed: number): Slice {
    const found = [...this.#documents.values()];
    const isEnd = this.#isEnd && found.length <= needed;
    return {
      documents: found.slice(0, needed),
      seams: this.#seams.filter((seam) => seam < needed),
      // WordPress may have counted documents that it hides, so count those of a collection that was read completely.
      total: this.#isEnd && start === 0 ? found.length : (this.#total ?? Infinity),
      start,
      isEnd,
      hasDuplicates: this.#hasDuplicates,
      isReliable: this.#isReliable,
      isHollow: this.#isHollow(),
    };
  }

  /** Whether the slice has exactly the documents of a full first request, later answers added none, and the site counts more. */
  #isHollow(): boolean {
    const { size } = this.#documents;
    return this.#isEnd && this.#empties > 0 && size === this.#first && size < (this.#total ?? 0);
  }

  /** Adds an answer. Returns false if the route repeated the documents of another place. */
  #take(span: Span, { documents, total, pages = null, seams = [] }: CollectionPage): boolean {
    const key = documents.map(({ id }) => id).join();
    // If the route returns fewer documents than this page has, the page begins at another rank.
    const isElsewhere = this.#wanted.paging === 'page' && span.size > this.#size;
    const isReadAgain = isElsewhere || span.from < Math.max(this.#next, this.#unsureUntil);
    const isRepeated = !isReadAgain && (this.#answers.has(key) || this.#startsWith(documents));
    if (isRepeated && (documents.length > 1 || (documents.length === 1 && span.size === 1))) return false;
    this.#answers.add(key);
    const fresh = new Map(documents.map((document) => [document.id, document]));
    const expected = total === null || total === 0 ? span.size : Math.min(span.size, total);
    if (documents.length > expected) this.#isReliable = false;
    const before = this.#documents.size;
    if (before > 0) this.#seams.push(before);
    this.#seams.push(...seams.map((seam) => before + seam));
    for (const [id, document] of fresh) {
      if (!this.#documents.has(id)) this.#documents.set(id, document);
      else if (isReadAgain) this.#hides = true;
      else this.#hasDuplicates = true;
    }
    const stated = total !== null && total >= smallestTotal(span, fresh.size) ? total : null;
    if (documents.length > 0 || this.#total === null) this.#total = stated;
    const hasNew = this.#documents.size > before;
    // A few repeated documents may have replaced others. If about half are repeats, a join in the query doubles each one.
    const hasFewRepeats = fresh.size < documents.length && fresh.size > documents.length / 2 + 1;
    const covered = hasFewRepeats ? fresh.size : this.#covered({ documents, pages, total: stated }, span);
    // A site that returns fewer documents than asked for also begins its pages at other ranks.
    const isFirst = before === 0 && this.#answers.size === 1;
    if (this.#wanted.paging === 'page' && span.from > 0 && isFirst && covered !== span.size)
      this.#isReliable = false;
    this.#advance(span, covered, documents.length);
    if (hasNew) [this.#rankAfterLastNew, this.#empties] = [this.#next, 0];
    else this.#empties += 1;
    // If the site states no total, one answer without new documents is no proof of the end, unless it had the maximum size.
    const isSilent = !hasNew && (this.#empties > 1 || span.size === this.#capabilities.maxSize);
    this.#isEnd =
      stated === null
        ? isSilent
        : this.#next >= stated || (span.from === 0 && this.#documents.size >= stated);
    return true;
  }

  /**
   * Moves on behind the ranks that an answer covers. If that isn't known, it moves on behind the documents of the answer:
   * if WordPress then repeats known documents, it hides some; if it returns as few new ones, that is its maximum.
   */
  #advance(span: Span, covered: number | null, length: number): void {
    const { minSize } = this.#capabilities;
    const isUnsure = covered === null && !this.#hides;
    if (isUnsure) {
      const isCapped = this.#unsureUntil > 0 || this.#wanted.paging === 'page';
      if (isCapped) this.#size = Math.min(this.#size, Math.max(length, minSize));
      this.#unsureUntil = Math.max(this.#unsureUntil, span.from + span.size);
    } else if (covered !== null) {
      this.#size = Math.min(this.#size, Math.max(covered, minSize));
    }
    const next = span.from + (isUnsure ? length : (covered ?? span.size));
    this.#next = next > this.#next ? next : span.from + span.size;
  }

  /**
   * Returns how many ranks an answer covers. A short answer comes from a site that returns fewer documents than asked for,
   * or from one that hides documents that it counts. The number of pages often shows which; null if it doesn't.
   */
  #covered({ documents, pages, total }: CollectionPage, { from, size }: Span): number | null {
    const { length } = documents;
    const isLast = total !== null && from + size >= total && pages === 1 && hidesByItself(this.#collection);
    const isRest = total !== null && from + length >= total;
    if (length === 0 || length >= size || isRest || isLast) return size;
    if (!pages || !total) return length;
    const isCapped = Math.ceil(total / length) === pages || Math.ceil(total / size) !== pages;
    if (isCapped) this.#countsPages = true;
    else if (this.#countsPages) return size;
    return isCapped ? Math.max(length, Math.ceil(total / pages)) : null;
  }

  /** Whether an answer repeats the first documents of the slice, as a route that ignores `offset` and `page` does. */
  #startsWith(documents: readonly Document[]): boolean {
    const known = [...this.#documents.keys()];
    return documents.length <= known.length && documents.every(({ id }, index) => id === known[index]);
  }

  async #ask({ from, size }: Span): Promise<CollectionPage> {
    const { resource, filter, ordering } = this.#collection;
    const query: Query = {
      ...constantParameters(resource),
      ...filter,
      ...orderParameters({ resource, ordering }),
      per_page: size,
      ...this.#placeOf(from, size),
      _fields: [...union(['id'], this.#wanted.paths)],
    };
    try {
      return await this.#rest.list(resource.route, query);
    } catch (error) {
      if (from === 0 || !(error instanceof WordPressError)) throw error;
      if (isBeyondEnd(error) && from >= (this.#total ?? 0)) return { documents: [], total: null };
      if (error.kind !== 'invalid' && error.kind !== 'not-found') throw error;
      this.#refusal = error;
      return { documents: [], total: null };
    }
  }

  #placeOf(from: number, size: number): Query {
    if (from === 0) return {};
    return this.#wanted.paging === 'page' ? { page: from / size + 1 } : { offset: from };
  }
}

/** Returns the smallest total that fits an answer with this number of documents. */
function smallestTotal({ from, size }: Span, count: number): number {
  return count === 0 ? 0 : from + Math.min(count, size);
}

/** Whether WordPress rejects the page because the collection has fewer documents. */
function isBeyondEnd({ details }: WordPressError): boolean {
  return /_invalid_page_number$/.test(details.restCode ?? '');
}
