import { assemble, type Parts } from '../assembly.ts';
import type { Sending } from '../graph-source.ts';
import { createEdge } from '../server/edge.ts';
import { internalError } from '../server/errors.ts';
import { unavailable } from '../server/unavailable.ts';
import { oneAtATime } from '../values/one-at-a-time.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { createTraffic } from '../wordpress/traffic/traffic.ts';
import { discover, graphOf, isDiscoveryDue } from './graph.ts';
import { createInstance, type DiscoveryProblem, type Instance, type KnownGraph } from './instance.ts';
import { noEvents, noRateLimits } from './lacking.ts';
import { checkedOptions, type EdgeOptions } from './options.ts';

/**
 * A gateway at the edge. Its `fetch` is the handler of a Cloudflare Worker, of an edge function of Vercel, or of `Deno.serve`.
 *
 * @example
 * const worker: EdgeGateway = createPressQL({ url: 'https://site.example' });
 * export default worker;
 */
export interface EdgeGateway<Env = unknown> {
  /**
   * Answers a web-standard request. The first request of an instance discovers the site.
   *
   * @param env - the variables and secrets of the Worker, which the function in {@link createPressQL} gets
   * @param context - its `waitUntil` lets the gateway read old data again after the answer
   */
  readonly fetch: (request: Request, env?: Env, context?: unknown) => Promise<Response>;
}

/**
 * Returns a gateway for hosts that run web-standard handlers and have no Node: Cloudflare Workers, edge functions of Vercel.
 * It sends nothing before its first request, because such hosts forbid that.
 *
 * @param given - the options, or a function that makes them of the variables of the Worker. It is called once in each instance
 * @throws TypeError if an option does not exist at the edge. If a function returns the options, requests get status 500
 * @example
 * export default createPressQL((env: { WORDPRESS_URL: string }) => ({ url: env.WORDPRESS_URL }));
 */
export function createPressQL<Env = unknown>(
  given: EdgeOptions | ((env: Env) => EdgeOptions),
): EdgeGateway<Env> {
  if (typeof given !== 'function') checkedOptions(given);
  let instance: Instance | null = null;
  return {
    async fetch(request, env, context) {
      try {
        // `env` is undefined if the host passes no variables. Only the author of the function knows whether it does.
        instance ??= createInstance(typeof given === 'function' ? given(env as Env) : given);
      } catch (error) {
        console.error(error);
        return Response.json({ errors: [internalError()] }, { status: 500 });
      }
      return answer(instance, request, waitUntilIn(context) ?? waitUntilIn(env));
    },
  };
}

type WaitUntil = (work: Promise<unknown>) => void;

/** Returns `waitUntil` of the host, which keeps work running after the answer. Cloudflare passes it third, Vercel second. */
function waitUntilIn(context: unknown): WaitUntil | undefined {
  if (typeof context !== 'object' || context === null || !('waitUntil' in context)) return undefined;
  const { waitUntil } = context;
  return typeof waitUntil === 'function' ? (work) => void waitUntil.call(context, work) : undefined;
}

/** Answers a request with a gateway of its own, over what the instance remembers. */
async function answer(
  instance: Instance,
  request: Request,
  waitUntil: WaitUntil | undefined,
): Promise<Response> {
  const { options, settings } = instance.plan;
  const { now = Date.now, onError = console.error } = options;
  const ending = new AbortController();
  const traffic = createTraffic({ concurrency: settings.concurrency, now });
  const sending = { traffic, signal: ending.signal };
  const client = { clientAddress: clientAddressOf(request) ?? undefined };
  const reading = graphOf(instance, sending, now);
  // The client may leave while other requests wait for the site.
  waitUntil?.(reading.catch(() => undefined));
  // `graphOf` has told the operator what is wrong.
  const graph = await reading.catch(() => null);
  if (!graph) return waiting(instance)(request, client);
  const { handler } = assemble({
    ...instance,
    graph: graphOfRequest(instance, graph, sending),
    answers: graph.answers,
    ages: options.ages ?? {},
    rateLimits: noRateLimits,
    events: noEvents,
    inBackground: waitUntil,
    signal: ending.signal,
  });
  const refreshed = isDiscoveryDue(instance, now())
    ? discover(instance, sending, now).then(() => undefined, onError)
    : null;
  if (refreshed && waitUntil) waitUntil(refreshed);
  return handler(request, client);
}

/** Returns a handler for an instance that could not read the site. */
function waiting({ plan: { options, settings }, problem }: Instance) {
  const { onOperation = () => undefined, onError = console.error } = options;
  const { endpoint, corsOrigins } = settings;
  const readiness = () => ({ isReady: false, status: 'starting' });
  return createEdge(
    { endpoint, corsOrigins, onOperation, onError, readiness },
    { answer: async () => answerTo(problem) },
  );
}

function answerTo(problem: DiscoveryProblem | null): Response {
  if (!problem) return unavailable(null);
  const { error, until } = problem;
  if (error instanceof WordPressError) return unavailable({ error, until });
  return Response.json({ errors: [internalError()] }, { status: 500 });
}

/** Returns the graph for one request, which sends its reads to WordPress through a REST client of its own. */
function graphOfRequest(instance: Instance, known: KnownGraph, sending: Sending): Parts['graph'] {
  const { source, plan } = instance;
  const { now = Date.now } = plan.options;
  const withRest = (graph: KnownGraph) => ({ graph, rest: source.connect(sending, graph.site.root) });
  let current = withRest(known);
  return {
    get discovery() {
      return { site: current.graph.site, rest: current.rest };
    },
    get schema() {
      return current.graph.schema;
    },
    refresh: oneAtATime(
      async () => {
        const before = current.graph.schema;
        current = withRest(await discover(instance, sending, now));
        return current.graph.schema !== before;
      },
      () => performance.now(),
    ),
  };
}

/** Returns the address of the client, which Cloudflare writes into a header. At other hosts, the client may have written it. */
function clientAddressOf(request: Request): string | null {
  return 'cf' in request ? request.headers.get('cf-connecting-ip') : null;
}
