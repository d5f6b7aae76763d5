import { isTruthy, orNull, type Part, partOf, type Row, rowsIn } from './part.ts';
import { objectRows } from './tables.ts';

/** The keys of the inputs of names and addresses, in the order in which Gravity Forms has them. */
const keys: Readonly<Record<string, readonly string[]>> = {
  NameField: ['prefix', 'first', 'middle', 'last', 'suffix'],
  AddressField: ['street', 'lineTwo', 'city', 'state', 'zip', 'country'],
};

/** Gravity Forms' labels of two inputs of addresses in some countries (`GF_Field_Address::get_address_types()`), by their key. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  us: { state: 'State', zip: 'ZIP Code' },
  canadian: { state: 'Province', zip: 'Postal Code' },
  international: { state: 'State / Province / Region', zip: 'ZIP / Postal Code' },
};

/** Labels of Gravity Forms in English. A label of another language, or of the staff, stays as it is. */
const ownLabels: readonly unknown[] = ['State / Province', ...Object.values(labels).flatMap(Object.values)];

/** Returns the inputs of a field. Null if it has none. */
export function inputsOf(field: Part): readonly (Part | null)[] | null {
  const type = field.type.replace(/Field$/, 'InputProperty');
  if (!objectRows.has(type)) return null;
  const { data } = field;
  // An e-mail address without a confirmation has one input: the field itself.
  const isAlone = field.type === 'EmailField' && !isTruthy(data['emailConfirmEnabled']);
  const inputs = isAlone ? [aloneInput(data)] : rowsIn(data['inputs']);
  if (inputs.length === 0) return null;
  const named = keys[field.type];
  return inputs.map((input, index) => {
    const key = named?.[index];
    if (!named) return partOf(field, type, input);
    return partOf(field, type, {
      ...input,
      key,
      label: labelOf(field, input, key),
      isHidden: isTruthy(input['isHidden']),
    });
  });
}

function labelOf({ type, data }: Part, input: Row, key: string | undefined): unknown {
  const country = String(orNull(data['addressType']) ?? 'international');
  const label = type === 'AddressField' && key !== undefined ? labels[country]?.[key] : undefined;
  const isOwn = ownLabels.includes(input['label']);
  return label !== undefined && isOwn && !isTruthy(input['customLabel']) ? label : input['label'];
}

/** Returns the choices of a field, or of an input such as the prefix of a name. Null if there are none. */
export function choicesOf(part: Part): readonly (Part | null)[] | null {
  const type = part.type.replace(/(Field|InputProperty)$/, 'FieldChoice');
  const choices = rowsIn(part.data['choices']);
  if (choices.length === 0 || !objectRows.has(type)) return null;
  return choices.map((choice) => partOf(part, type, choice));
}

/** Returns a field as its own input. The extension takes empty settings of fields for absent ones. */
function aloneInput(data: Row): Row {
  const filled = Object.entries(data).filter(([, value]) => value !== '');
  const { inputName: name, ...others } = Object.fromEntries(filled);
  return { ...others, name };
}
