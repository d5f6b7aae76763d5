import { fromBase64, toBase64 } from '#platform/values/bytes';
import { GraphQLError, GraphQLID, GraphQLScalarType, Kind } from '../../packages/graphql.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';

/** Begins an id that is no global id, but only unique in its list at its site. */
const plain = '=';

/** The form of an id of the joined graph, decoded: the site, and the global id that the node has there, decoded. */
const form = /^([a-z0-9]+(?:[-_][a-z0-9]+)*)\/(.+)$/s;

/** An id of the joined graph. */
export interface JointId {
  readonly site: string;
  /** The id of the node at its site. */
  readonly id: string;
}

/**
 * Returns the id of a node in the joined graph. It names the site, because two sites have the same ids, and caches of clients
 * would take their nodes for one.
 */
export function toJointId(site: string, id: string): string {
  if (parseJointId(id) !== null) return id;
  return toBase64(`${site}/${isGlobalId(id) ? fromBase64(id) : `${plain}${id}`}`);
}

/** Returns the parts of an id of the joined graph. Returns null for every other text. */
export function parseJointId(id: string): JointId | null {
  const text = fromBase64(id);
  const [, site, own] = form.exec(text) ?? [];
  if (site === undefined || own === undefined || toBase64(text) !== id) return null;
  if (own.startsWith(plain)) return { site, id: own.slice(plain.length) };
  return /^[a-z_]+:./s.test(own) ? { site, id: toBase64(own) } : null;
}

/**
 * Returns the type `ID` of a site in the joined graph. Global ids of the site get its name. A client may send them back, and
 * may also send what the site's own graph accepts.
 */
export function idTypeOf(site: string): GraphQLScalarType<string, string> {
  const toOwn = (value: string): string => {
    const joint = parseJointId(value);
    if (joint === null) return value;
    if (joint.site === site) return joint.id;
    throw new GraphQLError(
      `The id ${JSON.stringify(value)} is of the site ${joint.site}. Select it at \`site(name: ${JSON.stringify(joint.site)})\`, not at ${site}.`,
      { extensions: { code: 'BAD_USER_INPUT' } },
    );
  };
  return new GraphQLScalarType<string, string>({
    ...GraphQLID.toConfig(),
    serialize(value) {
      const id = GraphQLID.serialize(value);
      return isGlobalId(id) ? toJointId(site, id) : id;
    },
    parseValue: (value) => toOwn(GraphQLID.parseValue(value)),
    parseLiteral(node, variables) {
      const id = GraphQLID.parseLiteral(node, variables);
      return node.kind === Kind.STRING ? toOwn(id) : id;
    },
  });
}

function isGlobalId(id: string): boolean {
  return parseGlobalId(id) !== null && toBase64(fromBase64(id)) === id;
}
