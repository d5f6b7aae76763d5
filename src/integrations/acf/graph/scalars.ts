import { GraphQLError } from '../../../packages/graphql.ts';
import { isRecord, valueAt } from '../../../values/json.ts';
import { isEmpty, isOn, type Settings, textOf } from '../definitions/settings.ts';
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

/** Returns the error for a value that is not of the kind that ACF's JSON declares for a field. */
export function misfit(value: unknown, settings: Settings): GraphQLError {
  const name = textOf(settings, 'name');
  const type = textOf(settings, 'type');
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
  return value === true ? '1' : misfit(value, settings);
}

function numberFrom(value: unknown, { settings }: Conversion): number | null | GraphQLError {
  if (isEmpty(value)) return null;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number || null : misfit(value, settings);
}

/** Returns the chosen values as a list. A value can be an object with value and label. */
function choicesFrom(value: unknown): unknown {
  if (isEmpty(value)) return null;
  return itemsIn(value).map((item) => String(valueAt(item, 'value') ?? item));
}

/** Returns the items of a list, which PHP writes as an object if their keys are not 0, 1, 2 … One choice is a list of one. */
function itemsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) && !('value' in value) ? Object.values(value) : [value];
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
  return format === 'array' && !isOn(settings, 'multiple')
    ? values.flatMap((each) => [String(each), labelOf(each)])
    : values;
}
