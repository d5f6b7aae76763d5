import { GraphQLError } from '../../../packages/graphql.ts';
import { isRecord, valueAt } from '../../../values/json.ts';
import type { Settings } from '../definitions/settings.ts';
import { textOf } from '../definitions/settings.ts';
import { rfc3339Of, timeOf } from './dates.ts';

/** What a conversion knows beside the value. */
export interface Conversion {
  readonly settings: Settings;
  /** Whether WPGraphQL for ACF gets the value with ACF's formatting: in rows, in layouts, and outside of groups. */
  readonly isFormatted: boolean;
}

/** A field with a value of a GraphQL scalar, or a list of texts. */
export interface ScalarKind {
  readonly type: 'String' | 'Float' | 'Boolean' | 'Strings';
  /** Returns the value for the graph. It returns an error for a value of another kind. */
  readonly read: (value: unknown, conversion: Conversion) => unknown;
}

/** Returns whether PHP's `empty` is true for a value: WPGraphQL for ACF returns null for such values. */
export function isEmpty(value: unknown): boolean {
  if (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    value === 0 ||
    value === '0'
  )
    return true;
  return Array.isArray(value) && value.length === 0;
}

/** Returns the error for a value that is not of the kind that ACF's JSON declares. */
export function misfit(
  value: unknown,
  { name, type }: Pick<{ name: string; type: string }, 'name' | 'type'>,
): GraphQLError {
  const received = JSON.stringify(value).slice(0, 100);
  return new GraphQLError(
    `The field \`${name}\` is declared as \`${type}\`, and WordPress returned ${received}. Export ACF's JSON again if the field has changed.`,
    { extensions: { code: 'UNEXPECTED_VALUE' } },
  );
}

const asText: ScalarKind = { type: 'String', read: (value, { settings }) => textFrom(value, settings) };

const choice: ScalarKind = {
  type: 'String',
  // `return_format` can make it an object with value and label.
  read: (value, { settings }) => textFrom(valueAt(value, 'value') ?? value, settings),
};

const date: ScalarKind = {
  type: 'String',
  read: (value, { settings }) =>
    isEmpty(value) ? null : rfc3339Of(String(value), textOf(settings, 'return_format')),
};

const number: ScalarKind = { type: 'Float', read: numberFrom };

/** The kinds of fields with scalars, by ACF's name of their type. */
export const scalarKinds: Readonly<Record<string, ScalarKind>> = {
  text: asText,
  textarea: {
    type: 'String',
    read: (value, { settings }) => {
      const text = textFrom(value, settings);
      const hasBreaks = textOf(settings, 'new_lines') === 'br' && typeof text === 'string';
      return hasBreaks ? text.replaceAll(/\r\n|\n|\r/g, (end) => `<br />${end}`) : text;
    },
  },
  email: asText,
  url: asText,
  password: asText,
  color_picker: asText,
  oembed: asText,
  wysiwyg: asText,
  number,
  range: { type: 'Float', read: (value, conversion) => numberFrom(value, conversion) ?? 0 },
  true_false: { type: 'Boolean', read: (value) => !isEmpty(value) },
  radio: choice,
  button_group: choice,
  checkbox: { type: 'Strings', read: choicesFrom },
  select: { type: 'Strings', read: selectionFrom },
  date_picker: date,
  date_time_picker: date,
  time_picker: {
    type: 'String',
    read: (value, { settings }) =>
      isEmpty(value) ? null : timeOf(String(value), textOf(settings, 'return_format')),
  },
};

function textFrom(value: unknown, settings: Settings): unknown {
  if (isEmpty(value)) return null;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === true ? '1' : misfit(value, described(settings));
}

function numberFrom(value: unknown, { settings }: Conversion): number | null | GraphQLError {
  if (isEmpty(value)) return null;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? number || null
    : misfit(value, described(settings));
}

/** Returns the chosen values as a list. A value can be an object with value and label. */
function choicesFrom(value: unknown): unknown {
  if (isEmpty(value)) return null;
  const items = Array.isArray(value)
    ? value
    : isRecord(value) && !('value' in value)
      ? Object.values(value)
      : [value];
  return items.map((item) => String(valueAt(item, 'value') ?? item));
}

/** Returns the selection in the return format of the field. */
function selectionFrom(value: unknown, { settings, isFormatted }: Conversion): unknown {
  const values = choicesFrom(value);
  if (!Array.isArray(values) || !isFormatted) return values;
  const labelOf = (each: unknown) => {
    const label = valueAt(settings['choices'], String(each));
    return typeof label === 'string' ? label : String(each);
  };
  const format = textOf(settings, 'return_format');
  if (format === 'label') return values.map(labelOf);
  // WPGraphQL for ACF returns value and label of a single selection, and the values of a multiple one.
  return format === 'array' && !isMultiple(settings)
    ? values.flatMap((each) => [String(each), labelOf(each)])
    : values;
}

function isMultiple(settings: Settings): boolean {
  return !isEmpty(settings['multiple']);
}

function described(settings: Settings): { name: string; type: string } {
  return { name: textOf(settings, 'name'), type: textOf(settings, 'type') };
}
