// The parts of Astro's interface that a loader uses. They are declared here, so that the package fits each version of Astro that
// has them: https://docs.astro.build/en/reference/content-loader-reference/
import type { z } from 'astro/zod';

/** Astro's store of a collection. It stays from one build to the next. */
interface DataStore {
  get(id: string): { readonly digest?: string | number } | undefined;
  set(entry: {
    id: string;
    data: Record<string, unknown>;
    digest?: string;
    rendered?: { html: string };
  }): boolean;
  has(id: string): boolean;
  keys(): string[];
  delete(id: string): void;
}

/** What Astro gives to a loader at a build. */
export interface LoaderContext {
  readonly collection: string;
  readonly store: DataStore;
  readonly meta: { get(key: string): string | undefined; set(key: string, value: string): void };
  readonly logger: { info(message: string): void; warn(message: string): void };
  parseData<Data extends Record<string, unknown>>(entry: { id: string; data: Data }): Promise<Data>;
  generateDigest(data: Record<string, unknown> | string): string;
}

/** A loader of a collection that Astro reads at the build. */
export interface ContentLoader<Data> {
  name: string;
  /** Lets everything pass. Its type is what the query selects. */
  schema: z.ZodType<Data>;
  load(context: LoaderContext): Promise<void>;
}

/** What a page may tell caches about itself. */
interface CacheHint {
  tags?: string[];
  lastModified?: Date;
}

interface LiveEntry<Data> {
  id: string;
  data: Data;
  rendered?: { html: string };
  cacheHint?: CacheHint;
}

/** A loader of a collection that Astro reads for each request. */
export interface LiveLoader<Data, EntryFilter, CollectionFilter, Failure> {
  name: string;
  loadEntry(context: {
    filter: EntryFilter;
    collection: string;
  }): Promise<LiveEntry<Data> | undefined | { error: Failure }>;
  loadCollection(context: {
    filter?: CollectionFilter;
    collection: string;
  }): Promise<{ entries: LiveEntry<Data>[]; cacheHint?: CacheHint } | { error: Failure }>;
}
