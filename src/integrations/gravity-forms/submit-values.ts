import { InputError } from '../../schema/kit/base/errors.ts';
import { asList } from '../../schema/kit/where/rows.ts';
import { isRecord } from '../../values/json.ts';
import { filledText, isTruthy, orNull, type Row, rowsIn } from './part.ts';
import { priceOf } from './price.ts';
import { enumValueOf } from './tables.ts';

/** Values of inputs, by what follows `input_` in the form: `7`, or `8_3` for the input 8.3. */
type Values = Readonly<Record<string, unknown>>;

/** The ends of the ids of inputs that have a key in the graph (`GF_Field_Name`, `GF_Field_Address`). */
const nameInputs = { prefix: 2, first: 3, middle: 4, last: 6, suffix: 8 } as const;
const addressInputs = { street: 1, lineTwo: 2, city: 3, state: 4, zip: 5, country: 6 } as const;

/** How the values of a key of the input become those of the form. */
type Conversion = (value: unknown, id: number, field: Row | null) => Values;

const conversions: Readonly<Record<string, Conversion>> = {
  value: singleValue,
  values: (values, id) => ({ [id]: asList(values).map(String) }),
  nameValues: (name, id) => keyed(name, id, nameInputs),
  addressValues: (address, id) => {
    const country = isRecord(address) ? address['country'] : null;
    const name = country ? { country: enumValueOf('AddressFieldCountryEnum', String(country)) } : {};
    return keyed({ ...(isRecord(address) ? address : {}), ...name }, id, addressInputs);
  },
  emailValues: (email, id) => keyed(email, id, { value: 0, confirmationValue: 2 }),
  checkboxValues: (boxes, id, field) =>
    Object.fromEntries(
      rowsIn(boxes).map((box) => {
        const inputId = String(box['inputId'] ?? '');
        if (Math.trunc(Number(inputId)) !== id)
          throw new InputError(
            `Field ${id} has no input with the id ${inputId}. Its inputs are ${id}.1, ${id}.2 and so on.`,
          );
        return [inputId.replace('.', '_'), withPrice(field, box['value'])];
      }),
    ),
  listValues: (rows, id) => ({ [id]: rowsIn(rows).flatMap(cellsOf) }),
  productValues: (product, id, field) => productOf(isRecord(product) ? product : {}, id, field),
};

/** Returns the values of a row of a list, which has one for each column. */
function cellsOf({ rowValues }: Row): readonly string[] {
  return Array.isArray(rowValues) ? rowValues.map((value) => String(value ?? '')) : [];
}

/**
 * Returns the parameters of a submission (`input_7`, `input_8_3`) for the values of fields.
 *
 * @param fields - the fields of the form by id. Null if the client may not see the form: then a `value` goes to WordPress as it is
 * @throws InputError if a field is not in the form, or has no value
 */
export function parametersOfFields(given: readonly Row[], fields: ReadonlyMap<number, Row> | null): Values {
  return Object.assign({}, ...given.map((row) => parametersOfField(row, fields)));
}

function parametersOfField(given: Row, fields: ReadonlyMap<number, Row> | null): Values {
  const id = Number(given['id']);
  const field = fields?.get(id) ?? null;
  if (fields && !field)
    throw new InputError(
      `The form has no field with the id ${id}. \`formFields\` of \`gfForm\` lists its fields.`,
    );
  const wanted = field && keyFor.get(inputTypeOf(field));
  if (wanted && given[wanted] === undefined && given['value'] !== undefined)
    throw new InputError(`The field ${id} needs \`${wanted}\` instead of \`value\`.`);
  const values = Object.entries(conversions).map(([key, convert]) =>
    given[key] === undefined || given[key] === null ? {} : convert(given[key], id, field),
  );
  return Object.fromEntries(
    Object.entries<unknown>(Object.assign({}, ...values)).map(([name, value]) => [nameOf(name), value]),
  );
}

/** Captchas have a parameter of their own. */
function nameOf(input: string): string {
  return input === captcha ? captcha : `input_${input}`;
}

const captcha = 'g-recaptcha-response';

/** The keys of values that other types of fields need. */
const keyFor: ReadonlyMap<string, string> = new Map(
  Object.entries({
    address: 'addressValues',
    checkbox: 'checkboxValues',
    list: 'listValues',
    name: 'nameValues',
  }),
);

function inputTypeOf(field: Row): string {
  return String(orNull(field['inputType']) ?? field['type'] ?? '');
}

function keyed(values: unknown, id: number, ends: Readonly<Record<string, number>>): Values {
  return Object.fromEntries(
    Object.entries(ends).flatMap(([key, end]) => {
      const value = isRecord(values) ? values[key] : null;
      return value === undefined || value === null ? [] : [[end === 0 ? id : `${id}_${end}`, value]];
    }),
  );
}

/** What a `value` becomes, by the type of the field's input. */
const valueKinds: ReadonlyMap<string, Conversion> = new Map(
  Object.entries<Conversion>({
    captcha: (value) => ({ [captcha]: value }),
    consent: (value, id, field) =>
      isTruthy(value) ? { [`${id}_1`]: '1', [`${id}_2`]: filledText(field, 'checkboxLabel') ?? '' } : {},
    radio: (value, id, field) => {
      const isKnown = rowsIn(field?.['choices']).some((choice) => choice['value'] === value);
      if (isKnown || !isTruthy(field?.['enableOtherChoice'])) return { [id]: withPrice(field, value) };
      return { [id]: 'gf_other_choice', [`${id}_other`]: value };
    },
    singleproduct: (quantity, id, field) => productOf({ quantity }, id, field),
    hiddenproduct: (quantity, id, field) => productOf({ quantity }, id, field),
    calculation: (quantity, id, field) => productOf({ quantity }, id, field),
  }),
);

function singleValue(value: unknown, id: number, field: Row | null): Values {
  const convert = field && valueKinds.get(inputTypeOf(field));
  return convert ? convert(value, id, field) : { [id]: withPrice(field, value) };
}

/** Returns the value of a choice with its price, as Gravity Forms sends it: `small|10`. */
function withPrice(field: Row | null, value: unknown): unknown {
  if (!field || !isTruthy(field['enablePrice']) || typeof value !== 'string' || value.includes('|'))
    return value;
  const choice = rowsIn(field['choices']).find((each) => each['value'] === value);
  return `${value}|${priceOf(filledText(choice, 'price') ?? '') ?? 0}`;
}

/** Returns the inputs of a product. Only the form has its name and price: without it, WordPress gets what the client gave. */
function productOf(product: Row, id: number, field: Row | null): Values {
  const { price, quantity } = { price: null, quantity: null, ...product };
  const label = filledText(field, 'label');
  const amount = price === null ? filledText(field, 'basePrice') : String(price);
  const hasQuantity = quantity !== null && !isTruthy(field?.['disableQuantity']);
  return {
    ...(label === null ? {} : { [`${id}_1`]: label }),
    ...(amount === null ? {} : { [`${id}_2`]: amount }),
    ...(hasQuantity ? { [`${id}_3`]: String(quantity) } : {}),
  };
}
