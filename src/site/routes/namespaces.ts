import { isRecord, valueAt } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { UnreadAnswer } from '../answers.ts';
import { type JsonSchema, readJsonSchema } from '../json-schema.ts';
import { valueOrError, withTimeout } from '../outcomes.ts';
import type { PluginNamespace } from '../plugin-routes.ts';
import { describeRoute, type RouteDescription, routeOf } from './describe-route.ts';
import { plainSchema } from './plain-schema.ts';

/** The namespace whose routes the graph has anyway. */
const ownNamespace = 'wp/v2';

/** Returns names of namespaces as WordPress writes them, each once: `/buddypress/v2/` is `buddypress/v2`. */
export function namespacesIn(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim().replace(/^\/+|\/+$/g, '')))];
}

/** Options of {@link readNamespace}. */
export interface NamespaceOptions {
  /** The namespaces in the index of the site. Empty if it is closed. */
  readonly known: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Reads the routes of a namespace and their schemas with one request. An OpenAPI document and examples take more.
 *
 * @throws WordPressError of the kind `not-found` if the site has no such namespace; the advice lists those that it has
 */
export async function readNamespace(
  rest: Rest,
  name: string,
  { known, signal }: NamespaceOptions,
): Promise<PluginNamespace> {
  checkName(name, known);
  const index = await valueOrError(rest.get(`/${name}`, { context: 'help' }, { signal }));
  if (!(index instanceof WordPressError)) return namespaceOf(name, index);
  throw index.details.restCode === 'rest_no_route' ? unknownNamespace(name, known) : index;
}

/** Options of {@link discoverNamespaces}. */
export interface DiscoverNamespacesOptions {
  readonly names: readonly string[];
  /** The namespaces in the index of the site. Empty if it is closed. */
  readonly known: readonly string[];
  /** The result of the earlier discovery. Undefined at the start. */
  readonly earlier: readonly PluginNamespace[] | undefined;
  /** Milliseconds for all requests. */
  readonly timeout: number;
}

/**
 * Reads namespaces as {@link readNamespace} does. One that cannot be read now stays as it was. A running gateway leaves one out that
 * the site has no more, because the operator has switched its plugin off.
 *
 * @throws WordPressError at the start, if the site has no such namespace
 */
export async function discoverNamespaces(
  rest: Rest,
  { names, known, earlier, timeout }: DiscoverNamespacesOptions,
): Promise<readonly [readonly PluginNamespace[], readonly UnreadAnswer[]]> {
  const unread: UnreadAnswer[] = [];
  const read = await withTimeout(timeout, (signal) =>
    Promise.all(
      namespacesIn(names).map(async (name) => {
        const now = await valueOrError(readNamespace(rest, name, { known, signal }));
        if (!(now instanceof WordPressError)) return now;
        const isMissing = now.kind === 'not-found';
        if (isMissing && !earlier) throw now;
        const before = isMissing ? undefined : earlier?.find((each) => each.name === name);
        unread.push({
          closed: `The routes of ${name} are not shown`,
          failed: `The routes of ${name} could not be read`,
          error: now,
          instead: before ? 'the earlier answer stays in use' : 'the graph lacks them',
          advice: now.advice,
        });
        return before ?? null;
      }),
    ),
  );
  return [read.filter((each) => each !== null), unread];
}

/** @throws WordPressError if the site cannot have the namespace, or the graph has it anyway */
function checkName(name: string, known: readonly string[]): void {
  if (name === ownNamespace) {
    throw new WordPressError('not-found', `\`routes\` names "${name}", which is WordPress' own.`, {
      advice: `The graph has its content anyway: leave it out.`,
    });
  }
  const isPath = /^[\w.~-]+(\/[\w.~-]+)*$/.test(name) && !/(^|\/)\.+(\/|$)/.test(name);
  if (!isPath || (known.length > 0 && !known.includes(name))) throw unknownNamespace(name, known);
}

function unknownNamespace(name: string, known: readonly string[]): WordPressError {
  const others = known.filter((each) => each !== ownNamespace);
  return new WordPressError(
    'not-found',
    `\`routes\` names the namespace "${name}", which the REST API of the site lacks.`,
    {
      advice:
        others.length > 0
          ? `It has ${others.join(', ')}.`
          : 'The site does not list its namespaces: look at the addresses of the requests that its plugin answers.',
    },
  );
}

/** Returns a namespace by its index, in the context `help`. */
export function namespaceOf(name: string, index: unknown): PluginNamespace {
  const routes = valueAt(index, 'routes');
  const described: RouteDescription[] = [];
  const leftOut: { route: string; reason: string }[] = [];
  for (const [route, description] of Object.entries(isRecord(routes) ? routes : {})) {
    const read = route.startsWith(`/${name}`) ? describeRoute(name, route, description) : null;
    if (typeof read === 'string') leftOut.push({ route, reason: read });
    else if (read !== null && described.length >= limits.maxRoutes)
      leftOut.push({ route, reason: `the namespace has more than ${limits.maxRoutes} routes` });
    else if (read !== null) described.push(read);
  }
  return namespaceWith(name, described, leftOut);
}

function namespaceWith(
  name: string,
  described: readonly RouteDescription[],
  leftOut: PluginNamespace['leftOut'],
): PluginNamespace {
  const definitions = new Map<string, JsonSchema>();
  const routes = described.map((row) => {
    const { schema = {} } = row;
    const prefix = `${text(schema, 'title') ?? row.route} `;
    const plain = plainSchema(schema ?? {}, schema ?? {}, prefix);
    for (const [key, each] of plain.definitions) {
      if (definitions.size < limits.maxRouteTypes) definitions.set(key, readJsonSchema(each));
    }
    return routeOf(row, plain.schema, described);
  });
  return { name, routes, leftOut, definitions: Object.fromEntries(definitions) };
}
