import type { Discovery } from '../site/discover.ts';
import { withTimeout } from '../site/outcomes.ts';
import type { PluginNamespace, PluginRoute } from '../site/plugin-routes.ts';
import { sizeOf } from '../site/routes/example.ts';
import { readNamespace } from '../site/routes/namespaces.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type Check, good } from './check.ts';

/** Namespaces of WordPress itself. */
const namespacesOfCore =
  /^(wp\/v2|oembed\/1\.0|wp-site-health\/v1|wp-block-editor\/v1|wp-abilities\/v1|batch\/v1)$/;

/** Routes of one namespace that are asked whether visitors may read them. */
const maxAsked = 20;

/** Says of each namespace of a plugin whether the graph has its routes, which have schemas, and which of them visitors can read. */
export async function* routeChecks(
  rest: Rest,
  { site }: Pick<Discovery, 'site'>,
  timeout: number,
): AsyncGenerator<Check> {
  const { namespaces: known, pluginNamespaces } = site;
  for (const name of known.filter((each) => !namespacesOfCore.test(each))) {
    const used = pluginNamespaces.find((each) => each.name === name);
    try {
      const namespace =
        used ?? (await withTimeout(timeout, (signal) => readNamespace(rest, name, { known, signal })));
      if (namespace.routes.length > 0) yield await checkOf(rest, namespace, used !== undefined);
    } catch (error) {
      if (!(error instanceof WordPressError)) throw error;
      yield { topic: `Routes: ${name}`, verdict: 'note', finding: error.report, advice: error.advice };
    }
  }
}

async function checkOf(
  rest: Rest,
  { name, routes, leftOut }: PluginNamespace,
  isUsed: boolean,
): Promise<Check> {
  const asked = routes
    .filter(({ parameters }) => parameters.every(({ isRequired }) => !isRequired))
    .slice(0, maxAsked);
  const answers = await Promise.all(
    asked.map(async (route) => [route, await statusOf(rest, route)] as const),
  );
  const closed = answers.filter(([, status]) => status !== null);
  const open = answers.length - closed.length;
  const schemas = routes.filter(({ source }) => source !== null).length;
  const parts = [
    `${isUsed ? 'in the graph' : 'not in the graph'}: ${routes.length} routes, ${schemas} with types`,
    asked.length > 0 ? `visitors can read ${open} of ${asked.length} that need no parameter` : '',
    closed.length > 0
      ? `closed: ${closed.map(([{ route }, status]) => `${route.slice(name.length + 1)} (${status})`).join(', ')}`
      : '',
    leftOut.length > 0
      ? `left out: ${leftOut.map(({ route, reason }) => `${route} (${reason})`).join(', ')}`
      : '',
  ];
  return {
    ...good(`Routes: ${name}`, parts.filter(Boolean).join('; ')),
    advice: isUsed ? null : `With \`routes\` (--routes ${name}) the graph has them.`,
  };
}

/** Returns why visitors cannot read a route: the status, or the kind of the failure. Null if they can. */
async function statusOf(rest: Rest, route: PluginRoute): Promise<string | null> {
  try {
    await rest.get(route.route, sizeOf(route.parameters, 1));
    return null;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    return String(error.details.status ?? error.kind);
  }
}
