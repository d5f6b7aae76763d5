import { checkedAges } from '../cache/ages.ts';
import { agedResources } from '../cache/routes.ts';
import type { Sending } from '../graph-source.ts';
import { createAnswerMemory } from '../server/answers/answer-cache.ts';
import type { Discovery } from '../site/discover.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Instance, KnownGraph } from './instance.ts';

/**
 * How long a request waits for the discovery of another request, as a multiple of the option `timeout`. After that, the host may
 * have cancelled the other request, because its client has left. Cloudflare lets such a request go on for half a minute.
 */
const longestWait = 3;

/** Milliseconds between two checks whether another request has discovered the site. */
const checkInterval = 20;

/** Milliseconds for which requests get the error of a failed discovery, and send nothing to WordPress. */
const pauses = {
  /** WordPress may be back at any time. */
  wordpress: 1000,
  /** An option that does not fit the site, or an integration that fails, rarely mends itself. */
  other: 30_000,
};

/**
 * Discovers the site, and notes its graph in the instance. Notes nothing if a discovery that began later has ended already:
 * WordPress may have changed between the two.
 *
 * @returns the graph of the instance
 * @throws WordPressError if the site cannot be read; the instance then keeps its graph
 * @throws TypeError if `ages` names a resource that the site does not have
 */
export async function discover(instance: Instance, sending: Sending, now: () => number): Promise<KnownGraph> {
  const { source, plan } = instance;
  const since = now();
  instance.discoveringSince = since;
  try {
    const discovery = await source.discover(sending, instance.graph ?? undefined);
    discovery.rest.close();
    checkedAges(plan.options.ages ?? {}, agedResources(discovery.site));
    const { graph } = instance;
    if (graph && graph.discoveredAt > since) return graph;
    instance.graph = graphWith(instance, discovery, since);
    instance.problem = null;
    return instance.graph;
  } catch (error) {
    const pause = error instanceof WordPressError ? pauses.wordpress : pauses.other;
    if (instance.discoveredAt <= since) instance.problem = { error, until: now() + pause };
    throw error;
  } finally {
    if (instance.discoveringSince === since) instance.discoveringSince = null;
    instance.discoveredAt = Math.max(instance.discoveredAt, since);
  }
}

/** Returns the graph of a discovery. It has the schema and the answers of the instance's graph if the site is the same. */
function graphWith(instance: Instance, { site, snapshot }: Discovery, discoveredAt: number): KnownGraph {
  const { graph, source, plan } = instance;
  if (graph?.site.fingerprint === site.fingerprint) return { ...graph, snapshot, discoveredAt };
  const answers = createAnswerMemory(plan.settings.answerCacheSize);
  return { site, snapshot, discoveredAt, schema: source.build(site), answers };
}

/** Whether the site has to be discovered again, because the last discovery is too old. */
export function isDiscoveryDue(instance: Instance, now: number): boolean {
  const { refresh } = instance.plan.settings;
  return refresh > 0 && !isUnderWay(instance, now) && now - instance.discoveredAt >= refresh;
}

function isUnderWay({ plan, discoveringSince: since }: Instance, now: number): boolean {
  return since !== null && now - since <= longestWait * plan.settings.timeout;
}

/**
 * Returns the graph of the instance. Without one, discovers the site, or waits for the request that is discovering it.
 *
 * @throws WordPressError if there is no usable WordPress at the address
 * @throws the error of an option that does not fit the site, or of an integration
 */
export async function graphOf(instance: Instance, sending: Sending, now: () => number): Promise<KnownGraph> {
  for (;;) {
    const { graph, problem } = instance;
    if (graph) return graph;
    if (!isUnderWay(instance, now())) {
      if (problem && now() < problem.until) throw problem.error;
      return await discover(instance, sending, now).catch((error: unknown) => {
        const { onError = console.error } = instance.plan.options;
        onError(error instanceof WordPressError ? new Error(`${error.report} ${error.advice}`) : error);
        throw error;
      });
    }
    // If the host cancels the other request, a promise of that request never settles. A timer of this request always fires.
    await new Promise((resolve) => setTimeout(resolve, checkInterval));
  }
}
