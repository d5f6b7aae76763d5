import { PressQLLoaderError } from './error.ts';

export type Node = Readonly<Record<string, unknown>>;

/** How nodes become entries of Astro. */
export interface EntryOptions<Data> {
  /**
   * Returns the id of an entry, unique in its collection. Astro makes no file names of it, so a uri may be one.
   *
   * @default the field `id`
   */
  readonly id?: (node: Data) => unknown;
  /**
   * Returns the HTML that Astro's `<Content />` shows.
   *
   * @default the field `content`
   */
  readonly html?: (node: Data) => unknown;
}

/** A page of a connection. */
export interface Page {
  readonly nodes: readonly Node[];
  /** Cursor of the next page; null after the last one. */
  readonly next: string | null;
}

/**
 * Returns the id of a node.
 *
 * @throws PressQLLoaderError if it has none
 */
export function idOf<Data>(node: Data & Node, { id }: EntryOptions<Data>): string {
  const value = id ? id(node) : node['id'];
  if (typeof value === 'string' && value !== '') return value;
  throw new PressQLLoaderError(
    `A node has no id: ${JSON.stringify(node).slice(0, 200)}. Select the field \`id\`, or pass the option \`id\`.`,
  );
}

/** Returns the HTML of a node as Astro wants it. Undefined if it has none. */
export function renderedOf<Data>(
  node: Data & Node,
  { html }: EntryOptions<Data>,
): { html: string } | undefined {
  const text = html ? html(node) : node['content'];
  return typeof text === 'string' ? { html: text } : undefined;
}

/**
 * Returns the page that is in some data.
 *
 * @throws PressQLLoaderError if there is not exactly one connection, or one without page info
 */
export function pageOf(data: Node): Page {
  const connection = connectionOf(data);
  const { pageInfo } = connection;
  if (!isNode(pageInfo) || typeof pageInfo['hasNextPage'] !== 'boolean')
    throw new PressQLLoaderError('Select `pageInfo { hasNextPage endCursor }` beside `nodes`.');
  const cursor = pageInfo['endCursor'];
  if (pageInfo['hasNextPage'] && typeof cursor !== 'string')
    throw new PressQLLoaderError('There is a next page, but no cursor. Select `endCursor` in `pageInfo`.');
  return { nodes: connection.nodes.filter(isNode), next: pageInfo['hasNextPage'] ? String(cursor) : null };
}

/**
 * Returns the nodes of the connection in some data.
 *
 * @throws PressQLLoaderError if there is not exactly one connection
 */
export function nodesOf(data: Node): readonly Node[] {
  return connectionOf(data).nodes.filter(isNode);
}

interface Connection extends Node {
  readonly nodes: readonly unknown[];
}

function connectionOf(data: Node): Connection {
  const connections = Object.values(data).filter(isConnection);
  const [connection] = connections;
  if (connection && connections.length === 1) return connection;
  throw new PressQLLoaderError(
    `A query of a loader has one connection with \`nodes\` at its top. This one has ${connections.length}: ${Object.keys(data).join(', ')}.`,
  );
}

const isConnection = (value: unknown): value is Connection => isNode(value) && Array.isArray(value['nodes']);

/**
 * Returns the one object of some data, or null.
 *
 * @throws PressQLLoaderError if there is more than one field
 */
export function singleOf(data: Node): Node | null {
  const values = Object.values(data);
  if (values.length !== 1)
    throw new PressQLLoaderError(
      `A query for one entry has one field at its top. This one has ${values.length}: ${Object.keys(data).join(', ')}.`,
    );
  return isNode(values[0]) ? values[0] : null;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
