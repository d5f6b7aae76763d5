import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { expectTypeOf } from 'vitest';
import {
  type ClientInfo,
  createPressQL,
  type ErrorKind,
  type FrontPage,
  type PressQL,
  type PressQLOptions,
  type Resource,
  type RestRoot,
  type Site,
  toNodeHandler,
  type UploadProgress,
  type UpstreamRequest,
  WordPressError,
  type WordPressErrorDetails,
} from '../../src/index.ts';

/*
 * Types that users of the package rely on. Nothing here runs: `npm run types` compiles it, and fails where a type
 * changes, or where a line marked as wrong is accepted.
 */

expectTypeOf(createPressQL).parameters.toEqualTypeOf<[options: PressQLOptions]>();
expectTypeOf(createPressQL).returns.resolves.toEqualTypeOf<PressQL>();

expectTypeOf<{ url: string }>().toExtend<PressQLOptions>();
expectTypeOf<PressQLOptions['maxPageSize']>().toEqualTypeOf<number | undefined>();
expectTypeOf<PressQLOptions['maxRequestSize']>().toEqualTypeOf<number | undefined>();
expectTypeOf<PressQLOptions['graphiql']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<PressQLOptions['strict']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<PressQLOptions['corsOrigins']>().toEqualTypeOf<readonly string[] | undefined>();
expectTypeOf<PressQLOptions['grants']>().toEqualTypeOf<readonly string[] | undefined>();
expectTypeOf<PressQLOptions['frontendUrl']>().toEqualTypeOf<string | undefined>();
expectTypeOf<PressQLOptions['onRequest']>().toEqualTypeOf<((request: UpstreamRequest) => void) | undefined>();
expectTypeOf<PressQLOptions['onUpload']>().toEqualTypeOf<((progress: UploadProgress) => void) | undefined>();
expectTypeOf<PressQLOptions['onError']>().toEqualTypeOf<((error: unknown) => void) | undefined>();

// @ts-expect-error the address of the site is required
export const withoutUrl: PressQLOptions = { maxPageSize: 100 };
// @ts-expect-error no such option
export const withUnknown: PressQLOptions = { url: 'https://site.example', nonsense: 1 };
// @ts-expect-error a size is a number
export const withText: PressQLOptions = { url: 'https://site.example', maxPageSize: '100' };
// @ts-expect-error the port belongs to the command: the library does not listen
export const withPort: PressQLOptions = { url: 'https://site.example', port: 4000 };

expectTypeOf<PressQL['schema']>().toEqualTypeOf<GraphQLSchema>();
expectTypeOf<PressQL['site']>().toEqualTypeOf<Site>();
expectTypeOf<PressQL['fetch']>().toEqualTypeOf<(request: Request, info?: ClientInfo) => Promise<Response>>();
expectTypeOf<PressQL['refresh']>().returns.resolves.toBeBoolean();
expectTypeOf<PressQL['close']>().returns.resolves.toBeVoid();

expectTypeOf<Site['resources']>().toEqualTypeOf<ReadonlyMap<string, Resource>>();
expectTypeOf<Site['front']>().toEqualTypeOf<FrontPage | null>();
expectTypeOf<Site['root']>().toEqualTypeOf<RestRoot>();
/** What is known of a site cannot be changed from outside. */
export function rename(site: Site): void {
  // @ts-expect-error read-only
  site.name = 'Another';
}

expectTypeOf(toNodeHandler).toBeCallableWith((_: Request) => Promise.resolve(new Response()));
expectTypeOf(toNodeHandler).returns.toExtend<
  (request: IncomingMessage, response: ServerResponse) => unknown
>();

expectTypeOf<WordPressError>().toExtend<Error>();
expectTypeOf<WordPressError['kind']>().toEqualTypeOf<ErrorKind>();
expectTypeOf<WordPressError['advice']>().toBeString();
expectTypeOf(WordPressError).toBeConstructibleWith('forbidden', 'No.', { status: 403 });
expectTypeOf<WordPressError['details']>().toEqualTypeOf<WordPressErrorDetails>();
expectTypeOf<'unreachable' | 'forbidden' | 'not-found'>().toExtend<ErrorKind>();

expectTypeOf<UpstreamRequest['status']>().toEqualTypeOf<number | null>();
expectTypeOf<UpstreamRequest['ms']>().toBeNumber();
expectTypeOf<UploadProgress>().toEqualTypeOf<{
  readonly name: string;
  readonly size: number;
  readonly sent: number;
}>();
