import { defineLiveCollection } from 'astro:content';
import { GRAPHQL_URL as endpoint } from 'astro:env/server';
import { pressqlLiveLoader } from 'pressql-astro';
import { Discussion, Search } from './queries';

export const collections = {
  // One article has its comments, a search has cards.
  live: defineLiveCollection({
    loader: pressqlLiveLoader({ endpoint, entry: Discussion, collection: Search }),
  }),
};
