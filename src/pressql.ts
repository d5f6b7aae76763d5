import type { GatewaySettings } from './config/gateway-options.ts';
import type { LiveState } from './feed/live.ts';
import type { GraphQLSchema } from './packages/graphql.ts';
import type { Integrations } from './schema/integration/check.ts';
import type { OperationEvent } from './server/exchange.ts';
import type { Handler } from './server/node.ts';
import type { DiscoverOptions } from './site/discover.ts';
import type { Site } from './site/site.ts';
import type { UploadProgress } from './wordpress/spool.ts';
import type { TrafficState } from './wordpress/traffic/traffic.ts';

/**
 * Options of `createPressQL`. The options that the command line has as well are rows of `src/config/options.ts`,
 * with their types, defaults and documentation.
 *
 * @example
 * const options: PressQLOptions = { url: 'https://site.example', maxPageSize: 100, grants: [] };
 */
export interface PressQLOptions
  extends Omit<
      DiscoverOptions,
      | 'reserved'
      | 'before'
      | 'pluginFields'
      | 'pluginContent'
      | 'errorCodes'
      | 'memory'
      | 'traffic'
      | keyof GatewaySettings
    >,
    GatewaySettings {
  /** Address of a WordPress site: its home page, any other page, or its REST API. */
  readonly url: string;
  /**
   * Integrations of plugins. A list is placed before the built-in integrations, and replaces built-in ones with the same
   * name. A function receives the built-in integrations and returns the whole list. @default the built-in integrations
   */
  readonly integrations?: Integrations | undefined;
  /** Called with the progress, in bytes, while the gateway sends a file to WordPress. @default none */
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined;
  /** Called when an operation of a client has ended. @default none */
  readonly onOperation?: ((operation: OperationEvent) => void) | undefined;
  /** Called with lines about the detection of changes: when it fails or recovers, or a webhook is given up. @default console.warn */
  readonly onNote?: ((line: string) => void) | undefined;
  /** Called with errors whose details clients do not see. @default console.error */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * The gateway of one WordPress site.
 *
 * @example
 * const pressql: PressQL = await createPressQL({ url: 'https://site.example' });
 * console.log(pressql.site.name, pressql.schema.getQueryType()?.getFields());
 */
export interface PressQL {
  /** The current schema. The gateway replaces it if a refresh finds a changed site. */
  readonly schema: GraphQLSchema;
  /** The site as of the last discovery that changed the schema. */
  readonly site: Site;
  /** The requests to WordPress that run and wait, and the routes that the gateway leaves alone. */
  readonly traffic: TrafficState;
  /** What the gateway knows about changes in WordPress, and whom it told. */
  readonly live: LiveState;
  /**
   * Handles a web-standard request. You can mount it in any server or framework. If the server knows the IP address of the
   * client, pass it as `{ clientAddress }`: limits of one client then do not affect others.
   *
   * @example
   * const response = await pressql.fetch(new Request('http://localhost/graphql?query={generalSettings{title}}'));
   */
  readonly fetch: Handler;
  /**
   * Discovers the site again. Resolves to whether the schema changed.
   *
   * @throws WordPressError if the site cannot be read; the schema then does not change
   * @example
   * if (await pressql.refresh()) console.log('The schema has changed.');
   */
  refresh(): Promise<boolean>;
  /** Answers readiness checks with 503 from now on, because the server is about to stop. Other requests are answered as before. */
  drain(): void;
  /** Aborts running requests and closes the connections to WordPress. */
  close(): Promise<void>;
}
