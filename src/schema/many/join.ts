import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  isInputType,
  isInterfaceType,
} from '../../packages/graphql.ts';
import { freeName } from '../../values/free-name.ts';
import { clientsTypes } from './clients-types.ts';
import type { Joined, JoinedTypes, SiteSchema } from './joined.ts';
import { siteNamesType } from './site-names.ts';
import { schemaAtSite } from './site-schema.ts';
import { joinTypes } from './union.ts';

/** One graph of several sites. */
export interface JoinedGraph {
  /** The schema that clients see. It has no resolvers. */
  readonly schema: GraphQLSchema;
  /** Has the root fields only. Their values are what the sites answered, complete. Its context is {@link SiteReader}. */
  readonly roots: GraphQLSchema;
  /** Returns the schema of one site as a part of the graph. Null if the site could not be read yet. */
  siteSchema(name: string): GraphQLSchema | null;
  /** What sites contradict each other in, a sentence for each. */
  readonly conflicts: readonly string[];
}

/** Reads the sites for one operation. */
export interface SiteReader {
  /** Reads the selection below a root field at a site. */
  site(name: string, info: GraphQLResolveInfo): Promise<unknown>;
  /** Reads a root field itself at the site that an id names. */
  node(id: string, info: GraphQLResolveInfo): Promise<unknown>;
  /** Returns all sites, in the order of the configuration. */
  sites(): readonly SiteFacts[];
}

/** What the graph says about a site itself. */
export interface SiteFacts {
  readonly name: string;
  /** Null if the site could not be read yet. */
  readonly title: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly isReady: boolean;
}

/**
 * Joins the graphs of several sites: `site(name:)` has the queries of each.
 *
 * @param names - the names of all sites, also of those that could not be read yet
 * @param sites - the schemas of the others. At least one
 */
export function joinGraphs(names: readonly string[], sites: readonly SiteSchema[]): JoinedGraph {
  const joined = joinTypes(sites);
  const types = clientsTypes(joined);
  const queryName = sites[0]?.schema.getQueryType()?.name ?? '';
  const query = types.get(queryName);
  const node = types.get('Node');
  if (!(query instanceof GraphQLObjectType)) throw new Error('The sites have no queries.');
  const nameOf = (wanted: string) => freeName(wanted, (name) => joined.has(name));
  const own = rootTypes(names, nameOf);
  const inputs = [...types.values()].filter(isInputType);
  const nodeType = isInterfaceType(node) ? node : null;
  const known = new Map<string, GraphQLSchema>();
  return {
    schema: new GraphQLSchema({
      query: own.root({ site: query, node: nodeType }),
      types: [...types.values()],
    }),
    roots: new GraphQLSchema({
      query: own.root({ site: answerType, node: nodeType && answerType }),
      types: inputs,
    }),
    siteSchema(name) {
      const site = sites.find((each) => each.name === name);
      if (!site) return null;
      const schema = known.get(name) ?? schemaAtSite(site, joined);
      known.set(name, schema);
      return schema;
    },
    conflicts: conflictsIn(joined),
  };
}

/** What a site answered. It is complete: the executor neither checks nor changes it. */
const answerType = new GraphQLScalarType({ name: 'AnswerOfSite' });

/** Types of the root fields that differ between what clients see and what is executed. */
interface RootFieldTypes {
  readonly site: GraphQLOutputType;
  /** Null if the sites have no nodes. */
  readonly node: GraphQLOutputType | null;
}

/** Returns the types that the graph has in addition to those of the sites. */
function rootTypes(names: readonly string[], nameOf: (wanted: string) => string) {
  const siteName = siteNamesType(nameOf('SiteName'), names);
  const servedSite = new GraphQLObjectType<SiteFacts>({
    name: nameOf('ServedSite'),
    description: 'A site of this graph. (beyond WPGraphQL)',
    fields: {
      name: { type: new GraphQLNonNull(siteName), description: 'The name for `site(name:)`.' },
      title: { type: GraphQLString, description: 'The title of the site. Null if it could not be read yet.' },
      description: { type: GraphQLString, description: 'The tagline of the site.' },
      url: { type: GraphQLString, description: 'The address of its home page.' },
      isReady: {
        type: new GraphQLNonNull(GraphQLBoolean),
        description: 'Whether the gateway has read the site since it started.',
      },
    },
  });
  const fields = ({ site, node }: RootFieldTypes): GraphQLFieldConfigMap<unknown, SiteReader> => ({
    ...(node
      ? {
          node: {
            type: node,
            description: 'The node with an id of this graph, at whichever site it is.',
            args: { id: { type: new GraphQLNonNull(GraphQLID), description: 'The id: it names its site.' } },
            resolve: (_root, { id }, reader, info) => reader.node(String(id), info),
          },
        }
      : {}),
    site: {
      type: site,
      description: 'The graph of one site. Null, with an error, if the site cannot be read.',
      args: { name: { type: new GraphQLNonNull(siteName), description: 'The name of the site.' } },
      resolve: (_root, { name }, reader, info) => reader.site(String(name), info),
    },
    sites: {
      type: new GraphQLList(new GraphQLNonNull(servedSite)),
      description: 'All sites of this graph.',
      resolve: (_root, _args, reader) => reader.sites(),
    },
  });
  return {
    root: (types: RootFieldTypes) =>
      new GraphQLObjectType<unknown, SiteReader>({
        name: nameOf('SitesQuery'),
        description: 'The queries of several sites. (beyond WPGraphQL)',
        fields: fields(types),
      }),
  };
}

function conflictsIn(joined: JoinedTypes): readonly string[] {
  const all = new Set<string>();
  const note = ({ conflicts }: Joined) => {
    for (const reason of conflicts.values()) all.add(reason);
  };
  for (const { fields, inputs, dropped } of joined.values()) {
    for (const reason of dropped) all.add(reason);
    for (const field of fields.values()) {
      note(field);
      for (const argument of field.args.values()) note(argument);
    }
    for (const input of inputs.values()) note(input);
  }
  return [...all];
}
