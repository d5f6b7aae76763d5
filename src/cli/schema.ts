import type { Settings } from '../config/options.ts';
import {
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  printSchema,
} from '../packages/graphql.ts';
import { buildSchema, reservedNames } from '../schema/build.ts';
import { subgraphSdl } from '../schema/federation/sdl.ts';
import { pluginContentOf, pluginFieldsOf } from '../schema/integration/document-fields.ts';
import { discoverSite } from '../site/discover.ts';
import { stockSite } from '../site/stock.ts';
import { loadIntegrations } from './integrations.ts';

/** The form in which a schema is printed. `possible-types` is what Apollo Client's `InMemoryCache` needs. */
export type SchemaForm = 'sdl' | 'json' | 'possible-types';

/**
 * Returns the schema of a site as text. Without an address, returns the schema of a WordPress without plugins. With
 * `federation`, the SDL is that of the subgraph.
 *
 * @throws WordPressError if the site cannot be read
 */
export async function schemaText(
  url: string | undefined,
  settings: Settings,
  form: SchemaForm,
): Promise<string> {
  const { federation, wpgraphql } = settings;
  const schema =
    url === undefined
      ? buildSchema(stockSite(), { federation, wpgraphql })
      : await readSiteSchema(url, settings);
  return federation && form === 'sdl' ? subgraphSdl(schema) : writeSchema(schema, form);
}

/** Returns a schema as SDL, as introspection JSON, or as the possible types of its interfaces and unions. */
export function writeSchema(schema: GraphQLSchema, form: SchemaForm): string {
  if (form === 'sdl') return `${printSchema(schema)}\n`;
  return `${JSON.stringify(form === 'json' ? introspectionFromSchema(schema) : possibleTypes(schema), null, 2)}\n`;
}

/**
 * Returns the schema of a site.
 *
 * @throws WordPressError if the site cannot be read
 */
export async function readSiteSchema(url: string, settings: Settings): Promise<GraphQLSchema> {
  const { url: _url, ...options } = settings;
  const integrations = await loadIntegrations(settings);
  const { site, rest } = await discoverSite(url, {
    ...options,
    reserved: reservedNames(integrations),
    pluginFields: pluginFieldsOf(integrations),
    pluginContent: pluginContentOf(integrations),
  });
  rest.close();
  const { federation, wpgraphql } = settings;
  return buildSchema(site, { integrations, federation, wpgraphql });
}

/** Returns the names of the object types of each interface and union: Apollo Client's `possibleTypes`. */
function possibleTypes(schema: GraphQLSchema): Readonly<Record<string, readonly string[]>> {
  const abstractTypes = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstractTypes
      .filter(({ name }) => !name.startsWith('__'))
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
