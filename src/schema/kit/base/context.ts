import type { ChangeEvent, Subscription } from '../../../cache/events.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLError } from '../../../packages/graphql.ts';
import type { FileToSend } from '../../../wordpress/rest.ts';
import type { PreviewRequest } from './preview-request.ts';

/** The limits of what resolvers return. */
export interface OperationLimits {
  /** Maximum number of fields of the answer. */
  readonly maxAnswerFields: number;
  /** Maximum number of sensitive fields of a request: passwords, logins, e-mails. */
  readonly maxSecretTries: number;
}

/** Counts the passwords and logins that one client tries. */
export interface Logins {
  /** @throws GraphQLError if the client has tried too many in a minute */
  take(): Promise<void>;
  /** Uncounts a try with the right password. */
  giveBack(): Promise<void>;
}

/**
 * The context of one request, as resolvers get it.
 *
 * @example
 * resolve: (_root, _args, { loaders }: Context) => loaders.rest.get('/reading-list/v1/picks')
 */
export interface Context {
  /** The loaders of the request. A write replaces them, so that later reads do not use their caches. */
  loaders: Loaders;
  /** The limits of the operation. */
  readonly limits: OperationLimits;
  /** Counts the passwords and logins that the client tries. */
  readonly logins: Logins;
  /** The document whose unpublished version the client wants to see. Null if it wants none. */
  readonly preview: PreviewRequest | null;
  /** Headers of the request, and further headers of the answer, for the sessions of plugins. */
  readonly headers: {
    get(name: string): string | null;
    set(name: string, value: string): void;
  };
  /** The HTTP request. The operations of a batch share it. */
  readonly request: object;
  /**
   * When the operation changed a fact that discovery reads, such as the front page, in milliseconds of `performance.now()`.
   * The gateway then discovers the site again before it answers. Null if it has not changed any.
   */
  siteChangedAt: number | null;
  /** Returns the changes that a client subscribes to. @throws GraphQLError if there are too many subscriptions */
  readonly subscribe: (subscription: Subscription) => AsyncIterable<ChangeEvent>;
  /**
   * Downloads a file, passes it to `use`, and deletes it afterwards. Is null if the operator does not allow clients to
   * upload files by URL.
   */
  readonly fetchFile: (<T>(url: string, use: (file: FileToSend) => Promise<T>) => Promise<T>) | null;
  /** Located errors of fields that still have a value. */
  readonly notices: GraphQLError[];
  /** The operation that this one is a part of: the limits of an answer are for all of its parts together. @default itself */
  readonly whole?: object | undefined;
}
