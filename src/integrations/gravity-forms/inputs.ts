import { type InputTypeRef, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { type InputField, inputField } from '../../schema/kit/graph/input-fields.ts';

type Fields = Readonly<Record<string, readonly [type: string, description: string]>>;

/** The input types of `submitGfForm`, each after those that it has: fields with their types. `!` is required. */
const inputs: Readonly<Record<string, readonly [description: string, fields: Fields]>> = {
  AddressFieldInput: [
    'An address.',
    {
      street: ['String', 'The street.'],
      lineTwo: ['String', 'The second line.'],
      city: ['String', 'The city.'],
      state: ['String', 'The state or province.'],
      zip: ['String', 'The postal code.'],
      country: ['AddressFieldCountryEnum', 'The country.'],
    },
  ],
  NameFieldInput: [
    'A name.',
    {
      prefix: ['String', 'The prefix.'],
      first: ['String', 'The first name.'],
      middle: ['String', 'The middle name.'],
      last: ['String', 'The last name.'],
      suffix: ['String', 'The suffix.'],
    },
  ],
  EmailFieldInput: [
    'An e-mail address.',
    {
      value: ['String', 'The address.'],
      confirmationValue: ['String', 'The address again, if the field asks for it twice.'],
    },
  ],
  CheckboxFieldInput: [
    'A chosen box.',
    {
      inputId: ['Float', 'The id of the input: `6.1`.'],
      value: ['String', 'The value of the choice.'],
    },
  ],
  ListFieldInput: ['A row of a list.', { rowValues: ['[String]', 'The values of the columns.'] }],
  ProductFieldInput: [
    'A product.',
    {
      price: ['Float', 'The price, for products whose price a formula gives.'],
      quantity: ['Float', 'The quantity.'],
    },
  ],
  FormFieldValuesInput: [
    'The value of a field, in the form that the type of the field needs.',
    {
      id: ['Int!', 'The id of the field in its form.'],
      value: ['String', 'The value, for most types.'],
      values: ['[String]', 'The values, for a field with several choices in a list.'],
      addressValues: ['AddressFieldInput', 'The address.'],
      checkboxValues: ['[CheckboxFieldInput]', 'The chosen boxes.'],
      emailValues: ['EmailFieldInput', 'The e-mail address.'],
      listValues: ['[ListFieldInput]', 'The rows of a list.'],
      nameValues: ['NameFieldInput', 'The name.'],
      productValues: ['ProductFieldInput', 'The product.'],
    },
  ],
  SubmitFormMetaInput: [
    'Data about the entry. Only `sourceUrl` has an effect; WordPress finds out the rest by itself.',
    {
      createdById: ['Int', 'Makes no difference: the entry belongs to the user who submits it.'],
      dateCreatedGmt: ['String', 'Makes no difference: WordPress has the time.'],
      ip: ['String', "Makes no difference: WordPress has the client's address."],
      sourceUrl: ['String', 'The address of the page with the form, for `resumeUrl`.'],
      userAgent: ['String', 'Makes no difference.'],
    },
  ],
};

/** Adds the input types of `submitGfForm`. */
export const addSubmitInputs = oncePerGraph((graph) => {
  for (const [name, [description, fields]] of Object.entries(inputs)) {
    const ref = graph.builder.inputRef<object>(name).implement({
      description,
      fields: (t) =>
        Object.fromEntries(
          Object.entries(fields).map(([field, [type, about]]): [string, InputField] => [
            field,
            inputField(t, graph, {
              type: type.replace('!', ''),
              required: type.endsWith('!'),
              description: about,
            }),
          ]),
        ),
    });
    graph.addInputType(name, ref as unknown as InputTypeRef);
  }
});
