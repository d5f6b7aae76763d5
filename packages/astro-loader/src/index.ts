export type { ContentLoader, LiveLoader } from './astro.ts';
export type { GraphQLDocument } from './document.ts';
export { type AnswerError, PressQLLoaderError } from './error.ts';
export { type LiveLoaderOptions, pressqlLiveLoader } from './live-loader.ts';
export { type LoaderOptions, pressqlLoader } from './loader.ts';
