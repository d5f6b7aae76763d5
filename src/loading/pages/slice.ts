import { limits } from '../../values/limits.ts';
import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import type { CollectionPage, Query, Rest } from '../../wordpress/rest.ts';
import {
  type Capabilities,
  capabilitiesOf,
  constantParameters,
  orderParameters,
  type Paging,
} from '../base/capabilities.ts';
import type { Collection, Slice } from '../base/collection.ts';
import { hidesByItself, mayHide } from './hidden.ts';
import { nextSpans, placeOf, type Span, smallestTotal, spansFrom } from './spans.ts';
import { unreadable, unreadablyLarge } from './unreadable.ts';

/** How many ranks in a row may lack a document. With more, the site counts far more documents than it returns. */
const maxEmptyRanks = 5000;

/** The requested documents: `count` of them, from rank `offset` on. */
interface SliceRequest {
  readonly offset: number;
  readonly count: number;
  /** REST paths to read of each document. */
  readonly paths: Paths;
}

type PagedRequest = SliceRequest & { readonly paging: Paging };

/**
 * Reads `count` documents from rank `offset` on, or fewer if the collection ends. The first answer states the total and
 * shows how many documents the route returns for one request. Then the gateway sends the other requests in parallel. If
 * WordPress leaves out documents that it counts (comments of protected posts), the gateway reads further ranks. If the
 * gateway reads with `page`, the slice may begin before `offset`: see {@link Slice.start}.
 *
 * @throws WordPressError if the route has neither `offset` nor `page`, ignores or rejects them, or counts terms or users
 * that it doesn't return; or if too many ranks, or too many without a new document, would have to be read
 */
export async function readSlice(rest: Rest, collection: Collection, request: SliceRequest): Promise<Slice> {
  const { paging: preferred, takes } = capabilitiesOf(collection.resource);
  const pagings: readonly Paging[] =
    preferred === 'offset' && takes('page') ? ['offset', 'page'] : [preferred];
  let [hollowSlice, rejection]: [Slice | null, WordPressError | null] = [null, null];
  for (const paging of pagings) {
    const slice = await new SliceReader(rest, collection, { ...request, paging }).read();
    if (slice === 'repeats') continue;
    if (slice instanceof WordPressError) rejection = slice;
    else if (!slice.isHollow) return slice;
    else hollowSlice ??= slice;
  }
  if (hollowSlice && mayHide(collection)) return hollowSlice;
  if (rejection && !hollowSlice) throw rejection;
  const why = hollowSlice
    ? `It counts more documents than the ${hollowSlice.documents.length} that it returns.`
    : `It ignores ${pagings.map((paging) => `\`${paging}\``).join(' and ')}: every request returns the same documents.`;
  throw unreadable(collection, why);
}

/** Reads one slice with several requests and collects its documents. */
class SliceReader {
  readonly #rest: Rest;
  readonly #collection: Collection;
  readonly #request: PagedRequest;
  readonly #capabilities: Capabilities;
  readonly #documents = new Map<number, Document>();
  readonly #answers = new Set<string>();
  readonly #seams: number[] = [];
  /** The total that the site states. Null if it states no total, or one that can't be true. */
  #total: number | null = null;
  #next: number;
  #size: number;
  /** End of the ranks of the last short answer. Up to there, the site hides documents or limits the size of an answer. */
  #unsureUntil = 0;
  /** Whether the site is known to hide documents after counting them. */
  #hides = false;
  /** Rank behind the last answer with a new document. */
  #rankAfterLastNew = 0;
  /** Number of answers in a row without a new document. */
  #emptyAnswers = 0;
  /** Number of documents that the first request asked for. */
  #firstSize = 0;
  /** Whether the site computes its number of pages from the size that it returns, and not from the requested size. */
  #countsPages = false;
  #rejection: WordPressError | null = null;
  #isReliable = true;
  #hasDuplicates = false;
  #isEnd = false;
  /** Number of documents that the answers lack and that cannot be read. */
  #lacks = 0;

  constructor(rest: Rest, collection: Collection, request: PagedRequest) {
    this.#rest = rest;
    this.#collection = collection;
    this.#request = request;
    this.#capabilities = capabilitiesOf(collection.resource);
    this.#next = request.offset;
    this.#size = this.#capabilities.maxSize;
  }

  /** Returns the slice. Returns `repeats` if the route ignores `offset` or `page`. Returns the error if WordPress rejects it. */
  async read(): Promise<Slice | WordPressError | 'repeats'> {
    const { offset, count, paging } = this.#request;
    const { minSize, maxSize } = this.#capabilities;
    const [first, ...others] = spansFrom({ offset, count, paging, minSize, maxSize });
    if (!first) return this.#slice(offset, 0);
    const start = first.from;
    const needed = offset - start + count;
    this.#next = start;
    this.#size = first.size;
    this.#firstSize = first.size;
    let spans: readonly Span[] = [first];
    for (let round = 0; ; round += 1) {
      const answers = await Promise.all(spans.map((span) => this.#readSpan(span)));
      for (const [index, answer] of answers.entries()) {
        const span = spans[index];
        if (this.#rejection) return this.#rejection;
        // The previous answer was shorter than expected. Read the missing ranks first.
        if (!span || span.from > this.#next) break;
        if (!this.#add(span, answer)) return 'repeats';
      }
      if (this.#isEnd || this.#documents.size + this.#lacks >= needed) break;
      if (this.#next - start > limits.maxRanks) throw unreadablyLarge(this.#collection, limits.maxRanks);
      if (this.#next - Math.max(start, this.#rankAfterLastNew) > maxEmptyRanks) {
        throw unreadable(
          this.#collection,
          `It counts ${this.#total} documents, but the answers for ${maxEmptyRanks} ranks in a row are empty.`,
        );
      }
      if (paging === null) throw unreadable(this.#collection, 'It has no parameter `offset` or `page`.');
      // If the remaining ranks are known, one round reads them all. If not, each round sends twice as many requests.
      const remaining = this.#total === null ? 0 : Math.min(start + needed, this.#total) - this.#next;
      const isUnsure = this.#next < this.#unsureUntil && !this.#hides;
      const isPlanned =
        round === 0 && this.#size === first.size && !isUnsure && remaining > 0 && others.length > 0;
      const size = isUnsure ? this.#size : this.#sizeToLookFor();
      spans = isPlanned
        ? others.filter(({ from }) => from < (this.#total ?? Infinity))
        : nextSpans({
            // With `page`, a request begins at a multiple of its size.
            from: paging === 'page' ? Math.floor(this.#next / size) * size : this.#next,
            size,
            requests: isUnsure ? 1 : Math.max(Math.ceil(remaining / size), 2 ** Math.min(round, 4)),
            total: this.#total,
          });
    }
    return this.#slice(start, needed - this.#lacks);
  }

  /** Returns the size of the next requests. It grows with each answer without a new document. */
  #sizeToLookFor(): number {
    const { maxSize } = this.#capabilities;
    if (this.#emptyAnswers === 0) return this.#size;
    const growth = 4 ** Math.min(this.#emptyAnswers, 4);
    return this.#total === null ? maxSize : Math.min(maxSize, this.#size * growth);
  }

  #slice(start: number, needed: number): Slice {
    const documents = [...this.#documents.values()];
    const isEnd = this.#isEnd && documents.length <= needed;
    return {
      documents: documents.slice(0, needed),
      seams: this.#seams.filter((seam) => seam < needed),
      // WordPress may count documents that it hides. If the gateway read the whole collection, it counts the documents itself.
      total: this.#isEnd && start === 0 ? documents.length : (this.#total ?? Infinity) - this.#lacks,
      start,
      isEnd,
      hasDuplicates: this.#hasDuplicates,
      isReliable: this.#isReliable,
      isHollow: this.#isHollow(),
      lacks: this.#lacks,
    };
  }

  /** Whether only the first answer had documents, although it was full and the site counts more. */
  #isHollow(): boolean {
    const { size } = this.#documents;
    return this.#isEnd && this.#emptyAnswers > 0 && size === this.#firstSize && size < (this.#total ?? 0);
  }

  /** Adds the documents of an answer. Returns false if the route repeated documents from another rank. */
  #add(span: Span, { lacks = 0, ...page }: CollectionPage): boolean {
    const { documents, pages = null, seams = [] } = page;
    // Deleted documents still have their ranks in this slice.
    const total = page.total === null ? null : page.total + lacks;
    const key = documents.map(({ id }) => id).join();
    // If the route returns fewer documents per page than requested, the page begins at another rank.
    const hasOtherStart = this.#request.paging === 'page' && span.size > this.#size;
    const isReadAgain = hasOtherStart || span.from < Math.max(this.#next, this.#unsureUntil);
    const isRepeated = !isReadAgain && (this.#answers.has(key) || this.#startsWith(documents));
    if (isRepeated && (documents.length > 1 || (documents.length === 1 && span.size === 1))) return false;
    this.#answers.add(key);
    const byId = new Map(documents.map((document) => [document.id, document]));
    const expected = total === null || total === 0 ? span.size : Math.min(span.size, total);
    if (documents.length > expected) this.#isReliable = false;
    const before = this.#documents.size;
    if (before > 0) this.#seams.push(before);
    this.#seams.push(...seams.map((seam) => before + seam));
    for (const [id, document] of byId) {
      if (!this.#documents.has(id)) this.#documents.set(id, document);
      else if (isReadAgain) this.#hides = true;
      else this.#hasDuplicates = true;
    }
    const stated = total !== null && total >= smallestTotal(span, byId.size) ? total : null;
    if (documents.length > 0 || this.#total === null) this.#total = stated;
    const hasNew = this.#documents.size > before;
    // A few repeated documents may have replaced others. If about half are repeats, a join in the database query doubles each.
    const hasFewRepeats = byId.size < documents.length && byId.size > documents.length / 2 + 1;
    const answer = { documents, pages, total: stated, lacks };
    this.#lacks += lacks;
    const covered = hasFewRepeats ? byId.size : this.#ranksCoveredBy(answer, span);
    // A site that returns fewer documents per page than requested also begins its pages at other ranks.
    const isFirst = before === 0 && this.#answers.size === 1;
    if (this.#request.paging === 'page' && span.from > 0 && isFirst && covered !== span.size)
      this.#isReliable = false;
    this.#advance(span, covered, documents.length);
    if (hasNew) [this.#rankAfterLastNew, this.#emptyAnswers] = [this.#next, 0];
    else this.#emptyAnswers += 1;
    // Without a total, one answer without new documents does not prove the end, unless the request had the maximum size.
    const hasEnded = !hasNew && (this.#emptyAnswers > 1 || span.size === this.#capabilities.maxSize);
    this.#isEnd =
      stated === null
        ? hasEnded
        : this.#next >= stated || (span.from === 0 && this.#documents.size + this.#lacks >= stated);
    return true;
  }

  /**
   * Sets the rank of the next request behind the ranks that an answer covers. If their number is unknown, the next request
   * begins behind the documents of the answer. If WordPress then repeats documents, it hides some. If it again returns few
   * new documents, that number is its maximum.
   */
  #advance(span: Span, covered: number | null, length: number): void {
    const { minSize } = this.#capabilities;
    const isUnsure = covered === null && !this.#hides;
    if (isUnsure) {
      const isCapped = this.#unsureUntil > 0 || this.#request.paging === 'page';
      if (isCapped) this.#size = Math.min(this.#size, Math.max(length, minSize));
      this.#unsureUntil = Math.max(this.#unsureUntil, span.from + span.size);
    } else if (covered !== null) {
      this.#size = Math.min(this.#size, Math.max(covered, minSize));
    }
    const next = span.from + (isUnsure ? length : (covered ?? span.size));
    this.#next = next > this.#next ? next : span.from + span.size;
  }

  /**
   * Returns how many ranks an answer covers. A short answer comes from a site that limits the size of answers, or from a
   * site that hides documents that it counts. The stated number of pages often tells which. Returns null if it does not.
   */
  #ranksCoveredBy(
    { documents, pages, total, lacks = 0 }: CollectionPage,
    { from, size }: Span,
  ): number | null {
    const length = documents.length + lacks;
    const isHiddenEnd =
      total !== null && from + size >= total && pages === 1 && hidesByItself(this.#collection);
    const isComplete = total !== null && from + length >= total;
    if (length === 0 || length >= size || isComplete || isHiddenEnd) return size;
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

  async #readSpan({ from, size }: Span): Promise<CollectionPage> {
    const { resource, filter, ordering } = this.#collection;
    const query: Query = {
      ...constantParameters(resource),
      ...filter,
      ...orderParameters({ resource, ordering }),
      per_page: size,
      ...placeOf({ from, size }, this.#request.paging),
      _fields: [...union(['id'], this.#request.paths)],
    };
    try {
      return await this.#rest.list(resource.route, query);
    } catch (error) {
      if (from === 0 || !(error instanceof WordPressError)) throw error;
      if (isBeyondEnd(error) && from >= (this.#total ?? 0)) return { documents: [], total: null };
      if (error.kind !== 'invalid' && error.kind !== 'not-found') throw error;
      this.#rejection = error;
      return { documents: [], total: null };
    }
  }
}

/** Whether WordPress rejects the page because the collection has fewer documents. */
function isBeyondEnd({ details }: WordPressError): boolean {
  return /_invalid_page_number$/.test(details.restCode ?? '');
}
