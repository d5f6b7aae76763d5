import { Kind, type ValueNode } from '../../packages/graphql.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import type { EnumRef, ObjectRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { type InputTypeRef, oncePerGraph } from '../../schema/kit/graph/graph.ts';
import { isRecord } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';

type Address = Readonly<Record<string, unknown>>;

/** The fields of addresses: WooGraphQL's names, and those of the Store API. */
const keys: Readonly<Record<string, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  company: 'company',
  address1: 'address_1',
  address2: 'address_2',
  city: 'city',
  state: 'state',
  postcode: 'postcode',
  email: 'email',
  phone: 'phone',
};

interface AddressTypes {
  /** The scalar of countries. Pothos knows the scalars of its type parameters only. */
  readonly country: EnumRef<Types, string>;
  readonly output: ObjectRef<Types, Address>;
}

/** Returns the types of addresses. Countries are a scalar that accepts codes as names: `US`. */
export const addressTypes = oncePerGraph((graph): AddressTypes => {
  const { builder } = graph;
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && /^[A-Z]{2}$/.test(value)) return value;
    throw new InputError(
      `A country must be a code of two letters such as US. It was ${JSON.stringify(value)}.`,
    );
  };
  const country = builder.scalarType('CountriesEnum' as never, {
    description: 'The code of a country, as a name: `US` (ISO 3166-1 alpha-2).',
    serialize: ((value: unknown) => value) as never,
    parseValue: parse as never,
    parseLiteral: ((node: ValueNode) =>
      parse(node.kind === Kind.ENUM || node.kind === Kind.STRING ? node.value : null)) as never,
  });
  const output = builder.objectRef<Address>('CustomerAddress').implement({
    description: 'An address.',
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(keys).map(([name, key]) => [
          name,
          t.string({
            description: `The field \`${key}\`.`,
            resolve: (address) => text(address, key) || null,
          }),
        ]),
      ),
      country: t.field({
        type: country,
        description: 'The country.',
        resolve: ((address: Address) => text(address, 'country') || null) as never,
      }),
    }),
  });
  const input = builder.inputRef<object>('CustomerAddressInput').implement({
    description: 'An address.',
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(keys).map(([name, key]) => [name, t.string({ description: `The field \`${key}\`.` })]),
      ),
      country: t.field({ type: country, description: 'The country.' }),
      overwrite: t.boolean({ description: 'Whether to clear fields that are missing.' }),
    }),
  });
  graph.addInputType('CustomerAddressInput', input as unknown as InputTypeRef);
  const meta = builder.inputRef<object>('MetaDataInput').implement({
    description: 'A custom field.',
    fields: (t) => ({
      id: t.string({ description: 'The id.' }),
      key: t.string({ required: true, description: 'The key.' }),
      value: t.string({ required: true, description: 'The value.' }),
    }),
  });
  graph.addInputType('MetaDataInput', meta as unknown as InputTypeRef);
  return { output, country: country as unknown as AddressTypes['country'] };
});

/** Returns an address of an input as the Store API takes it. Undefined if there is none. */
export function addressOf(
  value: unknown,
  known: unknown = {},
): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(value)) return undefined;
  const before = value['overwrite'] === true || !isRecord(known) ? {} : known;
  const given = Object.entries({ ...keys, country: 'country' }).flatMap(([name, key]) => {
    const each = value[name];
    return each === undefined || each === null ? [] : [[key, each] as const];
  });
  return { ...before, ...Object.fromEntries(given) };
}
