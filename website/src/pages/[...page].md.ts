import type { APIRoute, GetStaticPaths } from 'astro';
import { routeByFile } from '../../../docs/sections.ts';
import { asMarkdown, siteUrl } from '../source/for-models.ts';
import { readSource } from '../source/markdown.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...routeByFile].map(([file, page]) => ({ params: { page }, props: { file } }));

/** Each page as Markdown, for language models: `caching.md` beside `caching/`. */
export const GET: APIRoute<{ file: string }> = ({ props, site }) =>
  new Response(asMarkdown(readSource(props.file), siteUrl(site)));
