import { createGraphSource, type GraphSourceOptions, type Sending } from './graph-source.ts';
import type { GraphQLSchema } from './packages/graphql.ts';
import type { Discovery } from './site/discover.ts';
import { oneAtATime } from './values/one-at-a-time.ts';
import { letEnd } from './values/timers.ts';

/** The graph of a site, which the gateway replaces if the site changes. */
export interface CurrentGraph {
  /** The last discovery that changed the schema. */
  readonly discovery: Discovery;
  /** The schema of that discovery. */
  readonly schema: GraphQLSchema;
  /**
   * Discovers the site again. Resolves to whether the schema changed.
   *
   * @param since - a discovery that began after this time is new enough, in milliseconds of `performance.now`. @default now
   * @throws WordPressError if the site cannot be read; the schema then does not change
   */
  refresh(since?: number): Promise<boolean>;
  /** Ends the refreshes, and closes the connections to WordPress. */
  close(): void;
}

/** Options of {@link openGraph}. */
export interface CurrentGraphOptions extends GraphSourceOptions {
  /** How discoveries send their requests, and what ends them. */
  readonly sending: Sending & { readonly signal: AbortSignal };
  /** Milliseconds between two refreshes. 0: the gateway does not refresh. */
  readonly interval: number;
  /** Called with a line for the operator. */
  readonly onNote: (line: string) => void;
  /** Called if a refresh in the background fails. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds between two tries to read a site that was down at the start. */
const catchUpInterval = 10_000;

/**
 * Discovers a site, builds its schema, and refreshes both.
 *
 * @throws WordPressError if there is no usable WordPress at the address
 * @throws IntegrationError if an integration is invalid, or adds a name that already exists
 */
export async function openGraph(given: CurrentGraphOptions): Promise<CurrentGraph> {
  const { interval, sending, onNote, onError } = given;
  const { signal } = sending;
  const source = createGraphSource(given);
  const noted = new Set<string>();
  const discover = async (earlier?: Discovery) => {
    const discovery = await source.discover(sending, earlier);
    for (const { message, advice } of discovery.findings.warnings) {
      const line = advice === null ? message : `${message} ${advice}`;
      if (!noted.has(line)) onNote(line);
      noted.add(line);
    }
    return discovery;
  };
  const graphOf = (discovery: Discovery) => ({ discovery, schema: source.build(discovery.site) });
  let last = await discover();
  let current = graphOf(last);
  const refresh = oneAtATime(async () => {
    const discovery = await discover(last);
    last = discovery;
    const isSame = discovery.site.fingerprint === current.discovery.site.fingerprint;
    if (isSame) {
      discovery.rest.close();
      return false;
    }
    const before = current.discovery.rest;
    current = graphOf(discovery);
    before.close();
    return true;
  }, performance.now.bind(performance));
  // A gateway that started while WordPress was down reads the site as soon as it can.
  const catchUp = () => {
    if (!last.isRemembered || signal.aborted) return;
    letEnd(setTimeout(() => void refresh().catch(onError).finally(catchUp), catchUpInterval));
  };
  if (last.isRemembered)
    onNote('WordPress is down. The gateway answers what it remembers, and tries to reach it.');
  catchUp();
  const timer = interval > 0 ? letEnd(setInterval(() => void refresh().catch(onError), interval)) : undefined;
  return {
    get discovery() {
      return current.discovery;
    },
    get schema() {
      return current.schema;
    },
    refresh,
    close() {
      clearInterval(timer);
      current.discovery.rest.close();
    },
  };
}
