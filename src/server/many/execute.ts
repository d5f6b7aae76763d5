import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from '../../packages/graphql.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { parseJointId } from '../../schema/many/ids.ts';
import type { JoinedGraph, SiteReader } from '../../schema/many/join.ts';
import { tooMany } from '../document-limits.ts';
import { fragmentsOf, merged } from '../document-size.ts';
import { isIntrospection } from '../introspection-cost.ts';
import type { OperationContext } from '../operation-context.ts';
import { partDocument } from './part-document.ts';
import type { Parts } from './parts.ts';
import type { ServedSites } from './served-sites.ts';

/** What executes an operation of a joined graph. */
export interface Joining {
  readonly graph: JoinedGraph;
  readonly sites: ServedSites;
  readonly parts: Parts;
  readonly maxRootFields: number;
  /** Executes an operation on one schema. */
  readonly execute: (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;
}

type Path = readonly (string | number)[];

/**
 * Executes an operation. Executes the part below each `site(name:)` with the schema, the loaders and the limits of that site.
 * The result of a part goes into the answer as it is, so `graph.roots` has only the root fields.
 */
export async function executeJoined(args: ExecutionArgs, joining: Joining): Promise<ExecutionResult> {
  const { graph, sites, execute, maxRootFields } = joining;
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return execute(args);
  const fragments = fragmentsOf(args.document);
  const roots = merged([operation.selectionSet], fragments);
  const count = [...roots.values()].reduce((sum, nodes) => sum + rootFieldsIn(nodes, fragments), 0);
  if (count > maxRootFields) return { errors: [tooManyRoots(count, maxRootFields)] };
  const errors: GraphQLError[] = [];
  const reader = readerOf(args, joining, errors);
  const answer = await execute({ ...args, schema: graph.roots, contextValue: reader });
  const whole = [...(answer.errors ?? []), ...errors];
  const all: ExecutionResult = { ...answer, ...(whole.length > 0 ? { errors: whole } : {}) };
  const aboutSchema = [...roots].filter(([, [first]]) => isIntrospection(first?.name.value));
  if (aboutSchema.length === 0) return all;
  const idle: SiteReader = { site: async () => null, node: async () => null, sites: () => sites.facts() };
  const about = await execute({ ...args, contextValue: idle });
  return withSchema(all, about, new Set(aboutSchema.map(([name]) => name)));
}

/** Returns how many root fields one root field counts for: `site(name:)` counts for each field directly below it. */
function rootFieldsIn(nodes: readonly FieldNode[], fragments: ReturnType<typeof fragmentsOf>): number {
  if (nodes[0]?.name.value !== 'site') return 1;
  return merged(
    nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    fragments,
  ).size;
}

function tooManyRoots(count: number, limit: number): GraphQLError {
  const what = { what: 'root fields, those of all sites together', advice: 'Send several operations' };
  return tooMany(count, { ...what, limit, option: 'maxRootFields' });
}

/**
 * Returns the answer with the introspection fields of the schema that clients see. The schema that executes the root fields
 * (`graph.roots`) has other types.
 */
function withSchema(
  answer: ExecutionResult,
  about: ExecutionResult,
  names: ReadonlySet<string>,
): ExecutionResult {
  if (!answer.data || !about.data) return about.data ? answer : about;
  const data = Object.fromEntries(
    Object.entries(answer.data).map(([name, value]) => [name, names.has(name) ? about.data?.[name] : value]),
  );
  const isAbout = ({ path }: GraphQLError) => names.has(String(path?.[0]));
  const errors = [
    ...(answer.errors ?? []).filter((error) => !isAbout(error)),
    ...(about.errors ?? []).filter(isAbout),
  ];
  const { errors: _, ...others } = answer;
  return { ...others, data, ...(errors.length > 0 ? { errors } : {}) };
}

/** Returns the reader of the sites. It collects the errors of their answers. */
function readerOf(
  args: ExecutionArgs,
  { graph, sites, parts, execute }: Joining,
  errors: GraphQLError[],
): SiteReader {
  const whole = args.contextValue as OperationContext;
  const sessions = new Map<string, ReturnType<typeof withoutSession>>();
  const sessionAt = (name: string) => {
    const session = sessions.get(name) ?? withoutSession();
    sessions.set(name, session);
    return session;
  };

  async function read(name: string, document: DocumentNode, at: Path): Promise<ExecutionResult['data']> {
    const schema: GraphQLSchema | null = graph.siteSchema(name);
    const loaders = schema && parts.loadersOf(name);
    if (!schema || !loaders) throw sites.unavailable(name);
    const contextValue: Context = { ...whole, ...sessionAt(name), loaders, notices: [], whole };
    const result = await execute({ ...args, schema, document, operationName: null, contextValue });
    for (const error of result.errors ?? []) errors.push(moved(error, at));
    for (const notice of contextValue.notices) whole.notices.push(moved(notice, at));
    return result.data ?? null;
  }

  return {
    site(name, info) {
      const selections = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
      return read(name, partDocument(selections, info), [info.path.key]);
    },
    async node(id, info) {
      const joint = parseJointId(id);
      if (!joint || !sites.facts().some(({ name }) => name === joint.site))
        throw new InputError(
          `${JSON.stringify(id)} is no id of this graph. Send an id that this graph returned, or select \`node\` below \`site(name:)\`.`,
        );
      const data = await read(joint.site, partDocument(info.fieldNodes, info), []);
      return data?.[info.path.key] ?? null;
    },
    sites: () => sites.facts(),
  };
}

/**
 * Returns what belongs to one user of one site, for a visitor without a session. Integrations know a session by its headers, so
 * each site of each operation has headers of its own.
 */
function withoutSession() {
  return {
    headers: { get: () => null, set: () => undefined },
    preview: null,
    fetchFile: null,
    siteChangedAt: null,
  } satisfies Partial<Context>;
}

/** Returns an error of a part at its place in the whole answer. */
function moved(error: GraphQLError, at: Path): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: [...at, ...(path ?? [])],
    originalError: originalError ?? null,
    extensions,
  });
}
