import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLError } from '../../../packages/graphql.ts';
import type { FileToSend } from '../../../wordpress/rest.ts';

/** What resolvers find on the context. */
export interface Context {
  /** Made anew by a write, so that what is read after it is fresh. */
  loaders: Loaders;
  /** To be called when what is known of the site itself was changed: its name, its front page. */
  siteChanged(): Promise<void>;
  /**
   * Fetches a file from the internet, and deletes it when it was used; null where the operator doesn't let clients have
   * files fetched.
   */
  readonly fetchFile: (<T>(url: string, use: (file: FileToSend) => Promise<T>) => Promise<T>) | null;
  /** Located errors of fields that have a value in spite of them. */
  readonly notices: GraphQLError[];
}
