import type { Settings } from '../config/options.ts';
import {
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  printSchema,
} from '../packages/graphql.ts';
import { buildSchema, reservedNames } from '../schema/build.ts';
import { discoverSite } from '../site/discover.ts';
import { stockSite } from '../site/stock.ts';

/** How a graph is written down. */
export type SchemaForm = 'sdl' | 'json' | 'possible-types';

/** The graph of a site, or of a stock WordPress where none is named, as text. */
export async function schemaText(
  url: string | undefined,
  settings: Settings,
  form: SchemaForm,
): Promise<string> {
  return writeSchema(await schemaOf(url, settings), form);
}

/** A graph as SDL, as introspection, or as the possible types of its interfaces and unions. */
export function writeSchema(schema: GraphQLSchema, form: SchemaForm): string {
  if (form === 'sdl') return `${printSchema(schema)}\n`;
  return `${JSON.stringify(form === 'json' ? introspectionFromSchema(schema) : possibleTypes(schema), null, 2)}\n`;
}

async function schemaOf(url: string | undefined, settings: Settings): Promise<GraphQLSchema> {
  if (url === undefined) return buildSchema(stockSite());
  const { url: _url, ...options } = settings;
  const { site, rest } = await discoverSite(url, { ...options, reserved: reservedNames() });
  rest.close();
  return buildSchema(site);
}

/** What Apollo Client's `InMemoryCache` takes as `possibleTypes`. */
function possibleTypes(schema: GraphQLSchema): Readonly<Record<string, readonly string[]>> {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract
      .filter(({ name }) => !name.startsWith('__'))
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
