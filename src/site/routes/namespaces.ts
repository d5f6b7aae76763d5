import { isRecord, valueAt } from '../../values/json.ts';
import { limits } from '../../values/limits.ts';
import { text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { Query, Rest } from '../../wordpress/rest.ts';
import type { UnreadAnswer } from '../answers.ts';
import { type JsonSchema, readJsonSchema } from '../json-schema.ts';
import { valueOrError, withTimeout } from '../outcomes.ts';
import type { PluginNamespace, PluginRoute } from '../plugin-routes.ts';
import { describeRoute, type RouteDescription, routeOf } from './describe-route.ts';
import { exampleFor, exampleReads } from './example.ts';
import { documentedRoute, documentRoutes, openApiIn, withDocumented } from './openapi.ts';
import { plainSchema } from './plain-schema.ts';

type Json = Readonly<Record<string, unknown>>;

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
  /** The result of the earlier discovery. Routes typed from examples keep their types, so that a changed value removes no field. @default none */
  readonly earlier?: PluginNamespace | undefined;
}

/**
 * Reads the routes of a namespace and their schemas with one request. An OpenAPI document and examples take more.
 *
 * @throws WordPressError of the kind `not-found` if the site has no such namespace; the advice lists those that it has
 */
export async function readNamespace(
  rest: Rest,
  name: string,
  { known, signal, earlier }: NamespaceOptions,
): Promise<PluginNamespace> {
  checkName(name, known);
  const index = await valueOrError(rest.get(`/${name}`, { context: 'help' }, { signal }));
  if (!(index instanceof WordPressError)) {
    return keepExamples(
      namespaceOf(name, await readEvidence(rest, { name, index, earlier }, signal)),
      earlier,
    );
  }
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
 * Reads namespaces as {@link readNamespace} does. If the gateway cannot read one now, it keeps the earlier result.
 * If the site no longer has it, a running gateway leaves it out: the operator has switched off its plugin.
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
        const last = earlier?.find((each) => each.name === name);
        const now = await valueOrError(readNamespace(rest, name, { known, signal, earlier: last }));
        if (!(now instanceof WordPressError)) return now;
        const isMissing = now.kind === 'not-found';
        if (isMissing && !earlier) throw now;
        const before = isMissing ? undefined : last;
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

/** What discovery reads about a namespace. */
export interface NamespaceEvidence {
  /** The index of the namespace, in the context `help`. */
  readonly index: unknown;
  /** Its OpenAPI document. @default none */
  readonly document?: Json | null;
  /** Answers of routes without a schema to a visitor, by route. @default none */
  readonly examples?: ReadonlyMap<string, unknown>;
}

/** Returns a namespace by what discovery has read about it. */
export function namespaceOf(
  name: string,
  { index, document = null, examples }: NamespaceEvidence,
): PluginNamespace {
  const { described, leftOut } = routesIn(name, index);
  const definitions = new Map<string, JsonSchema>();
  const known = described.map((row) => {
    const documented = document && documentedRoute(name, document, row);
    if (row.schema === null && documented) {
      const parameters = withDocumented(row.parameters, documented.parameters);
      return { row: { ...row, parameters, source: 'openapi' as const }, plain: documented.answer };
    }
    const example = row.schema === null ? exampleFor(row, described, examples) : null;
    const schema = row.schema ?? example ?? {};
    const plain = plainSchema(schema, schema, `${text(schema, 'title') ?? row.route} `);
    return { row: example ? { ...row, source: 'example' as const } : row, plain };
  });
  const routes = known.map(({ row, plain }) => {
    for (const [key, each] of plain.definitions) {
      if (definitions.size < limits.maxRouteTypes) definitions.set(key, readJsonSchema(each));
    }
    return routeOf(row, plain.schema, described);
  });
  return { name, routes, leftOut, definitions: Object.fromEntries(definitions) };
}

interface RoutesInIndex {
  readonly described: readonly RouteDescription[];
  readonly leftOut: PluginNamespace['leftOut'];
}

function routesIn(name: string, index: unknown): RoutesInIndex {
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
  return { described, leftOut };
}

/** Returns a namespace, with the routes that the earlier discovery typed from examples. */
function keepExamples(now: PluginNamespace, earlier: PluginNamespace | undefined): PluginNamespace {
  const isUntyped = ({ source }: PluginRoute) => source === null || source === 'example';
  const routes = now.routes.map((row) => (isUntyped(row) && exampleIn(earlier, row.route)) || row);
  return { ...now, routes };
}

function exampleIn(namespace: PluginNamespace | undefined, route: string): PluginRoute | undefined {
  return namespace?.routes.find((row) => row.route === route && row.source === 'example');
}

/** Reads what describes the routes that have no schema: an OpenAPI document, or else examples of their answers. */
async function readEvidence(
  rest: Rest,
  {
    name,
    index,
    earlier,
  }: Pick<NamespaceOptions, 'earlier'> & { readonly name: string; readonly index: unknown },
  signal: AbortSignal,
): Promise<NamespaceEvidence> {
  const { described } = routesIn(name, index);
  const without = described.filter(({ schema }) => schema === null);
  if (without.length === 0) return { index };
  const read = (route: string, query: Query) => valueOrError(rest.get(route, query, { signal }));
  const answers = await Promise.all(documentRoutes(described).map((route) => read(route, {})));
  const document = answers.map(openApiIn).find((each) => each !== null) ?? null;
  const documents = new Set(documentRoutes(described));
  const unknown = without.filter(
    (row) =>
      !documents.has(row.route) &&
      !exampleIn(earlier, row.route) &&
      !(document && documentedRoute(name, document, row)),
  );
  const examples = await Promise.all(
    exampleReads(unknown).map(async ({ route, query }) => [route, await read(route, query)] as const),
  );
  return {
    index,
    document,
    examples: new Map(examples.filter(([, answer]) => !(answer instanceof WordPressError))),
  };
}
