import { GraphQLEnumType, GraphQLError, Kind } from '../../packages/graphql.ts';
import { freeName } from '../../values/free-name.ts';

/** Words that are no values of an enum (GraphQL specification, "Enum Value"). */
const reserved: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/**
 * Returns a name of GraphQL for each site, which no other site has, with the site: `my_shop` for `my-shop`. Each is a value of an
 * enum, and an alias.
 */
export function graphNamesOf(sites: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const site of sites) {
    const wanted = site.replaceAll('-', '_').replace(/^(?=\d)/, '_');
    names.set(
      freeName(wanted, (name) => names.has(name) || reserved.has(name)),
      site,
    );
  }
  return names;
}

/**
 * Returns the enum of the names of sites. Clients may write a name as a value or as a text: `news` or `"news"`. A wrong name
 * fails when the document is validated.
 *
 * @param typeName - the name of the enum
 * @param sites - the names of the sites
 */
export function siteNamesType(typeName: string, sites: readonly string[]): GraphQLEnumType {
  const values = graphNamesOf(sites);
  const type = new GraphQLEnumType({
    name: typeName,
    description: `The name of a site of this graph. It may also be written as a text: ${JSON.stringify(sites[0])}.`,
    values: Object.fromEntries([...values].map(([name, value]) => [name, { value }])),
  });
  const siteNamed = (name: unknown): string => {
    const site =
      typeof name === 'string' ? (sites.find((each) => each === name) ?? values.get(name)) : undefined;
    if (site !== undefined) return site;
    throw new GraphQLError(`There is no site ${JSON.stringify(name)}. The sites are ${sites.join(', ')}.`, {
      extensions: { code: 'NO_SITE' },
    });
  };
  const { parseLiteral } = type;
  type.parseValue = siteNamed;
  type.parseLiteral = (node, variables) =>
    node.kind === Kind.STRING || node.kind === Kind.ENUM
      ? siteNamed(node.value)
      : parseLiteral.call(type, node, variables);
  return type;
}
