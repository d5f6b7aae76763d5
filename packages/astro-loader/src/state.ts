import type { LoaderContext } from './astro.ts';

/** A page of the last load. */
export interface KnownPage {
  /** The `after` of the page; null for the first one. */
  readonly after: string | null;
  readonly next: string | null;
  readonly etag: string;
  readonly ids: readonly string[];
}

/** What a loader remembers, in Astro's store. */
interface State {
  /** Stands for the question: another query or other variables have other answers. */
  readonly question: string;
  readonly pages: readonly KnownPage[];
}

const key = 'pressql-pages';

/** Returns the pages of the last load that asked the same question, as far as Astro still has their entries. */
export function readPages({ meta, store }: LoaderContext, question: string): readonly KnownPage[] {
  const text = meta.get(key);
  if (text === undefined) return [];
  const state = JSON.parse(text) as State;
  if (state.question !== question) return [];
  return state.pages.filter(({ ids }) => ids.every((id) => store.has(id)));
}

export function writePages({ meta }: LoaderContext, state: State): void {
  meta.set(key, JSON.stringify(state));
}
