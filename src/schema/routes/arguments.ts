import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import type { RouteParameter } from '../../site/plugin-routes.ts';
import { upperFirst, withoutAccents, wordsOf } from '../../site/words.ts';
import { freeName } from '../../values/free-name.ts';
import { isRecord } from '../../values/json.ts';
import type { Query } from '../../wordpress/rest.ts';
import { fieldDescription, shapeOf } from '../custom/shape.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph, InputTypeRef } from '../kit/graph/graph.ts';

/** A parameter of a route, with its argument. */
export interface RouteArgument {
  readonly parameter: RouteParameter;
  /** The name of the argument: `perPage` for `per_page`. */
  readonly argument: string;
}

/** The largest number of values for which the graph has an enum. */
const maxEnumValues = 200;

type Scalar = 'String' | 'Int' | 'Float' | 'Boolean' | 'JSON';

/** Returns the arguments for parameters of a route. */
export function argumentsFor(
  parameters: readonly RouteParameter[],
  taken: ReadonlySet<string>,
): readonly RouteArgument[] {
  const names = nameFields(
    parameters.map(({ name }) => name),
    taken,
  );
  return parameters.map((parameter) => ({
    parameter,
    argument: names.get(parameter.name) ?? parameter.name,
  }));
}

type InputType = InputTypeRef | Scalar;

/** The options of an argument, or of a field of an input type. */
export interface InputOptions {
  readonly type: InputType | [InputType];
  readonly required: boolean | { readonly list: boolean; readonly items: true };
  readonly description: string;
}

/**
 * Returns the arguments as fields of an input type, or as arguments of a field.
 *
 * @param base - begins the names of enums: `BuddypressMembers`
 */
export function inputsOf<Field>(
  make: (options: InputOptions) => Field,
  graph: Graph,
  { base, rows }: { readonly base: string; readonly rows: readonly RouteArgument[] },
): Record<string, Field> {
  return Object.fromEntries(
    rows.map(({ parameter, argument }): [string, Field] => {
      const { schema, isRequired, name } = parameter;
      const { type, isList } = inputTypeOf(graph, schema, `${base}${upperFirst(argument)}Enum`);
      const about = { description: fieldDescription(schema, `The parameter \`${name}\` of the REST API.`) };
      return [
        argument,
        make(
          isList
            ? { type: [type], required: { list: isRequired, items: true }, ...about }
            : { type, required: isRequired, ...about },
        ),
      ];
    }),
  );
}

function inputTypeOf(
  graph: Graph,
  schema: JsonSchema,
  enumName: string,
): { readonly type: InputTypeRef | Scalar; readonly isList: boolean } {
  const shape = shapeOf(schema, []);
  const isList = shape.kind === 'list' || schema.types.includes('array');
  const values = schema.values.length > 0 ? schema.values : (schema.items?.values ?? []);
  if (values.length > 0 && values.length <= maxEnumValues)
    return { type: enumOf(graph, enumName, values), isList };
  const item = shape.kind === 'list' ? shape.of : shape;
  if (item.kind !== 'scalar') return { type: 'JSON', isList: false };
  // A parameter without a type takes any text.
  const isText = item.scalar === 'JSON' && schema.types.length === 0 && schema.options.length === 0;
  return { type: isText || (isList && item.scalar === 'JSON') ? 'String' : item.scalar, isList };
}

/** Returns an enum of texts that REST takes. Its values have names in upper case: `newest-first` is `NEWEST_FIRST`. */
function enumOf(graph: Graph, name: string, texts: readonly string[]): InputTypeRef {
  const known = graph.inputTypes.get(name);
  if (known) return known;
  const used = new Set<string>();
  const values = [...new Set(texts)].map((value) => {
    const words = wordsOf(withoutAccents(value)).join('_').toUpperCase() || 'VALUE';
    const wanted = /^\d/.test(words) ? `_${words}` : words;
    const name = freeName(
      wanted,
      (each) => used.has(each),
      (number) => `${wanted}_${number}`,
    );
    used.add(name);
    return [name, { value, description: `The value \`${value}\` of the REST API.` }] as const;
  });
  const created = graph.builder.enumType(name, {
    description: 'Values of a parameter of the REST API.',
    values: Object.fromEntries(values),
  });
  graph.addInputType(name, created);
  return created;
}

/**
 * Returns the REST parameters for arguments of a client.
 *
 * @throws InputError if a list is empty: WordPress would ignore it and return everything
 */
export function queryOf(rows: readonly RouteArgument[], given: Readonly<Record<string, unknown>>): Query {
  const query: Record<string, string | number | boolean | readonly (string | number)[]> = {};
  for (const { parameter, argument } of rows) {
    const value = given[argument];
    if (value === null || value === undefined) continue;
    if (Array.isArray(value) && value.length === 0) {
      throw new InputError(
        `\`${argument}\` is an empty list, which WordPress would ignore. Leave it out, or give it a value.`,
      );
    }
    for (const [key, each] of pairsOf(parameter.name, value, 0)) query[key] = each;
  }
  return query;
}

/** Levels of objects in a parameter. */
const maxDepth = 8;

/** Returns a value as parameters in PHP's notation: `filter[price][min]`. */
function pairsOf(
  name: string,
  value: unknown,
  depth: number,
): readonly (readonly [string, string | number | boolean | readonly (string | number)[]])[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[name, value]];
  if (typeof value !== 'object' || value === null || depth > maxDepth) return [];
  const isPlain = (each: unknown) =>
    typeof each === 'number' || (typeof each === 'string' && !each.includes(','));
  if (Array.isArray(value) && value.every(isPlain)) return [[name, value.map(String)]];
  const entries = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, each]) => pairsOf(`${name}[${key}]`, each, depth + 1));
}

/**
 * Returns the path of a route with the client's values.
 *
 * @throws InputError if a value cannot be a part of a path
 */
export function addressOf(
  namespace: string,
  {
    path,
    rows,
  }: {
    readonly path: readonly (string | { readonly parameter: string })[];
    readonly rows: readonly RouteArgument[];
  },
  given: Readonly<Record<string, unknown>>,
): string {
  const parts = path.map((part) => {
    if (typeof part === 'string') return part;
    const argument =
      rows.find(({ parameter }) => parameter.name === part.parameter)?.argument ?? part.parameter;
    const value = String(given[argument] ?? '');
    // Such a value would make the address of another route.
    if (/^\.*$/.test(value) || /[/?#\\]/.test(value)) {
      throw new InputError(
        `\`${argument}\` can't be ${JSON.stringify(value)}: it is a part of an address, without \`/\`, \`?\` and \`#\`.`,
      );
    }
    return value;
  });
  return `/${namespace}${parts.join('')}`;
}
