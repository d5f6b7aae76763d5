import { limits } from '../../values/limits.ts';
import type { Document } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Rest } from '../../wordpress/rest.ts';

/** Results of one search: the largest `per_page` of WordPress. */
const searchSize = 100;

/** Searches published content, newest first, and reads a hundred results at a time when they are needed. */
export class PublishedSearch {
  readonly #rest: Rest;
  /** Types to search; null for all. */
  readonly #subtypes: readonly string[] | null;
  /** Whether the search returns only the given types. */
  readonly isExact: boolean;
  readonly #pages = new Map<number, Promise<{ documents: readonly Document[]; total: number | null }>>();

  /**
   * @param names - of the types that are wanted
   * @param all - names of all types that a search covers
   */
  constructor(rest: Rest, names: readonly string[], all: ReadonlySet<string>) {
    this.#rest = rest;
    this.#subtypes = names.length > limits.maxSearchNames || names.length === all.size ? null : names;
    this.isExact = this.#subtypes !== null || names.length === all.size;
  }

  /** Returns the index of an id; null if it isn't among the first thousand results. */
  async find(id: number, total: number): Promise<number | null> {
    for (let number = 0; number < Math.min(limits.maxSearches, Math.ceil(total / searchSize)); number++) {
      const documents = await this.slice(number * searchSize, (number + 1) * searchSize);
      const index = documents.findIndex((document) => document.id === id);
      if (index >= 0) return number * searchSize + index;
    }
    return null;
  }

  /**
   * Returns the number of results.
   *
   * @throws WordPressError if the site doesn't state it
   */
  async total(): Promise<number> {
    const { total } = await this.#page(1);
    if (total === null) throw new WordPressError('invalid-answer', 'GET /wp/v2/search gave no total.');
    return total;
  }

  /** Returns the results from index `start` up to `end`. */
  async slice(start: number, end: number): Promise<readonly Document[]> {
    const [first, last] = [Math.floor(start / searchSize), Math.floor(Math.max(start, end - 1) / searchSize)];
    const pages = await Promise.all(
      Array.from({ length: last - first + 1 }, (_, index) => this.#page(first + index + 1)),
    );
    const documents = pages.flatMap((page) => page.documents);
    return documents.slice(start - first * searchSize, end - first * searchSize);
  }

  #page(number: number) {
    const known = this.#pages.get(number);
    if (known) return known;
    const page = this.#rest.list('/wp/v2/search', {
      type: 'post',
      ...(this.#subtypes ? { subtype: this.#subtypes } : {}),
      per_page: searchSize,
      page: number,
      _fields: ['id', 'type', 'subtype'],
    });
    this.#pages.set(number, page);
    return page;
  }
}
