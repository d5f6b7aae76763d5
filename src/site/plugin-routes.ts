import type { JsonSchema } from './json-schema.ts';

/** The routes of one namespace of the REST API, as the operator turned them on. */
export interface PluginNamespace {
  /** `tribe/events/v1` */
  readonly name: string;
  /** The routes that visitors or users can `GET`. */
  readonly routes: readonly PluginRoute[];
  /** Routes with `GET` that the graph cannot have. */
  readonly leftOut: readonly { readonly route: string; readonly reason: string }[];
  /** Schemas that others refer to (`$ref`), by name. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** A route that the gateway can read. */
export interface PluginRoute {
  /** As the REST index writes it: `/tribe/events/v1/events/(?P<id>\d+)`. */
  readonly route: string;
  /** The path behind the namespace, in parts: `/events/` and the parameter `id`. */
  readonly path: readonly PathPart[];
  /** Whether it answers with a list, or with one object. */
  readonly form: 'list' | 'one';
  /** The key of the list, if the answer is an object around it. Null if the answer is the list, or if it is unknown. */
  readonly listKey: string | null;
  /** The schema of an item of the list, or of the object. */
  readonly item: JsonSchema;
  /** The title of the schema: `bp_members`. Null if it has none. */
  readonly title: string | null;
  /** Where the schema comes from. Null if there is none. */
  readonly source: SchemaSource | null;
  /** The parameters of the path, and then those of the query. */
  readonly parameters: readonly RouteParameter[];
}

/** The site's JSON Schema, its OpenAPI document, or the shape of its answer to a visitor. */
export type SchemaSource = 'schema' | 'openapi' | 'example';

/** A part of a path: a text, or the value of a parameter. */
export type PathPart = string | { readonly parameter: string };

/** A parameter of a route. */
export interface RouteParameter {
  readonly name: string;
  readonly place: 'path' | 'query';
  readonly isRequired: boolean;
  readonly schema: JsonSchema;
  /** The smallest number that the route accepts. Null if it names none. */
  readonly minimum: number | null;
  /** The largest number that the route accepts. Null if it names none. */
  readonly maximum: number | null;
  /** The number that the route takes without the parameter. Null if it names none. */
  readonly initial: number | null;
}

/** Returns a parameter of the query. Undefined if the route has none of that name. */
export function queryParameterOf({ parameters }: PluginRoute, name: string): RouteParameter | undefined {
  return parameters.find((each) => each.place === 'query' && each.name === name);
}

/** Returns the parts of a path that are texts, without slashes: `events`, `by-slug`. */
export function wordsInPath(path: readonly PathPart[]): readonly string[] {
  return path.flatMap((part) => (typeof part === 'string' ? part.split('/').filter(Boolean) : []));
}

/** Returns whether a path ends with the value of a parameter. */
export function endsWithParameter(path: readonly PathPart[]): boolean {
  return typeof path.at(-1) === 'object';
}
