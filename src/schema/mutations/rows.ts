import type { Availability } from '../../values/availability.ts';
import { InputError } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import type { InputTypeRef } from '../kit/graph/graph.ts';
import { isNotGiven } from '../kit/where/rows.ts';
import { dateOf } from './dates.ts';

/** What a client sent as `input`. */
export type Input = Readonly<Record<string, unknown>>;

/** One field of a mutation's input, and what it is in REST. */
export interface InputRow {
  readonly name: string;
  /** A scalar, an enum or an input object by name, `[String]` for a list; or the type itself. */
  readonly type: string | InputTypeRef;
  readonly required?: boolean;
  readonly description: string;
  /** Whether the field can be used. @default always */
  readonly availability?: Availability;
  /** The parameter in REST, by which WordPress' errors are led back here too; null where REST takes none. */
  readonly parameter: string | null;
  /** What REST is sent; the value itself unless said. */
  readonly value?: (value: unknown, name: string) => unknown;
  /** Why it shouldn't be used any more. */
  readonly deprecated?: string;
  /** Why REST can't take it: given a value, the mutation is an error that says so. */
  readonly refused?: string;
  /** Whether an empty text empties the field; as in WPGraphQL, others take it for nothing. */
  readonly clears?: boolean;
  /** Read by the mutation itself, not sent as it is. */
  readonly isApart?: boolean;
}

type More = Omit<InputRow, 'name' | 'type' | 'description' | 'parameter'>;

/** A row, written in one line. */
export function row(
  name: string,
  type: InputRow['type'],
  parameter: string | null,
  description: string,
  more: More = {},
): InputRow {
  return { name, type, parameter, description, ...more };
}

/** A text that may be emptied. */
export function textRow(name: string, parameter: string, description: string): InputRow {
  return row(name, 'String', parameter, description, { clears: true });
}

/** An id, global or of the database. */
export function idRow(name: string, parameter: string, description: string, more: More = {}): InputRow {
  return row(name, 'ID', parameter, `${description}: a global id or a database id.`, {
    value: (value, argument) => databaseIdOf(value, argument),
    ...more,
  });
}

/** A date, as WPGraphQL takes it. */
export function dateRow(name: string, parameter: string, description: string): InputRow {
  return row(name, 'String', parameter, description, { value: (value) => dateOf(String(value)) });
}

/** What WPGraphQL takes and REST doesn't, so that documents validate; used, it is an error. */
export function refusedRow(name: string, type: string, refused: string): InputRow {
  return row(name, type, null, '', {
    refused,
    availability: { to: 'nobody', otherwise: 'error', because: refused },
  });
}

/** `id` of what is to be changed. */
export const idInput: InputRow = idRow('id', 'id', 'What is meant', { required: true, isApart: true });

/** The id that a client gives as `input.<name>`. */
export function databaseIdOf(value: unknown, name: string): number {
  return toDatabaseId(typeof value === 'number' ? value : String(value), `input.${name}`);
}

/**
 * The REST parameters of an input.
 *
 * @throws InputError for a field that REST can't take, or a value that can't be one
 */
export function parametersOf(rows: readonly InputRow[], input: Input): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const { name, parameter, value, refused, clears, isApart } of rows) {
    const given = input[name];
    // WPGraphQL takes what is empty for nothing too, so that forms can send all of their fields.
    if (isNotGiven(given) && !(given === '' && clears)) continue;
    if (refused && given !== 0) throw new InputError(`\`input.${name}\`: ${refused}`);
    if (parameter !== null && !isApart) parameters[parameter] = value ? value(given, name) : given;
  }
  return parameters;
}
