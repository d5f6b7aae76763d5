import { isRecord, valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import { readJsonSchema } from '../json-schema.ts';
import type { RouteParameter } from '../plugin-routes.ts';
import { boundsIn, type RouteDescription } from './describe-route.ts';
import { type PlainSchema, plainSchema, targetOf } from './plain-schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** Last words of the routes at which plugins serve an OpenAPI document. */
const documentWords = /(^|\/)(docs?|openapi|swagger|api-docs)(\.json)?$/;

/** Returns the routes that may serve an OpenAPI document about a namespace. */
export function documentRoutes(rows: readonly RouteDescription[]): readonly string[] {
  return rows.flatMap(({ route, parts }) =>
    parts.every((part) => typeof part === 'string') && documentWords.test(parts.join('')) ? route : [],
  );
}

/** Returns an answer as an OpenAPI document (3.x, or 2.0 as Swagger wrote it). Null if it is none. */
export function openApiIn(json: unknown): Json | null {
  const version = text(json, 'openapi') ?? text(json, 'swagger');
  return isRecord(json) && version !== null && isRecord(json['paths']) ? json : null;
}

/** What an OpenAPI document says about a route. */
export interface Documented {
  readonly answer: PlainSchema;
  readonly parameters: readonly RouteParameter[];
}

/** Returns what the document says about reading a route. Null if it says nothing about the answer. */
export function documentedRoute(namespace: string, document: Json, row: RouteDescription): Documented | null {
  const paths = document['paths'];
  const form = row.parts.map((part) => (typeof part === 'string' ? part : '{}')).join('');
  // The address of the server ends with the namespace, or each path names it.
  const path = Object.entries(isRecord(paths) ? paths : {}).find(([name]) => {
    const shape = name.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
    return shape === form || shape.endsWith(`/${namespace}${form}`);
  })?.[1];
  const reading = valueAt(path, 'get');
  const schema = schemaOf(reading, document);
  if (schema === null) return null;
  return {
    answer: plainSchema(schema, document),
    parameters: list(reading, 'parameters').flatMap((each) => parameterOf(each, document) ?? []),
  };
}

function schemaOf(reading: unknown, document: Json): Json | null {
  const responses = valueAt(reading, 'responses');
  if (!isRecord(responses)) return null;
  const given = responses['200'] ?? responses['2XX'] ?? responses['default'];
  const pointer = text(given, '$ref');
  const response = pointer === null ? given : targetOf(document, pointer);
  const schema = valueAt(response, 'content', 'application/json', 'schema') ?? valueAt(response, 'schema');
  return isRecord(schema) ? schema : null;
}

function parameterOf(json: unknown, document: Json): RouteParameter | null {
  const pointer = text(json, '$ref');
  const given = pointer === null ? json : targetOf(document, pointer);
  const name = text(given, 'name');
  const place = text(given, 'in');
  if (!isRecord(given) || name === null || (place !== 'query' && place !== 'path')) return null;
  const own = isRecord(given['schema']) ? given['schema'] : given;
  const { schema } = plainSchema(own, document);
  const description = text(given, 'description') ?? text(schema, 'description') ?? '';
  return {
    name,
    place,
    isRequired: place === 'path' || given['required'] === true,
    schema: readJsonSchema({ ...schema, description }),
    ...boundsIn(schema),
  };
}

/**
 * Returns the parameters that WordPress registers, with the types of the document where WordPress has none. A parameter that WordPress
 * does not register stays out: it might do nothing.
 */
export function withDocumented(
  registered: readonly RouteParameter[],
  documented: readonly RouteParameter[],
): readonly RouteParameter[] {
  return registered.map((row) => {
    const other = documented.find(({ name, place }) => name === row.name && place === row.place);
    const isTyped = row.schema.types.length > 0 || row.schema.values.length > 0;
    if (!other || isTyped) return row;
    const { minimum, maximum, initial } = other;
    return {
      ...row,
      schema: other.schema,
      minimum: row.minimum ?? minimum,
      maximum: row.maximum ?? maximum,
      initial: row.initial ?? initial,
    };
  });
}
