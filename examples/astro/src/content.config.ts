import { defineCollection } from 'astro:content';
import { GRAPHQL_URL as endpoint } from 'astro:env/server';
import { pressqlLoader } from 'pressql-astro';
import { Authors, Categories, Menu, Pages, Posts, Tags } from './queries';

// The id of each entry is its address in WordPress.
const id = ({ uri }: { readonly uri?: string | null }) => uri;

export const collections = {
  posts: defineCollection({ loader: pressqlLoader({ endpoint, query: Posts, id }) }),
  pages: defineCollection({ loader: pressqlLoader({ endpoint, query: Pages, id }) }),
  categories: defineCollection({ loader: pressqlLoader({ endpoint, query: Categories, id }) }),
  tags: defineCollection({ loader: pressqlLoader({ endpoint, query: Tags, id }) }),
  authors: defineCollection({ loader: pressqlLoader({ endpoint, query: Authors, id }) }),
  primaryMenu: defineCollection({
    loader: pressqlLoader({ endpoint, query: Menu, variables: { location: 'PRIMARY' } }),
  }),
  footerMenu: defineCollection({
    loader: pressqlLoader({ endpoint, query: Menu, variables: { location: 'FOOTER' } }),
  }),
};
