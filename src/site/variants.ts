import { type Document, text } from '../wordpress/document.ts';
import { type Paths, union } from '../wordpress/paths.ts';
import {
  type NameOverrides,
  type NamingOptions,
  nothingReserved,
  type Renaming,
  type ReservedNames,
} from './names.ts';
import type { PluginContent } from './plugin-content.ts';
import { type Collection, nameCollections } from './resources.ts';
import type { Resource, Site } from './site.ts';

/** Returns the name of the object type of a document. */
export function objectTypeOf({ typeName, variants }: Resource, document: Document): string {
  if (!variants) return typeName;
  const value = text(document, ...variants.type.split('.')) ?? '';
  return (Object.hasOwn(variants.types, value) ? variants.types[value] : undefined) ?? variants.otherwise;
}

/** Returns the names of all object types of a resource. */
export function objectTypesOf({ typeName, variants }: Resource): readonly string[] {
  return variants ? [...new Set([...Object.values(variants.types), variants.otherwise])] : [typeName];
}

/** Splits paths of a document into those that WordPress' own route gives, and those of the second part, without its key. */
export function splitPaths(
  { variants }: Pick<Resource, 'variants'>,
  paths: Paths,
): { readonly own: Paths; readonly part: Paths } {
  if (!variants) return { own: paths, part: noPaths };
  const isPart = (path: string) => path.startsWith(`${variants.part}.`);
  const part = [...paths].filter(isPart).map((path) => path.slice(variants.part.length + 1));
  return { own: union([...paths].filter((path) => !isPart(path))), part: union(part) };
}

const noPaths: Paths = new Set();

/** Returns options of names with the names and reserved names of plugins. */
function namingWith(
  {
    names = {},
    reserved = nothingReserved,
  }: { names?: NameOverrides | undefined; reserved?: ReservedNames | undefined },
  content: readonly PluginContent[],
): NamingOptions {
  const { types, roots } = reserved;
  return {
    overrides: { ...Object.assign({}, ...content.map((each) => each.names)), ...names },
    reserved: {
      ...reserved,
      types: new Set([...types, ...content.flatMap((each) => each.reserved?.types ?? [])]),
      roots: new Set([...roots, ...content.flatMap((each) => each.reserved?.rootFields ?? [])]),
    },
  };
}

/** Returns the resources with the object types that plugins give to their post types. */
function withVariants(
  resources: ReadonlyMap<string, Resource>,
  content: readonly PluginContent[],
): ReadonlyMap<string, Resource> {
  const variantsOf = new Map(content.flatMap(({ variants = {} }) => Object.entries(variants)));
  return new Map(
    [...resources].map(([name, resource]) => {
      const variants = resource.kind === 'content' ? variantsOf.get(name) : undefined;
      return [name, variants ? { ...resource, variants } : resource];
    }),
  );
}

/**
 * Returns the collections of a site with their names and object types in the graph, and the image sizes of plugins.
 *
 * @throws TypeError if a name that the operator chose is taken or invalid
 */
export function nameContent(
  collections: readonly Collection[],
  namespaces: readonly string[],
  options: ContentOptions,
): {
  resources: ReadonlyMap<string, Resource>;
  renamed: readonly Renaming[];
  imageSizes: Site['imageSizes'];
} {
  const all = options.pluginContent ?? [];
  const content = all.filter(({ namespace }) => namespaces.includes(namespace));
  const { resources, renamed } = nameCollections(collections, namingWith(options, content));
  const imageSizes = Object.assign({}, ...content.map((each) => each.imageSizes));
  return { resources: withVariants(resources, content), renamed, imageSizes };
}

interface ContentOptions {
  readonly names?: NameOverrides | undefined;
  readonly reserved?: ReservedNames | undefined;
  readonly pluginContent?: readonly PluginContent[] | undefined;
}
