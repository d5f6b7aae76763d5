export type { PressQL, PressQLOptions } from './gateway.ts';
export { createPressQL } from './gateway.ts';
export { toNodeHandler } from './server/node.ts';
export type { FrontPage, Resource, Site } from './site/site.ts';
export type { ErrorKind, WordPressErrorDetails } from './wordpress/errors.ts';
export { WordPressError } from './wordpress/errors.ts';
export type { RestRoot } from './wordpress/rest.ts';
export type { UploadProgress } from './wordpress/spool.ts';
export type { UpstreamRequest } from './wordpress/upstream.ts';
