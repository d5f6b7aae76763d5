import { isRecord } from '../../values/json.ts';
import type { Endpoint } from './endpoint.ts';

/** GraphQL names of post types and taxonomies, by the names that WordPress has for them. */
export type TypeNames = Readonly<Record<string, { readonly singular: string; readonly plural: string }>>;

const fields = 'nodes { name graphqlSingleName graphqlPluralName }';
const query = `{ contentTypes(first: 100) { ${fields} } taxonomies(first: 100) { ${fields} } }`;

/**
 * Returns the names that the types of a site have in a schema. Returns none if the endpoint does not tell.
 *
 * @throws CompareError if the endpoint does not answer
 */
export async function readTypeNames(endpoint: Endpoint): Promise<TypeNames> {
  const { answer } = await endpoint.query(query);
  const rows = ['contentTypes', 'taxonomies'].flatMap((list) => nodesOf(answer.data?.[list]));
  return Object.fromEntries(
    rows.flatMap(({ name, graphqlSingleName: singular, graphqlPluralName: plural }) =>
      typeof name === 'string' && typeof singular === 'string' && typeof plural === 'string'
        ? [[name, { singular: lowerFirst(singular), plural: listName(singular, plural) }]]
        : [],
    ),
  );
}

/** Returns the names of WPGraphQL's that the gateway's graph has otherwise, for types that both have. */
export function differentNames(wpgraphql: TypeNames, gateway: TypeNames): TypeNames {
  return Object.fromEntries(
    Object.entries(wpgraphql).filter(([name, { singular, plural }]) => {
      const own = gateway[name];
      return own !== undefined && (own.singular !== singular || own.plural !== plural);
    }),
  );
}

function nodesOf(connection: unknown): readonly Readonly<Record<string, unknown>>[] {
  const nodes: unknown = isRecord(connection) ? connection['nodes'] : null;
  return Array.isArray(nodes) ? nodes.filter(isRecord) : [];
}

/** Returns the name of the root field for the list: `allNews` if the type is registered with equal names. */
export function listName(singular: string, plural: string): string {
  const name = lowerFirst(plural);
  return name === lowerFirst(singular) ? `all${singular.charAt(0).toUpperCase()}${singular.slice(1)}` : name;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
