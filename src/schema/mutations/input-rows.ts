import type { Availability } from '../../values/availability.ts';
import { InputError } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import type { InputTypeRef } from '../kit/graph/graph.ts';
import { isNotGiven } from '../kit/where/rows.ts';
import { restDate } from './dates.ts';

/** The `input` that a client sent. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * A field of a mutation's input, and the REST parameter that it sets.
 *
 * @example
 * const row: InputRow = {
 *   name: 'postId',
 *   type: 'Int',
 *   required: true,
 *   parameter: 'post',
 *   description: 'The database id of the post.',
 * };
 */
export interface InputRow {
  readonly name: string;
  /** The name of a scalar, enum or input object, `[String]` for a list; or the type itself. */
  readonly type: string | InputTypeRef;
  readonly required?: boolean;
  readonly description: string;
  /** Which clients can use the field. @default all */
  readonly availability?: Availability;
  /** The REST parameter that the field sets. An error of WordPress about it names this field. Null if REST has no parameter. */
  readonly parameter: string | null;
  /** Converts the value for REST. @default the value itself */
  readonly value?: (value: unknown, name: string) => unknown;
  /** Deprecation reason. */
  readonly deprecated?: string;
  /** Why REST can't accept the field. If the input has a value, the error states this reason. */
  readonly refused?: string;
  /** Whether an empty text clears the field. Other fields ignore an empty text, as in WPGraphQL. */
  readonly clears?: boolean;
  /** Whether the mutation handles the field itself. Then {@link parametersOf} leaves it out. */
  readonly isHandledApart?: boolean;
}

type RowOptions = Omit<InputRow, 'name' | 'type' | 'description' | 'parameter'>;

/** Returns a row. */
export function row(
  name: string,
  type: InputRow['type'],
  parameter: string | null,
  description: string,
  more: RowOptions = {},
): InputRow {
  return { name, type, parameter, description, ...more };
}

/** Returns a row for a text that an empty text clears. */
export function textRow(name: string, parameter: string, description: string): InputRow {
  return row(name, 'String', parameter, description, { clears: true });
}

/** Returns a row for a global id or a database id. */
export function idRow(name: string, parameter: string, description: string, more: RowOptions = {}): InputRow {
  return row(name, 'ID', parameter, `${description}: a global id or a database id.`, {
    value: (value, argument) => databaseIdOf(value, argument),
    ...more,
  });
}

/** Returns a row for a date in any form that WPGraphQL accepts. */
export function dateRow(name: string, parameter: string, description: string): InputRow {
  return row(name, 'String', parameter, description, { value: (value) => restDate(String(value)) });
}

/** Returns a row for a field that WPGraphQL has and REST can't accept. The field is valid in queries; a value is an error. */
export function refusedRow(name: string, type: string, refused: string): InputRow {
  return row(name, type, null, '', {
    refused,
    availability: { to: 'nobody', otherwise: 'error', because: refused },
  });
}

/** The input row `id` of the document to change. */
export const idInput: InputRow = idRow('id', 'id', 'The document', { required: true, isHandledApart: true });

/**
 * Returns the database id in the global or database id `input.<name>`.
 *
 * @throws InputError if the value is not an id
 * @example
 * databaseIdOf('cG9zdDo3', 'postId'); // 7
 * databaseIdOf('7', 'postId'); // 7
 */
export function databaseIdOf(value: unknown, name: string): number {
  return toDatabaseId(typeof value === 'number' ? value : String(value), `input.${name}`);
}

/**
 * Returns the REST parameters of an input.
 *
 * @throws InputError if the input has a field that REST can't accept, or an invalid value
 * @example
 * parametersOf([{ name: 'postId', type: 'Int', description: 'The post.', parameter: 'post' }], { postId: 7 }); // { post: 7 }
 */
export function parametersOf(rows: readonly InputRow[], input: Input): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const { name, parameter, value, refused, clears, isHandledApart } of rows) {
    const given = input[name];
    // WPGraphQL ignores empty values too, so forms can send all of their fields.
    if (isNotGiven(given) && !(given === '' && clears)) continue;
    if (refused && given !== 0) throw new InputError(`\`input.${name}\`: ${refused}`);
    if (parameter !== null && !isHandledApart) parameters[parameter] = value ? value(given, name) : given;
  }
  return parameters;
}
